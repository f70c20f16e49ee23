/** A night once more: the room as it was behind any line of its log. */
import { apply } from '#core/rooms/apply.ts'
import type { RoomEvent } from '#core/rooms/event.ts'
import { defaultSettings } from '#core/rooms/settings.ts'
import { copyOfState, emptyRoom, type RoomState } from '#core/rooms/state.ts'

/** Every so many lines the room is remembered, so that no step is longer. */
const rememberedEvery = 200

/** Answers the room as it was once the first `count` lines had happened. */
export type Replay = (count: number) => RoomState

/** Prepares a log, from its first line on, for going to and fro in. */
export function makeReplay(events: readonly RoomEvent[]): Replay {
  const remembered: RoomState[] = [emptyRoom(defaultSettings)]
  return (count) => {
    const wanted = Math.min(events.length, Math.max(0, count))
    const mark = Math.floor(wanted / rememberedEvery)
    while (remembered.length <= mark) {
      const from = (remembered.length - 1) * rememberedEvery
      remembered.push(after(remembered.at(-1) ?? emptyRoom(defaultSettings), from, from + rememberedEvery))
    }
    return after(remembered[mark] ?? emptyRoom(defaultSettings), mark * rememberedEvery, wanted)
  }

  function after(state: RoomState, from: number, to: number): RoomState {
    const copy = copyOfState(state)
    for (const event of events.slice(from, to)) apply(copy, event)
    return copy
  }
}
