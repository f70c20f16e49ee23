/** What a room does by itself: one song after the other, and never one that is gone from the library. */
import { nextOf } from '#core/queue/order.ts'
import { advance, advanceDueMs } from '#core/rooms/advance.ts'
import type { RoomFact } from '#core/rooms/event.ts'
import type { RoomState } from '#core/rooms/state.ts'
import { isVotedOut } from '#core/rooms/wishes/skipping.ts'
import { newId } from '../db/ids.ts'
import type { HostSongs } from './songs.ts'

/** What playing on needs of its room. */
export type Stage = {
  readonly songs: Pick<HostSongs, 'isThere' | 'findAll'>
  presentIds(): ReadonlySet<string>
  /** Whether the room is still this one: it can be deleted while something is looked up. */
  stands(state: RoomState): boolean
  write(facts: readonly RoomFact[]): unknown
}

/** Begins the next song where its time has come, or where those who wanted to keep this one have left. */
export async function playOn(stage: Stage, state: RoomState, nowMs: number): Promise<void> {
  if (dueCause(stage, state, nowMs) === undefined) return
  await dropGoneSongs(stage, state)
  if (!stage.stands(state)) return
  // What waited may have changed meanwhile, and the end may be later now.
  const cause = dueCause(stage, state, nowMs)
  if (cause === undefined) return
  const fact = advance(state, {
    nowMs,
    cause,
    newEntryId: newId('ent', nowMs),
    nextSeq: state.seq + 1,
  })
  if (fact !== undefined) stage.write([fact])
}

function dueCause(stage: Stage, state: RoomState, nowMs: number): 'ended' | 'voted-out' | undefined {
  const dueMs = advanceDueMs(state)
  if (dueMs !== null && nowMs >= dueMs) return 'ended'
  return state.playing !== null && isVotedOut(state, stage.presentIds()) ? 'voted-out' : undefined
}

/**
 * Takes out what would be next, as long as it is gone from the library: waiting songs as well as those of the fallback
 * playlist. The room says so, and goes on with what is there.
 */
export async function dropGoneSongs(stage: Stage, state: RoomState): Promise<void> {
  for (let next = nextOf(state); next !== undefined; next = nextOf(state)) {
    const { songId } = next.song
    if ((await stage.songs.isThere(songId)) || !stage.stands(state)) return
    // All that wait of it, in one: each look-up takes its time. Somebody may have taken some out meanwhile.
    const gone = [...state.entries.values()].filter(({ song }) => song.songId === songId)
    if (gone.length > 0) stage.write(gone.map((entry) => ({ kind: 'removed', entry })))
  }
  const { fallback } = state.settings
  const next = fallback[state.fallbackNext % Math.max(1, fallback.length)]
  if (next === undefined || (await stage.songs.isThere(next.songId))) return
  const left = await stage.songs.findAll(fallback.map(({ songId }) => songId))
  // Another fallback that was named meanwhile stays.
  if (!stage.stands(state) || state.settings.fallback !== fallback) return
  stage.write([{ kind: 'settings-changed', settings: { fallback: [...left] }, was: { fallback } }])
}
