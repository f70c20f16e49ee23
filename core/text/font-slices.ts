/** Finds the slice of a sliced font that holds a character: the table beside each family says which characters lie where. */
import { z } from 'zod'

/** A slice's name within its family, and its characters. */
type Slice = { readonly name: string; holds(codePoint: number): boolean }

/** The slices of a family. */
export type Slices = {
  /** The slice that writes a character with all its parts, else its first part; `undefined` when none has it. */
  sliceOf(grapheme: string): string | undefined
}

const Table = z.record(z.string(), z.string())

/** Latin and its neighbours are written by other fonts of ours, so those slices are not asked for. */
const otherScripts = /^(?:latin|cyrillic|greek|vietnamese)/

/** Reads a family's table: `{ "[4]": "U+3000-303f,U+ff01" }`, with a name or a bracketed number for each slice. */
export function slicesOf(table: unknown): Slices {
  const slices = Object.entries(Table.parse(table))
    .filter(([key]) => !otherScripts.test(key))
    .map(([key, ranges]): Slice => ({ name: key.replace(/[[\]]/g, ''), holds: holderOf(ranges) }))
  const found = new Map<string, string | undefined>()
  return {
    sliceOf(grapheme) {
      if (found.has(grapheme)) return found.get(grapheme)
      const parts = [...grapheme].map((part) => part.codePointAt(0) ?? 0).filter((part) => part !== emojiForm)
      const whole = slices.find(({ holds }) => parts.every(holds))
      const [first] = parts
      const slice = whole ?? slices.find(({ holds }) => first !== undefined && holds(first))
      found.set(grapheme, slice?.name)
      return slice?.name
    },
  }
}

/** Only says that the character before it is a picture. */
const emojiForm = 0xfe0f

function holderOf(ranges: string): (codePoint: number) => boolean {
  const stretches = ranges.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
  })
  return (codePoint) => stretches.some(([from, to]) => codePoint >= from && codePoint <= to)
}
