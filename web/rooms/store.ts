/** A room on this device: what it knows of it, the line to it, and the clock of it. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { QueuedSong } from '#core/queue/entry.ts'
import type { RoomEvent } from '#core/rooms/event.ts'
import type { ClientMessage, RoomMessage } from '#core/rooms/message.ts'
import type { Wish } from '#core/rooms/operation.ts'
import { makeIdempotencyKey } from '../api/request.ts'
import type { Entry } from './calls.ts'
import { Line, type LineState } from './connection.ts'
import { createHeldRoom, type HeldRoom, type ShownRoom } from './held.ts'
import { makeListeners } from './listeners.ts'
import { keptQueue } from './offline.ts'
import { makeRoomClock, type RoomClock } from './sync/room-clock.ts'
import type { Fate } from './wishes.ts'

/** A room on this device. */
export type RoomStore = ShownRoom & {
  readonly entry: Entry
  readonly line: Accessor<LineState>
  /** The room's clock, as it is measured. */
  readonly clock: RoomClock
  /** The room's time, in milliseconds: by the clock, or until that is measured by the last welcome. */
  roomMs(): number
  /** Asks the room for something, now or when the line is back. `song`: what it is about, where the queue does not know. */
  wish(wish: Wish, song?: QueuedSong): void
  /** Sends a message at once, or not at all. */
  send(message: ClientMessage): boolean
  retryNow(): void
  /** Each of these answers how to stop listening. `heardMs`: by `performance.now()`. */
  onMessage(listener: (message: RoomMessage, heardMs: number) => void): () => void
  onEvents(listener: (events: readonly RoomEvent[]) => void): () => void
  onFate(listener: (fate: Fate) => void): () => void
}

/** How a room is opened. */
export type RoomOrder = {
  readonly entry: Entry
  /** Where the room's WebSocket is. */
  readonly url: string
  readonly isScreen: boolean
}

/** Opens a room, first with what was kept of it, for as long as the owner lives. */
export function createRoom(order: RoomOrder): RoomStore {
  const { entry } = order
  const [state, setState] = createSignal<LineState>({ kind: 'opening' })
  const messages = makeListeners<[RoomMessage, number]>()
  let line: Line | undefined
  const clock = makeRoomClock((question) => line?.send(question))
  let welcomeOffsetMs = performance.timeOrigin
  const roomMs = () => clock.roomMs() ?? performance.now() + welcomeOffsetMs
  const held = createHeldRoom(entry, roomMs)
  const sendWish = (open: ReturnType<typeof held.shown.unanswered>[number]) =>
    line?.send({ type: 'operation', operation: open.operation })

  const isLeft = createLeaving(() => {
    clock.pause()
    line?.close()
  })
  const dial = () => {
    line = new Line({
      ...order,
      token: entry.token,
      watches: order.isScreen,
      afterSeq: held.lastSeq,
      onMessage: (message, heardMs) => {
        if (message.type === 'probe') clock.hear(message)
        if (message.type === 'welcome') welcomeOffsetMs = message.roomMs - heardMs
        if (held.hear(message).hasHole) {
          held.forget()
          line?.restart()
        }
        messages.tell(message, heardMs)
      },
      onState: (now) => {
        setState(now)
        if (now.kind !== 'open') return clock.pause()
        clock.begin()
        // In their order, and again whatever was sent before the break: the room counts each once.
        held.shown.unanswered().forEach(sendWish)
      },
    })
  }
  void beginWithKept(entry.roomId, held).then(() => isLeft() || dial())
  watchTheNetwork(() => line?.retryNow())

  return {
    entry,
    line: state,
    clock,
    roomMs,
    ...held.shown,
    wish: (wish, song) => {
      const operation = { id: makeIdempotencyKey(), wish }
      const open = { operation, song: song ?? held.songOf(wish), isFromOffline: state().kind !== 'open' }
      held.changeOpen((before) => [...before, open])
      sendWish(open)
    },
    send: (message) => line?.send(message) ?? false,
    retryNow: () => line?.retryNow(),
    onMessage: messages.listen,
    onEvents: held.onEvents,
    onFate: held.onFate,
  }
}

async function beginWithKept(roomId: string, held: HeldRoom): Promise<void> {
  const kept = await keptQueue(roomId)
  if (kept !== undefined) held.begin(kept)
}

/** Answers whether the owner is gone. */
function createLeaving(onLeave: () => void): () => boolean {
  let isGone = false
  onCleanup(() => {
    isGone = true
    onLeave()
  })
  return () => isGone
}

/** Calls when there is a network again, or somebody looks at the page again: no reason to wait any longer. */
function watchTheNetwork(onBack: () => void): void {
  const off = new AbortController()
  const { signal } = off
  window.addEventListener('online', onBack, { signal })
  document.addEventListener('visibilitychange', () => document.hidden || onBack(), { signal })
  onCleanup(() => off.abort())
}
