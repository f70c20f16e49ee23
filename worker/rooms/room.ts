/**
 * One room: the log is the truth, this object its only writer. Operations come over WebSockets and over HTTP, are judged
 * by `core/rooms`, written, and only then told to everybody.
 */
import { DurableObject } from 'cloudflare:workers'
import { z } from 'zod'
import type { QueuedSong } from '#core/queue/entry.ts'
import { apply } from '#core/rooms/apply.ts'
import type { RoomEvent, RoomFact } from '#core/rooms/event.ts'
import {
  ClientMessage,
  type GoodbyeCode,
  longestMessageBytes,
  protocolVersion,
  type RoomMessage,
} from '#core/rooms/message.ts'
import type { Operation } from '#core/rooms/operation.ts'
import { type RoomState, snapshotOf } from '#core/rooms/state.ts'
import { openDatabase } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { Connections } from './connections.ts'
import { EventLog } from './event-log.ts'
import { Judge, type Verdict } from './judge.ts'
import { followLog } from './store.ts'
import { readPass } from './token.ts'

/** Whoever is further behind gets the room as it is. */
const mostMissedEvents = 1_000
const mostSockets = 1_500
const mostMembers = 2_000
const mostSocketsOfMember = 8
/** A socket that does not say who it is is of no use. */
const helloWithinMs = 10_000

/** What is kept about a room beside its log. */
const About = z.object({
  roomId: z.string(),
  ownerId: z.string(),
  expiresAtMs: z.number().int(),
})

/** See the schema `About`. */
export type About = z.output<typeof About>

/** Who wants to come in. */
export type Joining = { readonly name: string; readonly nowMs: number }

/** Whether somebody came in, or why not. */
export type Joined =
  | { readonly memberId: string }
  | { readonly refused: 'room-closed' | 'room-locked' | 'room-full' }

export class Room extends DurableObject<Bindings> {
  readonly #log = new EventLog(this.ctx.storage)
  readonly #connections = new Connections(this.ctx)
  readonly #judge: Judge
  readonly #lines = new WeakMap<WebSocket, Promise<void>>()
  #about = About.optional().parse(this.ctx.storage.kv.get('about'))
  #state = this.#log.read()
  #untold: RoomEvent[] = []

