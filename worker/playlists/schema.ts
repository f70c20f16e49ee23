/** Playlists as they cross the wire. */
import { z } from 'zod'
import { areLinesShowable } from '#core/language/showable.ts'
import { PlaylistFormat, WrittenFormat } from '#core/playlists/formats.ts'
import { MatchState } from '#core/playlists/matching.ts'
import { mostItems, PlaylistItem } from '#core/playlists/playlist.ts'
import { oneLine, Title } from '../http/one-line.ts'
import { pageOf } from '../http/paging.ts'

const Description = z.string().max(5_000).refine(areLinesShowable, 'it holds characters that cannot be shown')

const Count = z.number().int().min(0)

/** One playlist. While a file comes in, its old songs stay: `importedCount` says how many of the new ones are there. */
export const Playlist = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  status: z.enum(['empty', 'importing', 'ready']),
  /** Of the file that its songs came in. */
  format: PlaylistFormat.nullable(),
  fileName: z.string().nullable(),
  itemCount: Count,
  importedCount: Count,
  counts: z.object({ found: Count, unsure: Count, missing: Count, chosen: Count, leftOut: Count }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

/** See the schema `Playlist`. */
export type Playlist = z.output<typeof Playlist>

/** A page of playlists, newest first. */
export const PlaylistPage = pageOf(Playlist)

/** A playlist to be made, without songs. */
export const NewPlaylist = z.object({ title: Title, description: Description.default('') })

/** See the schema `NewPlaylist`. */
export type NewPlaylist = z.output<typeof NewPlaylist>

/** What can be changed of a playlist itself. */
export const PlaylistPatch = z.object({ title: Title.optional(), description: Description.optional() })

/** See the schema `PlaylistPatch`. */
export type PlaylistPatch = z.output<typeof PlaylistPatch>

/** Which playlist. */
export const PlaylistPath = z.object({ playlistId: z.string().max(60) })

/** Which song of a playlist; the first is 1. */
export const ItemPath = PlaylistPath.extend({ position: z.coerce.number().int().min(1).max(mostItems) })

/** Songs to be put behind those that are there. */
export const NewItems = z.object({ items: z.array(PlaylistItem).min(1).max(500) })

/** Which songs of a playlist. */
export const ItemsQuery = z.object({
  state: MatchState.optional(),
  /** The position of the last song that was read. */
  after: z.coerce.number().int().min(0).max(mostItems).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** See the schema `ItemsQuery`. */
export type ItemsQuery = z.output<typeof ItemsQuery>

/** A song of the library, as a match shows it. */
export const MatchedSong = z.object({
  id: z.string(),
  title: z.string(),
  artist: z.string().nullable(),
  durationSeconds: z.number().min(0),
})

/** See the schema `MatchedSong`. */
export type MatchedSong = z.output<typeof MatchedSong>

/** How a song of a playlist stands with the library. `because` is a sentence for people. */
export const Match = z.object({
  state: MatchState,
  song: MatchedSong.nullable(),
  confidence: z.number().min(0).max(1).nullable(),
  because: z.string(),
})

/** See the schema `Match`. */
export type Match = z.output<typeof Match>

/** One song of a playlist. */
export const MatchedItem = z.object({ position: z.number().int().min(1), item: PlaylistItem, match: Match })

/** See the schema `MatchedItem`. */
export type MatchedItem = z.output<typeof MatchedItem>

/** A part of a playlist's songs, in order; `nextAfter` is null at its end. */
export const ItemPage = z.object({ items: z.array(MatchedItem), nextAfter: z.number().int().nullable() })

/** What a song of a playlist may be in the library, best first. */
export const Candidates = z.object({
  items: z.array(z.object({ song: MatchedSong, confidence: z.number().min(0).max(1), because: z.string() })),
})

/** See the schema `Candidates`. */
export type Candidates = z.output<typeof Candidates>

/** The song of the library that it is; null leaves it out. */
export const Choice = z.object({ songId: z.string().max(60).nullable() })

/** Which file is brought, and what is done about songs in it that cannot be read. */
export const ImportQuery = z.object({
  fileName: oneLine(300).default('playlist'),
  faults: z.enum(['refuse', 'skip']).default('refuse'),
})

/** See the schema `ImportQuery`. */
export type ImportQuery = z.output<typeof ImportQuery>

/** What became of a file: the first hundred of its faults, how many it has, and how many songs are lost by them. */
export const Imported = z.object({
  playlist: Playlist,
  faults: z.array(z.object({ at: z.string(), detail: z.string(), isLost: z.boolean() })),
  faultCount: Count,
  lostCount: Count,
})

/** See the schema `Imported`. */
export type Imported = z.output<typeof Imported>

/** In which form a playlist is taken along. */
export const FileQuery = z.object({ format: WrittenFormat.default('json') })
