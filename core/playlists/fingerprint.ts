/** What of a song is compared with others, worked out once. */
import {
  type NormalTitle,
  normalText,
  normalTitle,
  partsOfNames,
  withoutArticle,
  wordsInOrder,
} from './normalise.ts'

/** A song as it is compared. */
export type Fingerprint = {
  readonly title: NormalTitle
  /** The words of the title alone. */
  readonly words: readonly string[]
  /** Those of them that hold digits: they tell one part, symphony or year from another. */
  readonly numbers: string
  /** All who are named, each once: whole names as they were given first, then their parts, then guests of the title. */
  readonly artists: readonly string[]
}

/** Beyond these a text is no title, and a list no artists, but somebody's attempt to keep us busy. */
const mostWords = 60
const mostNames = 60

/** The fingerprint of a title and the names beside it, each of which may name several people. */
export function fingerprintOf(title: string, names: readonly string[]): Fingerprint {
  const normal = normalTitle(title)
  const artists = new Set<string>()
  for (const name of names) artists.add(wordsInOrder(withoutArticle(normalText(name))))
  for (const name of names) for (const part of partsOfNames(name)) artists.add(wordsInOrder(part))
  for (const guest of normal.guests) artists.add(wordsInOrder(guest))
  const words = normal.base.split(' ').slice(0, mostWords)
  return {
    title: normal,
    words,
    numbers: words.filter((word) => /\d/.test(word)).join(' '),
    artists: [...artists].slice(0, mostNames),
  }
}
