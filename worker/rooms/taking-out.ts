/** Takes the queue of a room out: what plays and what waits, as songs that travel. */
import { itemNamed, type PlaylistItem } from '#core/playlists/playlist.ts'
import type { QueuedSong } from '#core/queue/entry.ts'
import { orderOf } from '#core/queue/order.ts'
import { RoomSnapshot, stateOf } from '#core/rooms/state.ts'
import { msOfSeconds } from '#core/units.ts'
import type { Owner } from '../jobs/store.ts'
import { type KnownSong, knownSongs } from '../songs/songs.ts'
import { roomOf } from './room-stub.ts'
import { getRoom, type RoomKeeping } from './rooms.ts'

/** What a room of this owner plays and what waits in it, in the order in which it will play. */
export async function queueOfRoom(
  { db, bindings }: Pick<RoomKeeping, 'db' | 'bindings'>,
  owner: Owner,
  roomId: string,
): Promise<{ readonly name: string; readonly items: readonly PlaylistItem[] }> {
  const room = await getRoom(db, owner, roomId)
  const view = await roomOf(bindings, room.id).pastState(null)
  if (view === undefined) return { name: room.name, items: [] }
  const state = stateOf(RoomSnapshot.parse(view))
  const waiting = orderOf(state).flatMap((entryId) => state.entries.get(entryId)?.song ?? [])
  const songs = state.playing === null ? waiting : [state.playing.entry.song, ...waiting]
  const songIds = [...new Set(songs.map(({ songId }) => songId))]
  const known = new Map((await knownSongs(db, owner, songIds)).map((song) => [song.id, song]))
  return { name: room.name, items: songs.map((song) => itemOfQueued(song, known.get(song.songId))) }
}

function itemOfQueued(queued: QueuedSong, known: KnownSong | undefined): PlaylistItem {
  return {
    ...itemNamed(queued.title === '' ? queued.songId : queued.title),
    artists: queued.artist === null || queued.artist === '' ? [] : [queued.artist],
    durationMs: msOfSeconds(queued.durationSeconds),
    isrc: known?.isrc ?? null,
    recordingId: known?.recordingId ?? null,
    songId: queued.songId,
  }
}
