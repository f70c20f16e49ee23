/** The songs that are played now and next, fetched and decoded. */

/** Where a song's bytes are, and what must be said to get them. */
export type SongAddress = { readonly url: string; readonly headers?: Readonly<Record<string, string>> }

/** See `makeSongShelf`. */
export type SongShelf = {
  /**
   * Fetches and decodes these songs, one after another, and forgets all others. Call it again now and then: that is when
   * what failed is tried again.
   */
  keep(songIds: readonly string[]): void
  /** The sound of a song, when it is there. */
  find(songId: string): AudioBuffer | undefined
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

type Place = {
  readonly leaving: AbortController
  state:
    | { readonly kind: 'coming' }
    | { readonly kind: 'there'; readonly buffer: AudioBuffer }
    | { readonly kind: 'unplayable' }
    | { readonly kind: 'failed'; readonly atMs: number }
}

const retryMs = 3_000
const longestFetchMs = 120_000

/** A shelf that decodes at the rate of a context. */
export function makeSongShelf({ context, addressOf, onChange }: ShelfOptions): SongShelf {
  const places = new Map<string, Place>()
  const fill = async (songId: string, place: Place) => {
    place.state = { kind: 'coming' }
    try {
      const buffer = await decodeSong(context, addressOf(songId), place.leaving.signal)
      place.state = buffer === undefined ? { kind: 'unplayable' } : { kind: 'there', buffer }
    } catch {
      // The network, or the room for a moment: whether it is still wanted then, `keep` knows.
      place.state = { kind: 'failed', atMs: performance.now() }
    }
    if (!place.leaving.signal.aborted) onChange()
  }
  /** Whether the song is there or given up, so that the next may come. */
  const isSettled = (songId: string) => {
    const place = places.get(songId) ?? { leaving: new AbortController(), state: { kind: 'failed', atMs: 0 } }
    if (!places.has(songId)) {
      places.set(songId, place)
      void fill(songId, place)
    } else if (place.state.kind === 'failed' && performance.now() - place.state.atMs > retryMs) {
      void fill(songId, place)
    }
    return place.state.kind !== 'coming'
  }
  const forget = (songId: string) => {
    places.get(songId)?.leaving.abort()
    places.delete(songId)
  }
  return {
    keep(songIds) {
      for (const songId of places.keys()) if (!songIds.includes(songId)) forget(songId)
      // The song that sounds first does not share the line, or the decoder, with the one after it.
      songIds.every(isSettled)
    },
    find(songId) {
      const state = places.get(songId)?.state
      return state?.kind === 'there' ? state.buffer : undefined
    },
    isUnplayable: (songId) => places.get(songId)?.state.kind === 'unplayable',
    close() {
      for (const songId of places.keys()) forget(songId)
    },
  }
}

/** Answers `undefined` for a song that is gone or cannot be decoded. Throws when there was no answer, or it came too late. */
async function decodeSong(
  context: BaseAudioContext,
  { url, headers = {} }: SongAddress,
  leaving: AbortSignal,
): Promise<AudioBuffer | undefined> {
  const signal = AbortSignal.any([leaving, AbortSignal.timeout(longestFetchMs)])
  const answer = await fetch(url, { headers, signal })
  if (answer.status === 404 || answer.status === 410) return undefined
  if (!answer.ok) throw new Error(`The song could not be loaded (${answer.status}).`)
  const bytes = await answer.arrayBuffer()
  try {
    return await context.decodeAudioData(bytes)
  } catch {
    return undefined
  }
}
