/** What a bench found beside its bars, one line each. */
import { availableParallelism, loadavg } from 'node:os'

/** One line: what was measured, and whether its bar was met if it has one. */
export type Row = {
  readonly name: string
  readonly value: string
  readonly isMet?: boolean
  readonly bar?: string
}

type Bar = {
  readonly most?: number
  readonly least?: number
  readonly unit: string
  readonly digits?: number
}

/** A line with a bar. */
export function row(name: string, value: number, { most, least, unit, digits = 1 }: Bar): Row {
  return {
    name,
    value: `${value.toFixed(digits)}${unit}`,
    isMet: (most === undefined || value <= most) && (least === undefined || value >= least),
    bar: most === undefined ? `>= ${least}` : `<= ${most}`,
  }
}

/** Prints the lines, with how busy the machine is. */
export function printRows(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`)
  for (const { name, value, isMet, bar } of rows) {
    const verdict = isMet === undefined ? '' : isMet ? `met (${bar})` : `MISSED (${bar})`
    console.log(`  ${name.padEnd(62)} ${value.padEnd(20)} ${verdict}`)
  }
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: readonly number[]): number {
  return quantile(values, 0.95)
}

/** The value that a share of them, from 0 to 1, does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
