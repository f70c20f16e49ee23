/** Every call the pages of snapshots make. */
import type { WrittenFormat } from '#core/playlists/formats.ts'
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { everyPage } from '../api/calls.ts'
import { apiRoot, makeIdempotencyKey, request } from '../api/request.ts'

/** What a snapshot is of. */
export type SnapshotSource = {
  readonly kind: 'room' | 'playlist' | 'spotify-queue' | 'spotify-playlist'
  readonly id: string
}

/** A list of songs as it was once. Versions count from 1 within their source. */
export type Snapshot = {
  readonly id: string
  readonly source: SnapshotSource
  readonly title: string
  readonly version: number
  readonly itemCount: number
  readonly bytes: number
  readonly createdAt: string
}

/** What a snapshot is taken of by hand. */
export type Keepable =
  | { readonly kind: 'room'; readonly roomId: string }
  | { readonly kind: 'playlist'; readonly playlistId: string }

/** What became of the songs between two snapshots. Places count from 0. */
export type Comparison = {
  readonly came: readonly { readonly at: number }[]
  readonly went: readonly { readonly at: number }[]
  readonly moved: readonly { readonly from: number; readonly to: number }[]
  readonly stayedCount: number
}

/** What became of a restoring: a new playlist, or songs in a room and what is not in the library. */
export type Restored =
  | { readonly playlistId: string }
  | { readonly addedCount: number; readonly missing: readonly PlaylistItem[] }

const one = (id: string) => encodeURIComponent(id)

/** This account's snapshots, newest first. */
export const listSnapshots = () => everyPage<Snapshot>('/snapshots')
/** One snapshot. */
export const getSnapshot = (id: string) => request<Snapshot>(`/snapshots/${one(id)}`)
/** Keeps a room's queue or a playlist as it is now. */
export const keepSnapshot = (source: Keepable) =>
  request<Snapshot>('/snapshots', {
    method: 'POST',
    json: { source },
    idempotencyKey: makeIdempotencyKey(),
  })
/** Deletes a snapshot for good. */
export const deleteSnapshot = (id: string) => request<void>(`/snapshots/${one(id)}`, { method: 'DELETE' })
/** Some songs of a snapshot after a place, in their order. */
export const listSnapshotItems = (id: string, after: number, limit: number) =>
  request<{ items: readonly PlaylistItem[] }>(`/snapshots/${one(id)}/items?after=${after}&limit=${limit}`)
/** What came, went and moved from one snapshot to a later one. */
export const compareSnapshots = (beforeId: string, afterId: string) =>
  request<Comparison>(`/snapshots/${one(afterId)}/comparison?with=${one(beforeId)}`)
/** An address under which a snapshot can be saved for ten minutes, by whoever has it. */
export const makeDownload = (id: string) =>
  request<{ url: string; expiresAt: string }>(`/snapshots/${one(id)}/downloads`, { method: 'POST', json: {} })
/** Where a snapshot can be saved from as a file. */
export const snapshotFileUrl = (id: string, format: WrittenFormat) =>
  `${apiRoot}/snapshots/${one(id)}/file?format=${format}`
/** Makes a new playlist of a snapshot. */
export const restoreAsPlaylist = (id: string, title: string) =>
  request<{ playlistId: string }>(`/snapshots/${one(id)}/restorings`, {
    method: 'POST',
    json: { into: { kind: 'new-playlist', title } },
    idempotencyKey: makeIdempotencyKey(),
  })
/** Adds the songs of a snapshot to a room, in order; what is not in the library goes on its wish list. */
export const restoreInRoom = (id: string, roomId: string) =>
  request<{ addedCount: number; missing: readonly PlaylistItem[] }>(`/snapshots/${one(id)}/restorings`, {
    method: 'POST',
    json: { into: { kind: 'room', roomId } },
    idempotencyKey: makeIdempotencyKey(),
  })
