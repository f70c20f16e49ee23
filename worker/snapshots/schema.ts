/** Snapshots as they cross the wire. */
import { z } from 'zod'
import { WrittenFormat } from '#core/playlists/formats.ts'
import { mostItems, PlaylistItem } from '#core/playlists/playlist.ts'
import { Title } from '../http/one-line.ts'
import { PageQuery, pageOf } from '../http/paging.ts'

/** What a snapshot can be taken of. */
export const SnapshotSourceKind = z.enum(['room', 'playlist', 'spotify-queue', 'spotify-playlist'])

/** See the schema `SnapshotSourceKind`. */
export type SnapshotSourceKind = z.output<typeof SnapshotSourceKind>

/** What a snapshot was taken of: versions are counted within one source. */
export const SnapshotSource = z.object({ kind: SnapshotSourceKind, id: z.string() })

/** See the schema `SnapshotSource`. */
export type SnapshotSource = z.output<typeof SnapshotSource>

/** One snapshot. */
export const Snapshot = z.object({
  id: z.string(),
  source: SnapshotSource,
  title: z.string(),
  version: z.number().int().min(1),
  itemCount: z.number().int().min(0),
  bytes: z.number().int().positive(),
  createdAt: z.iso.datetime(),
})

/** See the schema `Snapshot`. */
export type Snapshot = z.output<typeof Snapshot>

/** A page of snapshots, newest first. */
export const SnapshotPage = pageOf(Snapshot)

/** What to keep a snapshot of. Without a title it is called like its source. */
export const SnapshotWish = z.object({
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('room'), roomId: z.string().max(60) }),
    z.object({ kind: z.literal('playlist'), playlistId: z.string().max(60) }),
  ]),
  title: Title.optional(),
})

/** See the schema `SnapshotWish`. */
export type SnapshotWish = z.output<typeof SnapshotWish>

/** Which snapshots: all, those of one kind of source, or the versions of one. */
export const SnapshotsQuery = PageQuery.extend({
  sourceKind: SnapshotSourceKind.optional(),
  sourceId: z.string().max(100).optional(),
})

/** Which snapshot. */
export const SnapshotPath = z.object({ snapshotId: z.string().max(60) })

/** Which songs of a snapshot. */
export const SnapshotItemsQuery = z.object({
  /** How many songs are passed over. */
  after: z.coerce.number().int().min(0).max(mostItems).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** A part of a snapshot's songs, in order; `nextAfter` is null at its end. */
export const SnapshotItemPage = z.object({
  items: z.array(PlaylistItem),
  nextAfter: z.number().int().nullable(),
})

/** See the schema `SnapshotItemPage`. */
export type SnapshotItemPage = z.output<typeof SnapshotItemPage>

/** The earlier snapshot that one is compared with. */
export const ComparisonQuery = z.object({ with: z.string().max(60) })

const Place = z.number().int().min(0)

/**
 * What became of the songs of the earlier snapshot. Places count from 0: where a song that came stands in the later one,
 * where a song that went stood in the earlier one, and both for a song that moved among those that stayed.
 */
export const Comparison = z.object({
  came: z.array(z.object({ at: Place })),
  went: z.array(z.object({ at: Place })),
  moved: z.array(z.object({ from: Place, to: Place })),
  stayedCount: Place,
})

/** See the schema `Comparison`. */
export type Comparison = z.output<typeof Comparison>

/** An address that reads the snapshot for ten minutes, without signing in. */
export const Download = z.object({ url: z.string(), expiresAt: z.iso.datetime() })

/** See the schema `Download`. */
export type Download = z.output<typeof Download>

/** In which form a snapshot is taken along. */
export const SnapshotFileQuery = z.object({ format: WrittenFormat.default('json') })

/** Where a snapshot is brought back to. */
export const Restoring = z.object({
  into: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('new-playlist'), title: Title }),
    z.object({ kind: z.literal('room'), roomId: z.string().max(60) }),
  ]),
})

/** See the schema `Restoring`. */
export type Restoring = z.output<typeof Restoring>

/** The new playlist; or how many songs the room took, how many stayed behind since somebody had left them out, what the library lacks (it is on the wish list now), and what the room did not take. */
export const Restored = z.union([
  z.object({ playlistId: z.string() }),
  z.object({
    addedCount: z.number().int().min(0),
    leftOutCount: z.number().int().min(0),
    missing: z.array(PlaylistItem),
    refused: z.array(z.object({ item: PlaylistItem, because: z.string() })),
  }),
])

/** See the schema `Restored`. */
export type Restored = z.output<typeof Restored>
