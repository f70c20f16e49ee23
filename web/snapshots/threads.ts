/** The picture of a comparison: every song a thread from its place in one list to its place in the other. */
import { alignedRows } from './alignment.ts'
import type { Comparison } from './calls.ts'

/** The picture is drawn in this many units, whatever room it then takes. */
export const loomWidth = 1_000
/** See `loomWidth`. The list before runs along the top, the list after along the foot. */
export const loomHeight = 100

/** More threads than this of one kind are a surface, and no eye tells them apart. */
const mostThreads = 700

/** How far a song that came or went is drawn into the picture. */
const stub = 24

/** One path for each kind of thread. */
export type Threads = {
  readonly stayed: string
  readonly came: string
  readonly went: string
  readonly moved: string
}

/** The threads of a comparison of lists of these lengths. */
export function threadsOf(
  comparison: Comparison,
  lengths: { readonly before: number; readonly after: number },
): Threads {
  const top = placer(lengths.before)
  const foot = placer(lengths.after)
  const stayed = alignedRows(comparison, lengths).flatMap((row) => (row.kind === 'stayed' ? [row] : []))
  return {
    stayed: some(stayed)
      .map((row) => curve(top(row.before), foot(row.after)))
      .join(''),
    moved: some(comparison.moved)
      .map(({ from, to }) => curve(top(from), foot(to)))
      .join(''),
    came: some(comparison.came)
      .map(({ at }) => `M${foot(at)} ${loomHeight}V${loomHeight - stub}`)
      .join(''),
    went: some(comparison.went)
      .map(({ at }) => `M${top(at)} 0V${stub}`)
      .join(''),
  }
}

/** Where the middle of a song lies along a list of so many. */
function placer(count: number): (at: number) => number {
  return (at) => Math.round(((at + 0.5) / Math.max(1, count)) * loomWidth * 10) / 10
}

function curve(from: number, to: number): string {
  const middle = loomHeight / 2
  return `M${from} 0C${from} ${middle} ${to} ${middle} ${to} ${loomHeight}`
}

/** All of a few, or as many as can be told apart, evenly spread. */
function some<T>(all: readonly T[]): readonly T[] {
  if (all.length <= mostThreads) return all
  const step = all.length / mostThreads
  return Array.from({ length: mostThreads }, (_, index) => all[Math.floor(index * step)]).filter(
    (each) => each !== undefined,
  )
}
