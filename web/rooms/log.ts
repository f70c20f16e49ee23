/** The log of a room on this device: fetched once, and from then on as it grows. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { RoomEvent } from '#core/rooms/event.ts'
import { listEvents } from './calls.ts'
import type { RoomStore } from './store.ts'

/** The log, in order, as far as it is here. */
export type RoomLog = {
  readonly events: Accessor<readonly RoomEvent[]>
  readonly isWhole: Accessor<boolean>
  readonly trouble: Accessor<unknown>
  readonly retry: () => void
}

/** Fetches the log, page by page, for as long as the owner lives. */
export function createRoomLog(room: RoomStore): RoomLog {
  const [events, setEvents] = createSignal<readonly RoomEvent[]>([])
  const [isWhole, setWhole] = createSignal(false)
  const [trouble, setTrouble] = createSignal<unknown>()
  let isLeft = false
  const take = (more: readonly RoomEvent[]) =>
    setEvents((before) => {
      const lastSeq = before.at(-1)?.seq ?? 0
      const fresh = more.filter((event) => event.seq > lastSeq)
      // What arrives while earlier lines are still under way is fetched with them.
      return fresh[0] === undefined || fresh[0].seq > lastSeq + 1 ? before : [...before, ...fresh]
    })
  const fetchAll = async () => {
    setTrouble(undefined)
    try {
      for (;;) {
        const page = await listEvents(room.entry, events().at(-1)?.seq ?? 0)
        if (isLeft) return
        take(page.events)
        if (!page.hasMore || page.events.length === 0) break
      }
      setWhole(true)
    } catch (error) {
      setTrouble(error)
    }
  }
  const stop = room.onEvents(take)
  onCleanup(() => {
    isLeft = true
    stop()
  })
  void fetchAll()
  return { events, isWhole, trouble, retry: () => void fetchAll() }
}
