/** Values as files spell them: numbers as numbers or as text, times with and without a time zone, fields that may be none. */

/** A whole number from zero, of a number or of its digits. */
export function wholeNumberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? Math.round(value) : undefined
  if (typeof value !== 'string' || !/^\s*\+?\d{1,15}(\.\d*)?\s*$/.test(value)) return undefined
  return Math.round(Number(value))
}

/** Milliseconds of a clock time: `3:45`, `1:02:03`, `00:04:31.50`, or of seconds alone. */
export function msOfClock(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const clock = /^\s*(?:(?:(\d{1,3}):)?(\d{1,3}):(?=\d{2}(?!\d)))?(\d{1,5}(?:\.\d+)?)\s*$/.exec(value)
  if (clock === null) return undefined
  const [, hours = '0', minutes = '0', seconds = '0'] = clock
  return Math.round(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000)
}

/** The moment of a date or a time of ISO 8601, in UTC; where no zone is told, it is taken for UTC, and a day for its beginning. */
export function momentOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const parts =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?\s*$/i.exec(
      value,
    )
  if (parts === null) return undefined
  const [, day, time = '00:00:00', zone = 'Z'] = parts
  const zoned = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  const whole = time.length === 5 ? `${time}:00` : time
  if (zoned === 'Z')
    return Number.isNaN(Date.parse(`${day}T${whole.slice(0, 8)}Z`)) ? undefined : `${day}T${whole}Z`
  const moment = new Date(`${day}T${whole}${zoned}`)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

/** Text without white space around it; undefined where nothing is left or where it is no text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' ? undefined : text
}

/** The fields of an object of JSON, of which nothing is known yet. */
export type Fields = { readonly [name: string]: unknown }

/** The fields of a value; undefined for a list, for null and for what has none. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** A name for what has none: the last part of its path or address, without the extension. */
export function titleOfLocation(location: string): string | undefined {
  // Only addresses have questions and fragments; in the name of a file these signs are signs.
  const ends = /^[a-z][a-z0-9+.-]*:\/\//i.test(location) ? location.search(/[?#]/) : -1
  const parts = (ends < 0 ? location : location.slice(0, ends)).split(/[\\/]/)
  const last = parts.findLast((part) => part !== '') ?? ''
  return textOf(decoded(last).replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, ''))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A path with a bare percent sign is a path, not an address.
    return text
  }
}
