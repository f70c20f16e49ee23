/** Made-up playlists for tests of whatever reads and writes them: names that hurt, every value there or not. */
import fc from 'fast-check'
import type { PlaylistHead, PlaylistItem } from './playlist.ts'
import { type PlaylistFault, type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import type { PlaylistWriter } from './writing.ts'

const awkward = [
  '=cmd|calc',
  'A & B <c> "d"',
  "Don't; stop, now",
  '#EXTINF:1',
  '夜の ドライブ',
  'Ünï – 🎵',
  'a\tb',
  '\\N',
  '-',
  '%41',
]

/** One line of text without white space around it. */
export const anyName = fc
  .oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }))
  .map((text) => text.trim())
  .filter((text) => text !== '')

const letters = (characters: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: length, maxLength: length })
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const digits = '0123456789'
const moment = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 2 })

/** Any song that a playlist can hold. */
export const anyItem: fc.Arbitrary<PlaylistItem> = fc.record({
  title: anyName,
  artists: fc.array(anyName, { maxLength: 3 }),
  album: orNull(anyName),
  albumArtists: fc.array(anyName, { maxLength: 2 }),
  trackNumber: orNull(fc.integer({ min: 1, max: 99_999 })),
  discNumber: orNull(fc.integer({ min: 1, max: 9_999 })),
  releaseDate: orNull(fc.constantFrom('1977', '1977-05', '1977-05-25')),
  durationMs: orNull(fc.integer({ min: 0, max: 2_147_483_647 })),
  isrc: orNull(
    fc.tuple(letters(capitals, 5), letters(digits, 7)).map(([owner, number]) => `${owner}${number}`),
  ),
  recordingId: orNull(fc.uuid()),
  spotifyUri: orNull(
    fc.oneof(
      letters(`${capitals}${digits}`, 22).map((id) => `spotify:track:${id}`),
      fc.constant('spotify:local:Artist:Album:A+Song:200'),
    ),
  ),
  songId: orNull(letters(`${capitals}${digits}`, 26).map((id) => `sng_${id}`)),
  location: orNull(
    fc.constantFrom('https://example.com/a%20b.mp3', 'C:\\Music\\50% off.mp3', '../ä b.ogg', 'a&b'),
  ),
  addedAt: orNull(moment),
  addedBy: orNull(anyName),
  isExplicit: orNull(fc.boolean()),
  isLeftOut: orNull(fc.boolean()),
  note: orNull(anyName),
})

/** Anything that is said of a playlist as a whole. */
export const anyHead: fc.Arbitrary<PlaylistHead> = fc.record({
  title: fc.oneof(anyName, fc.constant('')),
  description: orNull(anyName),
  creator: orNull(anyName),
  createdAt: orNull(moment),
})

/** What a reader made of a file. */
export type WhatWasRead = {
  readonly head: PlaylistHead
  readonly items: readonly PlaylistItem[]
  readonly faults: readonly PlaylistFault[]
}

/** Reads a whole file, in pieces of the given size. */
export function readAll<Chunk extends string | Uint8Array>(
  reader: PlaylistReader<Chunk>,
  file: Chunk,
  pieceLength = 1_000,
): WhatWasRead {
  const pieces: PlaylistPiece[] = []
  for (let at = 0; at < file.length; at += pieceLength)
    pieces.push(...reader.push(file.slice(at, at + pieceLength) as Chunk))
  pieces.push(...reader.end())
  const heads = pieces.filter((piece) => piece.kind === 'head').map((piece) => piece.head)
  return {
    // The first that says something counts.
    head: Object.assign(
      { title: '', description: null, creator: null, createdAt: null },
      ...heads.toReversed(),
    ),
    items: pieces.filter((piece) => piece.kind === 'item').map((piece) => piece.item),
    faults: pieces.filter((piece) => piece.kind === 'fault').map((piece) => piece.fault),
  }
}

/** Why a file is refused; undefined when it is not. */
export function refusalOf<Chunk extends string | Uint8Array>(
  reader: PlaylistReader<Chunk>,
  file: Chunk,
): string | undefined {
  try {
    readAll(reader, file, 65_536)
  } catch (error) {
    if (error instanceof PlaylistUnreadable) return error.message
    throw error
  }
}

/** The whole file. */
export function written(writer: PlaylistWriter, head: PlaylistHead, items: readonly PlaylistItem[]): string {
  return [writer.begin(head), ...items.map((item, i) => writer.item(item, i)), writer.end()].join('')
}

/** The whole of a text that comes in chunks. */
export async function gathered(chunks: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}
