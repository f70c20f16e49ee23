/** What stands in the cells of tables of songs: lists of names, lengths, and text that no table program may take for a formula. */

import type { TableFormat } from './csv-columns.ts'
import { namesOf } from './named-song.ts'
import { msOfClock } from './said-values.ts'

/**
 * What a table program would compute, and what has been kept from it: a text behind an apostrophe. Where wide letters are
 * written, programs take the wide signs too (OWASP, CSV Injection).
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/
const guarded = /^'+[=+\-@\t\r\n＝＋－＠]/

/** Text as it is written in a cell, so that no table program computes it. */
export function guardCell(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** What `guardCell` was given. */
export function unguardCell(text: string): string {
  return guarded.test(text) ? text.slice(1) : text
}

/** How a table writes several names in one cell. */
export type ListStyle = {
  readonly join: (names: readonly string[]) => string
  readonly split: (cell: string) => readonly string[]
}

/** Of each table. Only ours can write every name, whatever is in it. */
export const listStyles: Record<TableFormat, ListStyle> = {
  csv: {
    join: (names) => names.map((name) => name.replace(/[\\;]/g, '\\$&')).join('; '),
    split: (cell) =>
      (cell.match(/(?:\\[\\;]|[^;])+/g) ?? [])
        .map((name) => name.trim().replace(/\\([\\;])/g, '$1'))
        .filter((name) => name !== ''),
  },
  exportify: {
    join: (names) => names.map((name) => name.replaceAll(';', ',')).join(';'),
    // Before it took semicolons, Exportify wrote commas without a space, and no name had any.
    split: (cell) =>
      cell.includes(';') ? namesOf(cell) : namesOf(cell.replace(/(?<!\d),(?=[^\s\d])/g, ';')),
  },
  'exportify-classic': {
    join: (names) => names.map((name) => name.replaceAll(',', '\\,')).join(', '),
    split: (cell) =>
      cell
        .split(/(?<!\\), */)
        .map((name) => name.replaceAll('\\,', ',').trim())
        .filter((name) => name !== ''),
  },
}

/** In which unit a column of lengths counts. */
export type LengthUnit = 'ms' | 's' | 'unsaid'

/** The unit in the name of a column, as `plainName` gives it. */
export function unitOfColumn(name: string): LengthUnit {
  if (name.endsWith('ms')) return 'ms'
  return /(seconds|sec|durations|lengths)$/.test(name) ? 's' : 'unsaid'
}

/** A number without a unit is of milliseconds from here on: nearly three hours, if it were of seconds. */
const leastMs = 10_000

/** The length in a cell: a number, or `3:45` or `1:02:03`. Anything else is given back as it stands. */
export function durationMsOf(cell: string, unit: LengthUnit): number | string {
  if (!/^\d+(\.\d+)?$/.test(cell)) return msOfClock(cell) ?? cell
  const number = Number(cell)
  const isMs = unit === 'ms' || (unit === 'unsaid' && number >= leastMs)
  return Math.round(isMs ? number : number * 1000)
}

/** Yes or no, in the words of programs; anything else is given back as it stands. */
export function isYes(cell: string): boolean | string {
  if (/^(true|yes|1|explicit)$/i.test(cell)) return true
  return /^(false|no|0|clean)$/i.test(cell) ? false : cell
}
