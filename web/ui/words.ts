/** Numbers as people read them: clock times, sizes, counts and ages. */

/** Seconds as minutes and seconds: `3:24`; from an hour on `1:02:09`. Part seconds are dropped, as clocks do. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + 1e-6))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** Seconds for a screen reader: `3 minutes 24 seconds`. */
export function spokenSeconds(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + 1e-6))
  const minutes = Math.floor(whole / 60)
  const rest = counted(whole % 60, 'second')
  return minutes === 0 ? rest : `${counted(minutes, 'minute')} ${rest}`
}

/** Bytes in the unit that reads best, decimal as file managers count: `4.2 MB`. */
export function bytesOf(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit]}`
}

const grouping = new Intl.NumberFormat('en')

/** A whole count, its thousands set apart: `50,000`. */
export function grouped(count: number): string {
  return grouping.format(count)
}

/** A whole count with its noun: `1 song`, `8 songs`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** A fraction from 0 to 1 as a whole percentage; never 100 before it is all. */
export function percentOf(fraction: number): string {
  return `${fraction >= 1 ? 100 : Math.min(99, Math.max(0, Math.floor(fraction * 100)))}%`
}

/** A signed number with a true minus sign: `−14.0`. */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** How long ago a moment was: `just now`, `5 min ago`, `3 h ago`, then the date. */
export function agoOf(rfc3339: string, nowMs: number): string {
  const thenMs = Date.parse(rfc3339)
  if (Number.isNaN(thenMs)) return ''
  const minutes = Math.floor((nowMs - thenMs) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(thenMs)
}

/** The seconds a person has to wait: `9 s left`, `2 min left`. */
export function leftOf(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.ceil(seconds))} s left` : `${Math.ceil(seconds / 60)} min left`
}

/** What is said of songs that were not taken along, since somebody had left them out; nothing where there are none. */
export function leftOutWords(count: number): string {
  return count === 0 ? '' : `${counted(count, 'song')} that you had left out stayed out.`
}
