/** Takes snapshots of rooms and playlists, and brings them back. */
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import type { Keeping } from '../intake/intake.ts'
import type { Owner } from '../jobs/store.ts'
import { fillWithItems, playlistItemsOf } from '../playlists/items.ts'
import { createPlaylist, getPlaylist, removePlaylist } from '../playlists/playlists.ts'
import type { NewPlaylist } from '../playlists/schema.ts'
import { putIntoRoom } from '../rooms/putting-in.ts'
import type { RoomKeeping } from '../rooms/rooms.ts'
import { queueOfRoom } from '../rooms/taking-out.ts'
import type { Restored, Restoring, Snapshot, SnapshotWish } from './schema.ts'
import { readSnapshot, saveSnapshot } from './snapshots.ts'

/** What taking a snapshot of a room or a playlist needs, and bringing it back. */
export type SnapshotKeeping = Keeping & RoomKeeping

/** Keeps what a room plays and what waits in it, or the songs of a playlist, as they are now. */
export async function takeSnapshot(
  keeping: SnapshotKeeping,
  owner: Owner,
  { source, title }: SnapshotWish,
): Promise<Snapshot> {
  const createdAt = new Date(keeping.nowMs).toISOString()
  if (source.kind === 'room') {
    const { name, items } = await queueOfRoom(keeping, owner, source.roomId)
    const head = { title: title ?? name, description: null, creator: null, createdAt }
    const wish = { source: { kind: 'room', id: source.roomId }, title: head.title, head, items } as const
    return await saveSnapshot(keeping, owner, wish)
  }
  const { playlistId } = source
  const { playlist } = await getPlaylist(keeping.db, owner, playlistId)
  const description = playlist.description === '' ? null : playlist.description
  const head = { title: title ?? playlist.title, description, creator: null, createdAt }
  const items = playlistItemsOf(keeping.db, owner, playlistId)
  const wish = { source: { kind: 'playlist', id: playlistId }, title: head.title, head, items } as const
  return await saveSnapshot(keeping, owner, wish)
}

/** Brings a snapshot back: as a playlist of its own, or into the queue of a room. */
export async function restoreSnapshot(
  keeping: SnapshotKeeping,
  owner: Owner,
  snapshotId: string,
  { into }: Restoring,
): Promise<Restored> {
  const { head, items } = await readSnapshot(keeping, owner, snapshotId)
  if (into.kind === 'new-playlist') {
    const wish = { title: into.title, description: head.description ?? '' }
    return await restoreAsPlaylist(keeping, owner, wish, items)
  }
  const { addedCount, leftOutCount, missing, refused } = await putIntoRoom(keeping, owner, into.roomId, items)
  return { addedCount, leftOutCount, missing: [...missing], refused: [...refused] }
}

/** All of it or no playlist at all. */
async function restoreAsPlaylist(
  keeping: SnapshotKeeping,
  owner: Owner,
  wish: NewPlaylist,
  items: AsyncIterable<PlaylistItem>,
): Promise<Restored> {
  const { id } = await createPlaylist(keeping, owner, wish)
  try {
    await fillWithItems(keeping, owner, id, items)
  } catch (error) {
    await removePlaylist(keeping, owner, id)
    throw error
  }
  return { playlistId: id }
}
