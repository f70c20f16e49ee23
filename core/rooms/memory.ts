/** What a room remembers of what is over: only as much as anybody can still ask about. */
import { msOfHours } from '../units.ts'
import type { RoomState } from './state.ts'

/** The places of this many entries that went last. */
const rememberedPlaces = 200
/** The longest duplicate window, and the most songs that are begun in one. */
const rememberedMs = msOfHours(24)
const rememberedSongs = 5_000

/** Remembers where an entry stands that is about to go, since somebody may be moving another behind it. */
export function rememberPlace(state: RoomState, entryId: string): void {
  const entry = state.entries.get(entryId)
  if (entry === undefined) return
  state.goneAt.delete(entryId)
  state.goneAt.set(entryId, { position: entry.position, pin: entry.pin })
  dropFirst(state.goneAt, () => state.goneAt.size > rememberedPlaces)
}

/** Remembers that a song was begun. */
export function rememberSong(state: RoomState, songId: string, atMs: number): void {
  state.playedAtMs.delete(songId)
  state.playedAtMs.set(songId, atMs)
  dropFirst(
    state.playedAtMs,
    (playedMs) => playedMs < atMs - rememberedMs || state.playedAtMs.size > rememberedSongs,
  )
}

/** Takes entries from the front of a map, the oldest first, for as long as that holds of the first. */
function dropFirst<Value>(map: Map<string, Value>, isTooOld: (value: Value) => boolean): void {
  for (const [id, value] of map) {
    if (!isTooOld(value)) return
    map.delete(id)
  }
}
