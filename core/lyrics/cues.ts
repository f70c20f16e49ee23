/** What SRT and WebVTT have in common: blocks of lines, of which one says from when until when. */
import { secondsOfClock } from './clock-times.ts'

/** A block of a file: its lines, and at which line of the file it begins, counted from 1. */
export type Block = { readonly at: number; readonly lines: readonly string[] }

/** The blocks of a file: what stands between empty lines. */
export function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: { at: number; lines: string[] }[] = []
  let isOpen = false
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') isOpen = false
    else if (isOpen) blocks.at(-1)?.lines.push(line)
    else {
      blocks.push({ at: i + 1, lines: [line] })
      isOpen = true
    }
  }
  return blocks
}

/** From when until when a cue is shown, in seconds, and at which of its block's lines that is said. */
export type CueTimes = { readonly row: number; readonly startSeconds: number; readonly endSeconds: number }

/** The times of a block, or a sentence that says what is wrong with them. */
export function timesOfBlock({ at, lines }: Block): CueTimes | string {
  const row = lines.findIndex((line) => line.includes('-->'))
  if (row < 0) return `Line ${at} of the file begins a part without times; it was left out.`
  const [from = '', to = ''] = (lines[row] ?? '').split('-->')
  const startSeconds = secondsOfClock(from.trim())
  // What follows the second time are settings of where to show it.
  const endSeconds = secondsOfClock(to.trim().split(/\s+/)[0] ?? '')
  const name = `Line ${at + row} of the file`
  if (startSeconds === undefined || endSeconds === undefined)
    return `${name} has times that cannot be read; its words were left out.`
  if (endSeconds < startSeconds) return `${name} ends before it starts; its words were left out.`
  return { row, startSeconds, endSeconds }
}
