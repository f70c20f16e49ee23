/** Keeps the queue on the device while it changes: now and then, and when the page is put away. */
import { type RoomState, snapshotOf } from '#core/rooms/state.ts'
import { keepQueue } from './offline.ts'

const keptEveryMs = 5_000

/** Keeps what `stateNow` answers after every `changed`, a little later. */
export function makeQueueKeeper(
  roomId: string,
  stateNow: () => RoomState | undefined,
): { changed(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const off = new AbortController()
  const keep = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    const state = stateNow()
    if (state !== undefined) void keepQueue(roomId, snapshotOf(state))
  }
  document.addEventListener('visibilitychange', () => document.hidden && keep(), { signal: off.signal })
  return {
    changed: () => {
      timer ??= setTimeout(keep, keptEveryMs)
    },
    stop: () => {
      keep()
      off.abort()
    },
  }
}
