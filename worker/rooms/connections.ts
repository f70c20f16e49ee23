/** The WebSockets of one room: who is behind each, how much they may send, and one way to tell everybody. */
import { z } from 'zod'
import type { GoodbyeCode, RoomMessage } from '#core/rooms/message.ts'
import { type BucketLevel, takeToken } from '#core/token-bucket.ts'
import { Crowd } from './crowd.ts'
import type { Sightings } from './sightings.ts'
import { isCodeGivenUp } from './token.ts'

/** A phone that probes the clock and taps about sends a few a second; this is far above it, and far below harm. */
const messageRate = { capacity: 300, refillPerSecond: 40 } as const

/** Codes of our own, for the WebSocket's close frame (RFC 6455, section 7.4.2). */
const closeCodes: Record<GoodbyeCode, number> = {
  'version-not-spoken': 4000,
  'token-not-valid': 4001,
  kicked: 4003,
  banned: 4004,
  'room-closed': 4005,
  'room-not-found': 4006,
  'code-changed': 4007,
  'too-many-messages': 4008,
  'message-too-long': 4009,
  'not-understood': 4010,
  'no-hello': 4011,
  'room-full': 4012,
}

/** Something went wrong inside (RFC 6455, section 7.4.1). */
const brokenOff = 1011

/** Whom a socket belongs to, from its hello on, and the code with which a screen ends. It outlives the object's sleep. */
const Behind = z.object({ memberId: z.string(), isScreen: z.boolean(), code: z.string().optional() })

/** See the schema `Behind`. */
export type Behind = z.output<typeof Behind>

/** The platform keeps the sockets while the object sleeps; awake, who is behind each is at hand. */
export class Connections {
  readonly #ctx: DurableObjectState
  readonly #sightings: Sightings
  readonly #behind = new Map<WebSocket, Behind>()
  /** What was sent before a goodbye was read may still come in; it is not looked at. */
  readonly #dismissed = new WeakSet<WebSocket>()
  readonly #levels = new WeakMap<WebSocket, BucketLevel>()
  /** What all are told now and then. */
  readonly crowd: Crowd

  constructor(ctx: DurableObjectState, sightings: Sightings) {
    this.#ctx = ctx
    this.#sightings = sightings
    for (const socket of ctx.getWebSockets()) {
      const attachment = Behind.nullable().parse(socket.deserializeAttachment())
      if (attachment !== null) this.#behind.set(socket, attachment)
    }
    this.crowd = new Crowd(this)
  }

  /** Every open socket, also those that have said nothing yet. */
  get count(): number {
    return this.#ctx.getWebSockets().length
  }

  /** Those that have said hello. */
  get introducedCount(): number {
    return this.#behind.size
  }

  /** Takes a socket in; it is nobody's until its hello. */
  accept(socket: WebSocket): void {
    this.#ctx.acceptWebSocket(socket)
  }

  /** Says goodbye to one that is not taken in. */
  turnAway(socket: WebSocket, code: GoodbyeCode, detail: string): void {
    socket.accept()
    this.dismiss(socket, code, detail)
  }

  /** Says whose a socket is. */
  introduce(socket: WebSocket, behind: Behind): void {
    socket.serializeAttachment(behind)
    this.#behind.set(socket, behind)
    this.#note(behind)
    this.crowd.presenceChanged()
  }

  /** Whose a socket is; `undefined` before its hello. */
  behind(socket: WebSocket): Behind | undefined {
    return this.#behind.get(socket)
  }

  /** The members who are there now, screens not counted. */
  present(): ReadonlySet<string> {
    const members = [...this.#behind.values()].filter(({ isScreen }) => !isScreen)
    return new Set(members.map(({ memberId }) => memberId))
  }

  /** The screens that came in by another code than this one. */
  screensOfOtherCodes(code: string): readonly WebSocket[] {
    return [...this.#behind].filter(([, who]) => isCodeGivenUp(who, { code })).map(([socket]) => socket)
  }

  /** The sockets of a member. */
  socketsOf(memberId: string): readonly WebSocket[] {
    return [...this.#behind].filter(([, who]) => who.memberId === memberId).map(([socket]) => socket)
  }

  /** Whether a socket may send one more message; whoever may not is to be sent away. */
  mayGoOn(socket: WebSocket, nowMs: number): boolean {
    const taken = takeToken(this.#levels.get(socket), messageRate, nowMs)
    this.#levels.set(socket, taken.level)
    return taken.waitSeconds === 0
  }

  /** To one. A socket that is gone is no error: its closing tells. */
  send(socket: WebSocket, message: RoomMessage): void {
    sendText(socket, JSON.stringify(message))
  }

  /** To everybody who has said hello. */
  broadcast(message: RoomMessage): void {
    const text = JSON.stringify(message)
    for (const socket of this.#behind.keys()) sendText(socket, text)
  }

  /** Says goodbye with a reason for people and programs, and closes. */
  dismiss(socket: WebSocket, code: GoodbyeCode, detail: string): void {
    if (this.isDismissed(socket)) return
    this.#dismissed.add(socket)
    this.send(socket, { type: 'goodbye', code, detail })
    this.left(socket)
    try {
      socket.close(closeCodes[code], code)
    } catch {
      // It was closed from the other side.
    }
  }

  /** Ends a connection on which something of ours went wrong: not by a goodbye, so that the other side comes back. */
  breakOff(socket: WebSocket): void {
    if (this.isDismissed(socket)) return
    this.#dismissed.add(socket)
    this.left(socket)
    try {
      socket.close(brokenOff)
    } catch {
      // It was closed from the other side.
    }
  }

  /** The same to every socket, also to those that have said nothing yet. */
  dismissAll(code: GoodbyeCode, detail: string): void {
    for (const socket of this.#ctx.getWebSockets()) this.dismiss(socket, code, detail)
  }

  /** Whether a socket was sent away. */
  isDismissed(socket: WebSocket): boolean {
    return this.#dismissed.has(socket)
  }

  /** The other side has closed: we do as well, with its code where that is one that may be sent (RFC 6455, section 7.4). */
  closed(socket: WebSocket, code: number): void {
    this.left(socket)
    const isSendable = code >= 3_000 ? code < 5_000 : [1000, 1001, 1002, 1003, 1011].includes(code)
    socket.close(isSendable ? code : 1000)
  }

  /** A socket has closed. */
  left(socket: WebSocket): void {
    const behind = this.#behind.get(socket)
    if (behind === undefined) return
    this.#behind.delete(socket)
    this.#note(behind)
    this.crowd.forgetDrift(behind.memberId)
    this.crowd.presenceChanged()
  }

  #note({ memberId, isScreen }: Behind): void {
    if (!isScreen) this.#sightings.note(memberId, Date.now())
  }
}

function sendText(socket: WebSocket, text: string): void {
  try {
    socket.send(text)
  } catch {
    // It was closed from the other side; the platform tells the room.
  }
}
