/** What of a song says which one it is, as numbers: fifty thousand songs take two megabytes, whatever they are called. */
import type { PlaylistItem } from './playlist.ts'

/** Identities from the surest on. */
export const identityKinds = ['songId', 'isrc', 'recordingId', 'spotifyUri'] as const

/** What is looked at of a song. */
export type Identified = Pick<PlaylistItem, 'title' | 'artists' | (typeof identityKinds)[number]>

const leastRows = 1_024

/** The identities of a list of songs, in its order. */
export class SongKeys {
  #keys = new Float64Array(leastRows * identityKinds.length)
  #length = 0

  /** How many songs there are. */
  get length(): number {
    return this.#length
  }

  /** Takes the next song. */
  add(song: Identified): void {
    const from = this.#length * identityKinds.length
    if (from === this.#keys.length) {
      const more = new Float64Array(from * 2)
      more.set(this.#keys)
      this.#keys = more
    }
    for (const [at, kind] of identityKinds.entries()) this.#keys[from + at] = keyOfText(song[kind] ?? '')
    this.#length += 1
  }

  /** A song's identity of one kind, by the place of the kind among `identityKinds`; 0 where it has none. */
  key(position: number, kind: number): number {
    return this.#keys[position * identityKinds.length + kind] ?? 0
  }

  /** Which kinds of identity a song has, a bit each. */
  kinds(position: number): number {
    return identityKinds.reduce((bits, _, kind) => bits | (this.key(position, kind) === 0 ? 0 : 1 << kind), 0)
  }
}

/**
 * A text as a number of 53 bits, 0 for an empty one (cyrb53, by bryc, in the public domain). Two of a hundred thousand texts
 * meet by chance once in two million lists.
 */
export function keyOfText(text: string): number {
  if (text === '') return 0
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2_654_435_761)
    low = Math.imul(low ^ unit, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return 2 ** 32 * (low & 0x1fffff) + (high >>> 0) || 1
}
