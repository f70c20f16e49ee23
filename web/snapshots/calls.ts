/** Every call the pages of snapshots make. */
import type { WrittenFormat } from '#core/playlists/formats.ts'
import type {
  Comparison,
  Download,
  Restored,
  Snapshot,
  SnapshotItemPage,
  SnapshotSource,
  SnapshotWish,
} from '../../worker/snapshots/schema.ts'
import { apiRoot, makeIdempotencyKey, request } from '../api/request.ts'

export type { Comparison, Snapshot, SnapshotSource }

/** What became of songs that went to a room. */
export type RestoredInRoom = Exclude<Restored, { playlistId: string }>

const one = (id: string) => encodeURIComponent(id)

/** One snapshot. */
export const getSnapshot = (id: string) => request<Snapshot>(`/snapshots/${one(id)}`)
/** Keeps a room's queue or a playlist as it is now. */
export const keepSnapshot = (source: SnapshotWish['source']) =>
  request<Snapshot>('/snapshots', {
    method: 'POST',
    json: { source },
    idempotencyKey: makeIdempotencyKey(),
  })
/** Deletes a snapshot for good. */
export const deleteSnapshot = (id: string) => request<void>(`/snapshots/${one(id)}`, { method: 'DELETE' })
/** Some songs of a snapshot after a place, in their order. */
export const listSnapshotItems = (id: string, after: number, limit: number) =>
  request<SnapshotItemPage>(`/snapshots/${one(id)}/items?after=${after}&limit=${limit}`)
/** What came, went and moved from one snapshot to a later one. */
export const compareSnapshots = (beforeId: string, afterId: string) =>
  request<Comparison>(`/snapshots/${one(afterId)}/comparison?with=${one(beforeId)}`)
/** An address under which a snapshot can be saved for ten minutes, by whoever has it. */
export const makeDownload = (id: string) =>
  request<Download>(`/snapshots/${one(id)}/downloads`, { method: 'POST', json: {} })
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
  request<RestoredInRoom>(`/snapshots/${one(id)}/restorings`, {
    method: 'POST',
    json: { into: { kind: 'room', roomId } },
    idempotencyKey: makeIdempotencyKey(),
  })
