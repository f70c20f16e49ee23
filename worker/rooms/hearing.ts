/** What is heard on the sockets of a room, message by message, and what is answered. */
import type { RoomEvent } from '#core/rooms/event.ts'
import { type ClientMessage, protocolVersion, type RoomMessage } from '#core/rooms/message.ts'
import type { Operation } from '#core/rooms/operation.ts'
import { type RoomState, snapshotOf } from '#core/rooms/state.ts'
import { factsOfError, logEvent } from '../http/log.ts'
import type { Behind, Connections } from './connections.ts'
import type { EventLog } from './event-log.ts'
import { type Door, greet, type Hello } from './greeting.ts'
import { messageOf, type UnknownOperation } from './incoming.ts'
import type { Verdict } from './judge.ts'
import type { Telling } from './telling.ts'

/** Whoever is further behind gets the room as it is. */
const mostMissedEvents = 1_000
const mostSocketsOfMember = 8
/** A socket that does not say who it is is of no use. */
const helloWithinMs = 10_000

const onlyShows: Verdict = { refused: 'not-allowed', detail: 'A screen only shows; join to take part.' }

/** What hearing needs of its room. */
export type Listener = {
  readonly log: EventLog
  readonly connections: Connections
  readonly telling: Telling
  /** The room as somebody finds it who comes at this moment. */
  door(): Door
  operate(memberId: string, operation: Operation, nowMs: number): Promise<Verdict>
}

type Probe = Extract<ClientMessage, { type: 'probe' }>

/** Hears every socket by itself: what one sends happens in its order, and holds up nobody else. */
export class Hearing {
  readonly #room: Listener
  readonly #connections: Connections
  readonly #lines = new WeakMap<WebSocket, Promise<void>>()

  constructor(room: Listener) {
    this.#room = room
    this.#connections = room.connections
  }

  /** Takes a socket in that has some seconds to say who it is. */
  awaitHello(socket: WebSocket): void {
    this.#connections.accept(socket)
    setTimeout(() => {
      if (this.#connections.behind(socket) === undefined)
        this.#connections.dismiss(socket, 'no-hello', 'The first message is hello; none came.')
    }, helloWithinMs)
  }

  /** Hears one frame. Whoever sends too many, or what is no message, is sent away. */
  async hear(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    if (this.#connections.isDismissed(socket)) return
    const nowMs = Date.now()
    if (!this.#connections.mayGoOn(socket, nowMs))
      return this.#connections.dismiss(
        socket,
        'too-many-messages',
        'Too many messages at once. Come back in a moment.',
      )
    const message = messageOf(data)
    if ('goodbye' in message) return this.#connections.dismiss(socket, message.goodbye, message.detail)
    if ('unknownOperation' in message) return this.#refuseUnknown(socket, message)
    // Probes tell the time and do not wait; everything else of one sender happens in its order.
    if (message.type === 'probe') return this.#answerProbe(socket, message, nowMs)
    const line = (this.#lines.get(socket) ?? Promise.resolve()).then(() => this.#answer(socket, message))
    this.#lines.set(
      socket,
      line.catch(() => undefined),
    )
    await line
  }

  async #answer(socket: WebSocket, message: Exclude<ClientMessage, Probe>): Promise<void> {
    if (this.#connections.isDismissed(socket)) return
    const behind = this.#connections.behind(socket)
    if (message.type === 'hello') {
      if (behind === undefined) return await this.#welcome(socket, message)
      return this.#connections.dismiss(socket, 'not-understood', 'Hello is said once, as the first message.')
    }
    if (behind === undefined)
      return this.#connections.dismiss(socket, 'no-hello', 'The first message of a connection is hello.')
    const { memberId } = behind
    if (message.type === 'drift') return this.#connections.crowd.noteDrift(memberId, message.milliseconds)
    if (message.type === 'react') return this.#react(behind, message)
    const { id: operationId } = message.operation
    try {
      const verdict = behind.isScreen
        ? onlyShows
        : await this.#room.operate(memberId, message.operation, Date.now())
      this.#connections.send(socket, answerOf(operationId, verdict))
    } catch (error) {
      // Unanswered on a line that lives, it would never be sent again; whoever comes back sends it with the same id.
      logEvent('bug', factsOfError(error))
      this.#connections.breakOff(socket)
    }
  }

  /** A newer page may ask for what this room does not know yet; that is no reason to send it away. */
  #refuseUnknown(socket: WebSocket, { unknownOperation: operationId, detail }: UnknownOperation): void {
    this.#connections.send(socket, { type: 'refused', operationId, code: 'not-understood', detail })
  }

  async #welcome(socket: WebSocket, hello: Hello): Promise<void> {
    const greeted = await greet(hello, this.#room.door())
    if (!('state' in greeted)) return this.#connections.dismiss(socket, greeted.code, greeted.detail)
    const { memberId, code, state } = greeted
    // Whoever has left meanwhile is not here.
    if (socket.readyState !== WebSocket.OPEN || this.#connections.isDismissed(socket)) return
    const [oldest, ...others] = this.#connections.socketsOf(memberId)
    if (oldest !== undefined && others.length >= mostSocketsOfMember - 1)
      this.#connections.dismiss(oldest, 'room-full', 'You are here on many screens already.')
    // Whatever waits to be told is told before this socket counts, so that nothing reaches it twice.
    this.#room.telling.tell()
    const missed = hello.afterSeq === null ? undefined : this.#missed(state, hello.afterSeq)
    this.#connections.introduce(socket, { memberId, isScreen: hello.watches, code })
    this.#connections.send(socket, {
      type: 'welcome',
      version: protocolVersion,
      memberId,
      roomMs: Date.now(),
      snapshot: missed === undefined ? snapshotOf(state) : null,
      events: [...(missed ?? [])],
      present: [...this.#connections.present()],
    })
  }

  /** What somebody missed, or `undefined` when the whole room is the shorter answer. */
  #missed(state: RoomState, afterSeq: number): readonly RoomEvent[] | undefined {
    const isNear = afterSeq <= state.seq && state.seq - afterSeq <= mostMissedEvents
    return isNear ? this.#room.log.after(afterSeq, mostMissedEvents) : undefined
  }

  #react({ memberId, isScreen }: Behind, { reaction }: Extract<ClientMessage, { type: 'react' }>): void {
    if (!isScreen && this.#room.door().state?.members.get(memberId)?.isMuted === false)
      this.#connections.crowd.react({ memberId, reaction })
  }

  #answerProbe(socket: WebSocket, { id, sentMs }: Probe, receivedMs: number): void {
    this.#connections.send(socket, { type: 'probe', id, sentMs, receivedMs, answeredMs: Date.now() })
  }
}

function answerOf(operationId: string, verdict: Verdict): RoomMessage {
  if (!('refused' in verdict)) return { type: 'accepted', operationId, seq: verdict.seq }
  const { refused: code, ...told } = verdict
  return { type: 'refused', operationId, code, ...told }
}
