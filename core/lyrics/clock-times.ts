/** Times of day as subtitle files write them, read and written. */
import { msOfSeconds } from '../units.ts'

const clockForm = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/

/** Seconds of `hh:mm:ss,mmm` or `mm:ss.mmm`; `undefined` when it is neither. */
export function secondsOfClock(text: string): number | undefined {
  const match = clockForm.exec(text)
  if (match === null) return undefined
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = match
  const wholeSeconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return (wholeSeconds * 1000 + Number(fraction.padEnd(3, '0'))) / 1000
}

/** `hh:mm:ss.mmm`, with the mark between seconds and milliseconds that the format has. */
export function clockOfSeconds(seconds: number, mark: ',' | '.'): string {
  const ms = Math.round(msOfSeconds(seconds))
  const pad = (value: number, width = 2) => String(Math.floor(value)).padStart(width, '0')
  return `${pad(ms / 3_600_000)}:${pad((ms / 60_000) % 60)}:${pad((ms / 1000) % 60)}${mark}${pad(ms % 1000, 3)}`
}

/** More than any song has: a number of more digits is read as this one. */
const mostMinutes = 1e9

/** Seconds of the minutes and the `ss.xx` or `ss:xx` of an LRC stamp. */
export function secondsOfLrcTime(minutes: string, seconds: string): number {
  const ms = Math.min(mostMinutes, Number(minutes)) * 60_000 + Number(seconds.replace(':', '.')) * 1000
  return Math.round(ms) / 1000
}

/** `mm:ss.xx` as LRC has it: minutes go on past an hour. */
export function lrcTimeOfSeconds(seconds: number): string {
  const hundredths = Math.round(seconds * 100)
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${pad(hundredths / 6000)}:${pad((hundredths / 100) % 60)}.${pad(hundredths % 100)}`
}