  constructor(ctx: DurableObjectState, env: Bindings) {
    super(ctx, env)
    this.#judge = new Judge({
      db: openDatabase(env.DB),
      log: this.#log,
      allowances: ctx.storage.kv,
      ownerId: () => this.#about?.ownerId ?? '',
      presentIds: () => this.#connections.present(),
    })
  }

  /** Begins the room with these facts; one that has begun stays as it is. */
  async begin(about: About, facts: readonly RoomFact[], nowMs: number): Promise<void> {
    if (this.#about !== undefined) return
    this.ctx.storage.kv.put('about', about)
    this.#about = about
    this.#state = undefined
    this.#write(facts, { by: null, nowMs })
    await this.#setAlarm(nowMs)
  }

  /** Lets a guest in, as a new member. */
  async join({ name, nowMs }: Joining): Promise<Joined> {
    const state = this.#state
    if (state === undefined || state.status === 'closed') return { refused: 'room-closed' }
    if (state.status === 'locked') return { refused: 'room-locked' }
    if (state.members.size >= mostMembers) return { refused: 'room-full' }
    const memberId = newId('mem', nowMs)
    this.#write([{ kind: 'joined', memberId, name, role: 'guest' }], { by: memberId, nowMs })
    return { memberId }
  }

  /** What a member may see of the room now; `undefined` when they are not in it. A screen is nobody and sees all. */
  view(pass: { readonly memberId: string; readonly isScreen: boolean }) {
    const state = this.#state
    const standing = pass.isScreen ? 'in' : state?.members.get(pass.memberId)?.standing
    return state === undefined || standing !== 'in' ? undefined : snapshotOf(state)
  }

  /** Whether a song waits, sounds or has just sounded here: whoever is in may then hear it. */
  isHeard(pass: { readonly memberId: string; readonly isScreen: boolean }, songId: string): boolean {
    const state = this.#state
    if (state === undefined || (!pass.isScreen && state.members.get(pass.memberId)?.standing !== 'in'))
      return false
    const sounding = [state.playing, state.before].some((playing) => playing?.entry.song.songId === songId)
    return sounding || [...state.entries.values()].some(({ song }) => song.songId === songId)
  }

  /** The log after a number, for whoever is in. */
  eventsAfter(seq: number, limit: number): readonly RoomEvent[] {
    return this.#log.after(seq, limit)
  }

  /** Judges an operation of a member, and writes what comes of it. */
  async operate(memberId: string, operation: Operation, nowMs: number): Promise<Verdict> {
    const state = this.#state
    if (state === undefined) return { refused: 'room-closed', detail: 'This room is over.' }
    const verdict = await this.#judge.judge(state, { memberId, operation, nowMs }, (facts, undoes) =>
      this.#write(facts, { by: memberId, nowMs: Date.now(), operationId: operation.id, undoes }),
    )
    await this.#afterChange()
    return verdict
  }

  /** Everything goes: the log, the queue, the sockets. */
  async remove(): Promise<void> {
    for (const socket of this.ctx.getWebSockets())
      this.#connections.dismiss(socket, 'room-not-found', 'The host has deleted this room.')
    this.#state = undefined
    this.#about = undefined
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
  }

  /** `GET /live/{roomId}/socket`: a WebSocket that is nobody's until its hello. */
  override async fetch(): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair()
    if (this.#connections.count >= mostSockets) {
      server.accept()
      server.close(4012, 'room-full')
      return new Response(null, { status: 101, webSocket: client })
    }
    this.#connections.accept(server)
    setTimeout(() => {
      if (this.#connections.behind(server) === undefined)
        this.#connections.dismiss(server, 'no-hello', 'The first message is hello; none came.')
    }, helloWithinMs)
    return new Response(null, { status: 101, webSocket: client })
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const nowMs = Date.now()
    if (!this.#connections.mayGoOn(socket, nowMs))
      return this.#connections.dismiss(socket, 'too-many-messages', 'Too many messages at once. Come back in a moment.')
    const message = messageOf(data)
    if ('goodbye' in message) return this.#connections.dismiss(socket, message.goodbye, message.detail)
    // Probes tell the time and do not wait; everything else of one sender happens in its order.
    if (message.type === 'probe') return this.#answerProbe(socket, message, nowMs)
    const line = (this.#lines.get(socket) ?? Promise.resolve()).then(() => this.#hear(socket, message))
    this.#lines.set(
      socket,
      line.catch(() => undefined),
    )
    await line
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#connections.left(socket)
    // 1005 and 1006 say that no code came, and may not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code)
  }

  override webSocketError(socket: WebSocket): void {
    this.#connections.left(socket)
  }

  /** The next song's time has come, or the room's end. */
  override async alarm(): Promise<void> {
    const state = this.#state
    const nowMs = Date.now()
    if (state === undefined) return
    if (state.status !== 'closed' && this.#about !== undefined && nowMs >= this.#about.expiresAtMs)
      this.#write([{ kind: 'status-changed', status: 'closed' }], { by: null, nowMs })
    await this.#afterChange()
  }

  async #hear(socket: WebSocket, message: Exclude<ClientMessage, { type: 'probe' }>): Promise<void> {
    if (message.type === 'hello') return await this.#welcome(socket, message)
    const behind = this.#connections.behind(socket)
    if (behind === undefined)
      return this.#connections.dismiss(socket, 'no-hello', 'The first message of a connection is hello.')
    if (message.type === 'drift') return this.#connections.noteDrift(behind.memberId, message.milliseconds)
    if (behind.isScreen) return
    if (message.type === 'react') return this.#react(behind.memberId, message)
    const { id: operationId } = message.operation
    const verdict = await this.operate(behind.memberId, message.operation, Date.now())
    this.#connections.send(
      socket,
      'refused' in verdict
        ? { type: 'refused', operationId, code: verdict.refused, detail: verdict.detail }
        : { type: 'accepted', operationId, seq: verdict.seq },
    )
  }

  async #welcome(socket: WebSocket, hello: Extract<ClientMessage, { type: 'hello' }>): Promise<void> {
    const farewell = await this.#farewellTo(hello)
    if ('code' in farewell) return this.#connections.dismiss(socket, farewell.code, farewell.detail)
    const { memberId, state } = farewell
    const [oldest, ...others] = this.#connections.socketsOf(memberId)
    if (oldest !== undefined && others.length >= mostSocketsOfMember - 1)
      this.#connections.dismiss(oldest, 'room-full', 'You are here on many screens already.')
    // Whatever waits to be told is told before this socket counts, so that nothing reaches it twice.
    this.#tell()
    const missed = hello.afterSeq === null ? undefined : this.#missed(state, hello.afterSeq)
    this.#connections.introduce(socket, { memberId, isScreen: hello.watches })
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

  /** Who comes in, or why they cannot. */
  async #farewellTo(
    hello: Extract<ClientMessage, { type: 'hello' }>,
  ): Promise<{ code: GoodbyeCode; detail: string } | { memberId: string; state: RoomState }> {
    if (hello.version !== protocolVersion)
      return { code: 'version-not-spoken', detail: `This room speaks version ${protocolVersion}. Load the page again.` }
    const state = this.#state
    const roomId = this.#about?.roomId
    if (state === undefined || roomId === undefined)
      return { code: 'room-not-found', detail: 'There is no such room, or not any more.' }
    const pass = await readPass(settingsOf(this.env).SIGNING_SECRET, hello.token, { roomId, nowMs: Date.now() })
    const standing = pass?.isScreen === true ? 'in' : state.members.get(pass?.memberId ?? '')?.standing
    if (pass === undefined || standing === undefined || (pass.isScreen && !hello.watches))
      return { code: 'token-not-valid', detail: 'This way in does not work, or not any more. Join again with the code.' }
    if (standing === 'kicked') return { code: 'kicked', detail: 'The host has sent you out of this room.' }
    if (standing === 'banned') return { code: 'banned', detail: 'The host does not let you into this room any more.' }
    if (state.status === 'closed') return { code: 'room-closed', detail: 'This room is over.' }
    return { memberId: pass.memberId, state }
  }

  /** What somebody missed, or `undefined` when the whole room is the shorter answer. */
  #missed(state: RoomState, afterSeq: number): readonly RoomEvent[] | undefined {
    const isNear = afterSeq <= state.seq && state.seq - afterSeq <= mostMissedEvents
    return isNear ? this.#log.after(afterSeq, mostMissedEvents) : undefined
  }

  #react(memberId: string, { reaction }: Extract<ClientMessage, { type: 'react' }>): void {
    if (this.#state?.members.get(memberId)?.isMuted === false) this.#connections.react({ memberId, reaction })
  }

  #answerProbe(socket: WebSocket, { id, sentMs }: Extract<ClientMessage, { type: 'probe' }>, nowMs: number): void {
    this.#connections.send(socket, { type: 'probe', id, sentMs, receivedMs: nowMs, answeredMs: Date.now() })
  }

  /** Writes facts as events, applies them, and has them told. Answers the number of the last one. */
  #write(
    facts: readonly RoomFact[],
    from: { by: string | null; nowMs: number; operationId?: string; undoes?: number | null },
  ): number {
    const state = this.#state
    const events = facts.map((fact, i): RoomEvent => ({
      seq: (state?.seq ?? 0) + i + 1,
      atMs: from.nowMs,
      by: from.by,
      operationId: from.operationId ?? null,
      undoes: from.undoes ?? null,
      fact,
    }))
    this.#log.append(events)
    if (state === undefined) this.#state = this.#log.read()
    else for (const event of events) apply(state, event)
    this.#untold.push(...events)
    if (state !== undefined) this.#log.snapshotIfDue(state)
    this.#connections.soon('events', () => this.#tell())
    return this.#state?.seq ?? 0
  }

  #tell(): void {
    if (this.#untold.length === 0) return
    const events = this.#untold
    this.#untold = []
    this.#connections.broadcast({ type: 'events', events })
    for (const { fact } of events) this.#sendAway(fact)
  }

  /** Whom the room no longer lets in hears why, after everybody was told. */
  #sendAway(fact: RoomFact): void {
    if (fact.kind === 'standing-given' && fact.standing !== 'in') {
      const detail = fact.standing === 'kicked' ? 'The host has sent you out.' : 'The host has sent you out for good.'
      for (const socket of this.#connections.socketsOf(fact.memberId))
        this.#connections.dismiss(socket, fact.standing, detail)
    }
    if (fact.kind === 'status-changed' && fact.status === 'closed') {
      for (const socket of this.ctx.getWebSockets())
        this.#connections.dismiss(socket, 'room-closed', 'This room is over. Thank you for the music.')
    }
  }

  /** What follows of itself: a song that begins, the row that repeats the log, the next alarm. */
  async #afterChange(): Promise<void> {
    const { ctx } = this
    const [state, about] = [this.#state, this.#about]
    if (state === undefined || about === undefined) return
    void ctx
  }
}
