/** The songs that are played now and next, fetched and decoded. */
import type { SongAddress } from './song-address.ts'
import { covers, type Sound } from './sound.ts'

/** A song that should be heard at this moment, and the second of it. */
export type HeardNow = { readonly songId: string; readonly songSeconds: number }

/** See `makeSongShelf`. */
export type SongShelf = {
  /**
   * Fetches and decodes these songs, one after another, and forgets all others. What should be heard now comes in two steps:
   * half a minute from there on, then the whole. Call it again now and then: that is when what failed is tried again.
   */
  keep(songIds: readonly string[], now: HeardNow | undefined): void
  /** The sound of a song, as much of it as is there. */
  find(songId: string): Sound | undefined
  /** Whether it will never be there: it is gone, or cannot be decoded here. */
  isUnplayable(songId: string): boolean
  close(): void
}

type ShelfOptions = {
  readonly context: BaseAudioContext
  addressOf(songId: string): SongAddress
  /** A song came, or was found to be unplayable. */
  onChange(): void
}

type State =
  | { readonly kind: 'coming' }
  | { readonly kind: 'there'; readonly sound: Sound }
  | { readonly kind: 'unplayable' }
  | { readonly kind: 'failed'; readonly atMs: number }

type Opening =
  | { readonly kind: 'none' | 'coming' | 'impossible' }
  | { readonly kind: 'there'; readonly sound: Sound }

const retryMs = 3_000
const longestFetchMs = 120_000
/** Long enough that the whole song is there when it is over, on a line that could play it at all. */
const openingSeconds = 30
const longestOpeningMs = 5_000

/** A shelf that decodes at the rate of a context. */
export function makeSongShelf(options: ShelfOptions): SongShelf {
  const places = new Map<string, Place>()
  // Whoever joins late needs it at once.
  void openingCode()
  /** Whether the song is there or given up, so that the next may come. */
  const isSettled = (songId: string, now: HeardNow | undefined) => {
    const place = places.get(songId) ?? new Place(songId, options)
    places.set(songId, place)
    place.want(now?.songId === songId ? now.songSeconds : undefined)
    return place.isSettled()
  }
  const forget = (songId: string) => {
    places.get(songId)?.leave()
    places.delete(songId)
  }
  return {
    keep(songIds, now) {
      for (const songId of places.keys()) if (!songIds.includes(songId)) forget(songId)
      // The song that sounds first does not share the line, or the decoder, with the one after it.
      songIds.every((songId) => isSettled(songId, now))
    },
    find: (songId) => places.get(songId)?.sound(),
    isUnplayable: (songId) => places.get(songId)?.isUnplayable() === true,
    close() {
      for (const songId of places.keys()) forget(songId)
    },
  }
}

/** One song on the shelf. */
class Place {
  readonly #songId: string
  readonly #options: ShelfOptions
  readonly #leaving = new AbortController()
  #state: State = { kind: 'failed', atMs: Number.NEGATIVE_INFINITY }
  #opening: Opening = { kind: 'none' }

  constructor(songId: string, options: ShelfOptions) {
    this.#songId = songId
    this.#options = options
  }

  isSettled(): boolean {
    return this.#state.kind !== 'coming'
  }

  isUnplayable(): boolean {
    return this.#state.kind === 'unplayable'
  }

  sound(): Sound | undefined {
    if (this.#state.kind === 'there') return this.#state.sound
    return this.#opening.kind === 'there' ? this.#opening.sound : undefined
  }

  leave(): void {
    this.#leaving.abort()
  }

  /** Sees to it that the song comes; first from the second that should be heard now, if any. */
  want(songSeconds: number | undefined): void {
    const { kind } = this.#state
    const isFirst = kind === 'failed' && performance.now() - this.#state.atMs > retryMs
    if (isFirst) this.#state = { kind: 'coming' }
    if (!isFirst && kind !== 'coming') return
    const isNeeded = songSeconds !== undefined && !this.#hasOpening(songSeconds)
    const opened = isNeeded ? this.#open(songSeconds) : Promise.resolve()
    if (isFirst) void opened.then(() => this.#fill())
  }

  #hasOpening(songSeconds: number): boolean {
    if (this.#opening.kind === 'there') return covers(this.#opening.sound, songSeconds)
    return this.#opening.kind !== 'none'
  }

  async #open(fromSeconds: number): Promise<void> {
    this.#opening = { kind: 'coming' }
    const leaving = AbortSignal.any([this.#leaving.signal, AbortSignal.timeout(longestOpeningMs)])
    try {
      const { openSong } = await openingCode()
      const asked = { fromSeconds, seconds: openingSeconds, leaving }
      for await (const sound of openSong(this.#options.addressOf(this.#songId), asked)) {
        this.#opening = { kind: 'there', sound }
        if (!leaving.aborted) this.#options.onChange()
      }
    } catch {
      // It cannot be read in parts, or not by this browser: the whole song is on its way.
      if (this.#opening.kind !== 'there') this.#opening = { kind: 'impossible' }
    }
  }

  async #fill(): Promise<void> {
    const { signal } = this.#leaving
    if (signal.aborted) return
    try {
      const { context, addressOf } = this.#options
      const sound = await decodeSong(context, addressOf(this.#songId), signal)
      this.#state = sound === undefined ? { kind: 'unplayable' } : { kind: 'there', sound }
    } catch {
      // The network, or the room for a moment: whether it is still wanted then, `want` knows.
      this.#state = { kind: 'failed', atMs: performance.now() }
    }
    if (!signal.aborted) this.#options.onChange()
  }
}

/** The library that reads songs in parts is not of the first load. */
async function openingCode(): Promise<typeof import('./song-opening.ts')> {
  return await import('./song-opening.ts')
}

/** Answers `undefined` for a song that is gone or cannot be decoded. Throws when there was no answer, or it came too late. */
async function decodeSong(
  context: BaseAudioContext,
  { url, headers = {} }: SongAddress,
  leaving: AbortSignal,
): Promise<Sound | undefined> {
  const signal = AbortSignal.any([leaving, AbortSignal.timeout(longestFetchMs)])
  const answer = await fetch(url, { headers, signal })
  if (answer.status === 404 || answer.status === 410) return undefined
  if (!answer.ok) throw new Error(`The song could not be loaded (${answer.status}).`)
  const bytes = await answer.arrayBuffer()
  try {
    const buffer = await context.decodeAudioData(bytes)
    return { buffer, fromSeconds: 0, untilSeconds: buffer.duration }
  } catch {
    return undefined
  }
}
