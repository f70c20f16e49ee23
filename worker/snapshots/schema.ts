/** Snapshots as they cross the wire. */
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

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
