/** The room's clock on this device: asks over the room's connection, and answers what time it is there. */
import {
  type ClockHistory,
  estimateOf,
  localMsOf,
  noHistory,
  roomMsOf,
  withExchange,
} from '#core/rooms/clock.ts'
import type { ClientMessage, RoomMessage } from '#core/rooms/message.ts'

type Question = Extract<ClientMessage, { type: 'probe' }>
type Answer = Extract<RoomMessage, { type: 'probe' }>

/** Enough that one of them is quick both ways, and the clock is known in less than half a second. */
const burstCount = 12
const burstMs = 30
const everyMs = 2_500

/** See `makeRoomClock`. Its times here are those of `performance.now()`: that clock is never set. */
export type RoomClock = {
  /** The connection is welcome: asks a dozen times at once, and every 2.5 seconds from then on. */
  begin(): void
  /** The connection is gone: asks no more, and goes on by what it knows. */
  pause(): void
  /** Hears an answer of the room. */
  hear(answer: Answer): void
  /** The room's time now, in milliseconds; `undefined` until the first answer. */
  roomMs(): number | undefined
  /** The room's time at a moment of this device; `undefined` until the first answer. */
  roomMsAt(localMs: number): number | undefined
  /** The moment of this device at which it is a time in the room; `undefined` until the first answer. */
  localMsAt(roomMs: number): number | undefined
  /** Kept once the first answer is there. */
  readonly known: Promise<void>
  /** How far off the clock is at most, in milliseconds. */
  errorMs(): number | undefined
}

/** A clock that sends its questions by `send`, which may lose them. */
export function makeRoomClock(send: (question: Question) => void): RoomClock {
  let history: ClockHistory = noHistory
  let nextId = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = (left: number) => {
    send({ type: 'probe', id: nextId, sentMs: performance.now() })
    nextId += 1
    timer = setTimeout(() => ask(left - 1), left > 1 ? burstMs : everyMs)
  }
  let tellKnown: () => void = () => undefined
  const known = new Promise<void>((resolve) => {
    tellKnown = resolve
  })
  const pause = () => clearTimeout(timer)
  const estimate = () => estimateOf(history, performance.now())
  return {
    begin() {
      pause()
      ask(burstCount)
    },
    pause,
    hear({ sentMs, receivedMs, answeredMs }) {
      history = withExchange(history, { sentMs, receivedMs, answeredMs, arrivedMs: performance.now() })
      tellKnown()
    },
    known,
    roomMs() {
      const now = estimate()
      return now && roomMsOf(now, now.atMs)
    },
    roomMsAt(localMs) {
      const now = estimate()
      return now && roomMsOf(now, localMs)
    },
    localMsAt(roomMs) {
      const now = estimate()
      return now && localMsOf(now, roomMs)
    },
    errorMs: () => estimate()?.errorMs,
  }
}
