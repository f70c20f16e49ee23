/** What became of songs between two snapshots, in words and signs. */
import { grouped } from '../ui/words.ts'
import type { Comparison } from './calls.ts'

/** One kind of change, how often, and the sign for it. */
export type Change = {
  readonly kind: 'came' | 'went' | 'moved'
  readonly count: number
  readonly sign: string
}

/** The changes there are; none where both are the same. */
export function changesOf({ came, went, moved }: Comparison): readonly Change[] {
  const all: readonly Change[] = [
    { kind: 'came', count: came.length, sign: '+' },
    { kind: 'went', count: went.length, sign: '−' },
    { kind: 'moved', count: moved.length, sign: '⇅' },
  ]
  return all.filter(({ count }) => count > 0)
}

/** The same in one line: `3 came, 1 went`. */
export function changesWords(comparison: Comparison): string {
  const words = changesOf(comparison).map(({ kind, count }) => `${grouped(count)} ${kind}`)
  return words.length === 0 ? 'nothing changed' : words.join(', ')
}
