/** How sure two songs are the same recording by what is said of them: title, artists, version, length. */
import { secondsOfMs } from '../units.ts'
import type { Fingerprint } from './fingerprint.ts'
import type { Version } from './normalise.ts'

/** How sure, 0 to 1, and why, in a sentence for people. */
export type Likeness = { readonly confidence: number; readonly because: string }

/** A song as it is compared. A length that nobody gave is null. */
export type Compared = {
  readonly print: Fingerprint
  readonly durationMs: number | null
  readonly isrc: string | null
}

/** A reason less to be sure, as a factor, and what to say of it. */
type Doubt = { readonly factor: number; readonly says: string | undefined }

/** Same title, same artist, and a length within three seconds. */
const sureOfLikeness = 0.95

/** Compares a song of a playlist with one of a library. */
export function likeness(item: Compared, song: Compared): Likeness {
  const title = titleDoubt(item.print, song.print)
  if (title.factor === 0) return { confidence: 0, because: 'Another title.' }
  const doubts = [
    title,
    artistDoubt(item.print.artists, song.print.artists),
    versionDoubt(item.print, song.print),
    lengthDoubt(item.durationMs, song.durationMs),
    codeDoubt(item.isrc, song.isrc),
  ]
  const product = doubts.reduce((sure, { factor }) => sure * factor, sureOfLikeness)
  const said = doubts.flatMap(({ says }) => says ?? [])
  const because = said.length === 0 ? 'Same title, artist and length.' : sentenceOf(said)
  return { confidence: Math.round(product * 1000) / 1000, because }
}

function sentenceOf(said: readonly string[]): string {
  const line = said.join('; ')
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`
}

const none: Doubt = { factor: 1, says: undefined }

/** Words in common count, and letters where a word was mistyped. Other numbers are another song; a number that one leaves out is a doubt. */
function titleDoubt(item: Fingerprint, song: Fingerprint): Doubt {
  if (item.title.base === song.title.base) return none
  const isNumberLeftOut = item.numbers !== song.numbers
  if (isNumberLeftOut && item.numbers !== '' && song.numbers !== '') return impossible
  const shared = sharedShare(item.words, song.words)
  const letters = isOneTypo(item.title.base, song.title.base) ? 0.93 : 0
  const alike = Math.max(shared, letters)
  if (alike < 0.5) return impossible
  if (isNumberLeftOut) return { factor: 0.6, says: 'a number in only one of the titles' }
  const says = alike === 1 ? 'the title in another order' : 'a title much alike'
  return { factor: Math.min(0.95, 0.4 + 0.6 * ((alike - 0.5) / 0.5)), says }
}

const impossible: Doubt = { factor: 0, says: undefined }

/** The share of words that two texts have in common, longer words counting more (Dice). */
function sharedShare(a: readonly string[], b: readonly string[]): number {
  let common = 0
  let total = 0
  // Titles have few words: looking each up in the other text is faster than counting them in a map.
  for (let i = 0; i < a.length; i += 1) {
    const word = a[i] ?? ''
    total += weightOf(word)
    // A word that comes again counts once for both.
    if (b.includes(word) && !a.includes(word, i + 1)) common += 2 * weightOf(word)
  }
  for (let i = 0; i < b.length; i += 1) total += weightOf(b[i] ?? '')
  return total === 0 ? 0 : common / total
}

function weightOf(word: string): number {
  return Math.min(6, 1 + word.length)
}

/** Whether one letter is too many, too few, another one, or two stand the wrong way round. Short texts have no room for mistakes. */
function isOneTypo(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < 5 || long.length - short.length > 1) return false
  let same = 0
  while (same < short.length && short[same] === long[same]) same += 1
  const isEqual = (from: number, other: number) => short.slice(from) === long.slice(other)
  if (short.length < long.length) return isEqual(same, same + 1)
  const isSwapped = short[same] === long[same + 1] && short[same + 1] === long[same]
  return isEqual(same + 1, same + 1) || (isSwapped && isEqual(same + 2, same + 2))
}

function artistDoubt(item: readonly string[], song: readonly string[]): Doubt {
  if (item.length === 0 && song.length === 0) return { factor: 0.8, says: 'nobody says by whom' }
  if (item.length === 0 || song.length === 0)
    return {
      factor: 0.84,
      says: item.length === 0 ? 'the playlist names no artist' : 'your song names no artist',
    }
  if (item[0] === song[0]) return none
  const named = new Set(item)
  const shared = song.filter((name) => named.has(name)).length
  if (shared === Math.min(item.length, song.length)) return { factor: 0.99, says: undefined }
  if (named.has(song[0] ?? '') || song.includes(item[0] ?? ''))
    return { factor: 0.97, says: 'not all artists are the same' }
  if (shared > 0) return { factor: 0.94, says: 'one artist is the same' }
  const isAlike = item.some((name) => song.some((other) => areNamesAlike(name, other)))
  return isAlike ? { factor: 0.92, says: 'an artist much alike' } : { factor: 0.4, says: 'another artist' }
}

function areNamesAlike(a: string, b: string): boolean {
  return isOneTypo(a, b) || sharedShare(a.split(' '), b.split(' ')) >= 0.75
}

const versionNames: Readonly<Record<Version, string>> = {
  live: 'a live recording',
  remix: 'a remix',
  acoustic: 'an acoustic version',
  demo: 'a demo',
  instrumental: 'without the voice',
  cover: 'a cover',
  edit: 'an edit',
  other: 'another version',
}

function versionDoubt(item: Fingerprint, song: Fingerprint): Doubt {
  const [asked, there] = [item.title.versions, song.title.versions]
  if (asked.join() === there.join()) return sameVersionDoubt(item, song)
  const onlyThere = there.find((version) => !asked.includes(version))
  const onlyAsked = asked.find((version) => !there.includes(version))
  if ((onlyThere ?? 'edit') === 'edit' && (onlyAsked ?? 'edit') === 'edit')
    return { factor: 0.9, says: 'one of them is an edit' }
  const says =
    onlyThere === undefined
      ? `the playlist has ${versionNames[onlyAsked ?? 'other']}`
      : `yours is ${versionNames[onlyThere]}`
  return { factor: 0.6, says }
}

/** Two concerts are two recordings. */
function sameVersionDoubt(item: Fingerprint, song: Fingerprint): Doubt {
  const [asked, there] = [item.title.versionWords, song.title.versionWords]
  if (asked !== there) {
    const isPart = asked.includes(there) || there.includes(asked)
    return { factor: isPart ? 0.92 : 0.65, says: 'perhaps another such version' }
  }
  // A remaster has the same notes; where the library has both, the one that says so is meant.
  if (item.title.isMarked !== song.title.isMarked)
    return { factor: 0.96, says: 'one of them says "remastered" or the like' }
  return none
}

function lengthDoubt(itemMs: number | null, songMs: number | null): Doubt {
  if (itemMs === null || songMs === null || itemMs === 0)
    return { factor: 0.95, says: 'no length to compare' }
  const seconds = Math.abs(secondsOfMs(itemMs - songMs))
  const says = `${Math.round(seconds)} seconds ${itemMs < songMs ? 'longer' : 'shorter'} here`
  if (seconds <= 3) return none
  if (seconds <= 10) return { factor: 0.93, says }
  return seconds <= 30 ? { factor: 0.78, says } : { factor: 0.6, says }
}

/** Other releases of one recording have other codes, so this says little. */
function codeDoubt(item: string | null, song: string | null): Doubt {
  return item === null || song === null || item === song
    ? none
    : { factor: 0.97, says: 'another recording code' }
}
