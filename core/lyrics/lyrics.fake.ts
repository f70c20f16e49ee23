/** Made-up lyrics for tests of whatever reads, writes or keeps them: in several scripts, with and without word times. */
import fc from 'fast-check'
import { evenWords } from './known-words.ts'
import type { LyricLine } from './lyrics.ts'

/** One line each of Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari, Chinese, Japanese, Korean and Thai. */
export const manyScripts = [
  'Hold on, the night is young',
  'Не спеши, мы вдвоём',
  'Πάμε ξανά στη θάλασσα',
  'يا ليل، يا عين',
  'בוא הביתה, ילד',
  'दिल से दिल तक',
  '月亮代表我的心',
  '夜に駆ける、ふたりで',
  '너를 사랑해, 영원히',
  'รักเธอตลอดไป',
] as const

const text = fc.oneof(
  fc.constantFrom(...manyScripts),
  fc.stringMatching(/^[A-Za-zÀ-ž]{1,8}( [A-Za-z']{1,9}[,.!?]?){0,6}$/),
)

/** Lines in order, which do not overlap, with times in whole hundredths of a second. */
export function anyLines(words: 'timed' | 'untimed'): fc.Arbitrary<readonly LyricLine[]> {
  const each = fc.record({
    text,
    gap: fc.integer({ min: 0, max: 400 }),
    length: fc.integer({ min: 40, max: 900 }),
  })
  return fc.array(each, { minLength: 1, maxLength: 20 }).map((all) => {
    let hundredths = 0
    return all.map(({ text, gap, length }): LyricLine => {
      const start = hundredths + gap
      hundredths = start + length
      const line = { text, startSeconds: start / 100, endSeconds: hundredths / 100 }
      const timed = words === 'untimed' ? [] : evenWords(line).map((word) => onGrid(word, line.endSeconds))
      return { ...line, words: timed, isGuess: false }
    })
  })
}

function onGrid<W extends { startSeconds: number; endSeconds: number }>(word: W, last: number): W {
  const rounded = (seconds: number) => Math.min(last, Math.round(seconds * 100) / 100)
  return { ...word, startSeconds: rounded(word.startSeconds), endSeconds: rounded(word.endSeconds) }
}
