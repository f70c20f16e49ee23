/** Finds the songs of a library that a song of a playlist may be, and says how sure that is. */
import { z } from 'zod'
import { type Fingerprint, fingerprintOf } from './fingerprint.ts'
import { type Likeness, likeness } from './likeness.ts'
import type { PlaylistItem } from './playlist.ts'
import { foundFrom, unsureFrom } from './sureness.ts'

/** What was found of a song: one song for sure, one or several that may be it, or none. */
export const FoundState = z.enum(['found', 'unsure', 'missing'])

/** See the schema `FoundState`. */
export type FoundState = z.output<typeof FoundState>

/** How a song of a playlist stands with the library; the last two somebody chose by hand. */
export const MatchState = z.enum([...FoundState.options, 'chosen', 'left-out'])

/** See the schema `MatchState`. */
export type MatchState = z.output<typeof MatchState>

/** A song of the library, as far as matching asks. */
export type LibrarySong = {
  readonly id: string
  readonly title: string
  readonly artist: string | null
  readonly durationMs: number
  readonly isrc: string | null
  readonly recordingId: string | null
}

/** A song that it may be. `confidence` is 0 to 1; `because` a sentence for people. */
export type Candidate = { readonly songId: string; readonly confidence: number; readonly because: string }

/** What is found is so much ahead of the next. */
const lead = 0.03
/** Less than this is not worth showing. */
const shownFrom = 0.3
const mostCandidates = 5
/** Songs of one title that are looked at. */
const mostTitled = 60
/** Songs looked at for one whose title nothing has exactly. */
const mostAlike = 16
/** A word that more songs share says nothing. */
const mostSharing = 200

/** Whether candidates, best first, say which song it is. */
export function stateOf(candidates: readonly Candidate[]): FoundState {
  const [best, second] = candidates
  if (best === undefined || best.confidence < unsureFrom) return 'missing'
  const ahead = Math.round((best.confidence - (second?.confidence ?? 0)) * 1000) / 1000
  return best.confidence >= foundFrom && ahead >= lead ? 'found' : 'unsure'
}

type Entry = { readonly song: LibrarySong; readonly print: Fingerprint }

/**
 * A library that can be asked. The index is built once: for 20,000 songs some fifteen megabytes, and then some
 * tens of microseconds for each question.
 */
export class Matcher {
  readonly #entries: Entry[] = []
  readonly #byId = new Map<string, number>()
  readonly #byIsrc = new Map<string, number[]>()
  readonly #byRecording = new Map<string, number[]>()
  readonly #byTitle = new Map<string, number[]>()
  readonly #byArtist = new Map<string, number[]>()
  readonly #byWord = new Map<string, number[]>()

  constructor(songs: Iterable<LibrarySong> = []) {
    for (const song of songs) this.add(song)
  }

  /** Takes one more song in. */
  add(song: LibrarySong): void {
    const print = fingerprintOf(song.title, song.artist === null ? [] : [song.artist])
    const at = this.#entries.push({ song, print }) - 1
    this.#byId.set(song.id, at)
    if (song.isrc !== null) listed(this.#byIsrc, song.isrc, at)
    if (song.recordingId !== null) listed(this.#byRecording, song.recordingId, at)
    listed(this.#byTitle, print.title.base, at)
    for (const name of print.artists) listed(this.#byArtist, name, at)
    for (const word of new Set(print.words)) listed(this.#byWord, word, at)
  }

  /** The songs it may be, best first, at most five. */
  candidates(item: PlaylistItem): readonly Candidate[] {
    const print = fingerprintOf(item.title, item.artists)
    const places = this.#known(item, print)
    const exact = this.#judgedAt(places, item, print)
    if (stateOf(exact) !== 'missing') return exact
    this.#addAlike(places, print)
    return this.#judgedAt(places, item, print)
  }

  #judgedAt(places: ReadonlySet<number>, item: PlaylistItem, print: Fingerprint): readonly Candidate[] {
    const found: Candidate[] = []
    for (const at of places) {
      const entry = this.#entries[at]
      if (entry === undefined) continue
      const { confidence, because } = judged(item, print, entry)
      if (confidence >= shownFrom) found.push({ songId: entry.song.id, confidence, because })
    }
    found.sort((a, b) => b.confidence - a.confidence || (a.songId < b.songId ? -1 : 1))
    return found.slice(0, mostCandidates)
  }

  /** The songs of its identities and of its title. */
  #known(item: PlaylistItem, print: Fingerprint): Set<number> {
    const places = new Set<number>()
    const own = item.songId === null ? undefined : this.#byId.get(item.songId)
    if (own !== undefined) places.add(own)
    for (const at of this.#byIsrc.get(item.isrc ?? '') ?? []) places.add(at)
    for (const at of this.#byRecording.get(item.recordingId ?? '') ?? []) places.add(at)
    const sameTitle = this.#byTitle.get(print.title.base) ?? []
    this.#addTitled(places, sameTitle, print)
    return places
  }

  /** Of many songs of one title ("Intro"), those of the artist come first. */
  #addTitled(places: Set<number>, titled: readonly number[], print: Fingerprint): void {
    if (titled.length > mostTitled) {
      const artists = new Set(print.artists)
      for (const at of titled)
        if (this.#entries[at]?.print.artists.some((name) => artists.has(name))) places.add(at)
    }
    for (const at of titled) {
      if (places.size >= mostTitled) return
      places.add(at)
    }
  }

  /** Songs that share rare words of the title, or the artist: those that share the most. */
  #addAlike(places: Set<number>, print: Fingerprint): void {
    const weights = new Map<number, number>()
    for (const word of new Set(print.words)) weigh(weights, this.#byWord.get(word), 1)
    for (const name of print.artists) weigh(weights, this.#byArtist.get(name), 0.5)
    let least = 0
    if (weights.size > mostAlike) {
      const sorted = Float64Array.from(weights.values()).sort()
      least = sorted[sorted.length - mostAlike] ?? 0
    }
    // Where many weigh the same as the last of them, all of these are looked at, so that their order means nothing.
    for (const [at, weight] of weights) if (weight >= least) places.add(at)
  }
}

/** The rarer what songs share, the more it weighs; what very many share says nothing. */
function weigh(weights: Map<number, number>, sharing: readonly number[] | undefined, factor: number): void {
  if (sharing === undefined || sharing.length > mostSharing) return
  const weight = factor / Math.log2(2 + sharing.length)
  for (const at of sharing) weights.set(at, (weights.get(at) ?? 0) + weight)
}

function listed(map: Map<string, number[]>, key: string, at: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [at])
  else list.push(at)
}

/** Identities come before likeness; what is alike besides still breaks ties among them. */
function judged(item: PlaylistItem, print: Fingerprint, { song, print: other }: Entry): Likeness {
  if (item.songId === song.id) return { confidence: 1, because: 'It is this very song of your library.' }
  if (item.isrc !== null && item.isrc === song.isrc)
    return { confidence: 0.99, because: `Same recording code (ISRC ${song.isrc}).` }
  if (item.recordingId !== null && item.recordingId === song.recordingId)
    return { confidence: 0.98, because: 'Same recording at MusicBrainz.' }
  return likeness(
    { print, durationMs: item.durationMs, isrc: item.isrc },
    { print: other, durationMs: song.durationMs, isrc: song.isrc },
  )
}
