/**
 * One room: the log is the truth, this object its only writer. Operations come over WebSockets and over HTTP, are judged
 * by `core/rooms`, written, and only then told to everybody.
 */
import { DurableObject } from 'cloudflare:workers'
import { z } from 'zod'
import { advanceDueMs } from '#core/rooms/advance.ts'
import { apply } from '#core/rooms/apply.ts'
import type { RoomEvent, RoomFact } from '#core/rooms/event.ts'
import { type ClientMessage, type GoodbyeCode, protocolVersion } from '#core/rooms/message.ts'
import type { Operation } from '#core/rooms/operation.ts'
import { defaultSettings } from '#core/rooms/settings.ts'
import { emptyRoom, type RoomSnapshot, type RoomState, snapshotOf } from '#core/rooms/state.ts'
import { closing } from '#core/rooms/wishes/room.ts'
import { openDatabase } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { Allowances } from './allowances.ts'
import { type Behind, Connections } from './connections.ts'
import { EventLog } from './event-log.ts'
import { messageOf, type UnknownOperation } from './incoming.ts'
import { type Asked, type Courtroom, judge, roomIsGone, type Verdict } from './judge.ts'
import { Mirror } from './mirror.ts'
import { dropGoneSongs, playOn } from './playback.ts'
import { HostSongs } from './songs.ts'
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
export type Joining = { readonly name: string; readonly code: string; readonly nowMs: number }

/** Whether somebody came in, or why not. */
export type Joined =
  | { readonly memberId: string }
  | { readonly refused: 'room-not-found' | 'room-closed' | 'room-locked' | 'room-full' }

/** Who and what is behind events; the room itself where nothing is said. */
type Cause = { readonly by?: string; readonly asked?: Asked | undefined; readonly undoes?: number | null }

/** Wishes that may begin the next song, which must then be there. */
const advancing: ReadonlySet<Operation['wish']['kind']> = new Set([
  'play',
  'skip',
  'vote-skip',
  'report-unplayable',
])

const noSuchRoom = 'There is no such room, or not any more.'
const onlyShows: Verdict = { refused: 'not-allowed', detail: 'A screen only shows; join to take part.' }

/** The Durable Object of one room. */
export class Room extends DurableObject<Bindings> {
  readonly #log = new EventLog(this.ctx.storage)
  readonly #connections = new Connections(this.ctx)
  readonly #allowances = new Allowances(this.ctx.storage)
  readonly #mirror = new Mirror(this.ctx.storage)
  readonly #lines = new WeakMap<WebSocket, Promise<void>>()
  #about = About.optional().parse(this.ctx.storage.kv.get('about'))
  #state = this.#log.read()
  #untold: RoomEvent[] = []
  #songs: HostSongs | undefined
  #alarmMs: number | undefined

  /** Begins the room with these facts; one that has begun stays as it is. */
  async begin(about: About, facts: readonly RoomFact[], nowMs: number): Promise<void> {
    if (this.#about !== undefined) return
    this.ctx.storage.kv.put('about', about)
    this.#about = about
    this.#log.begin()
    this.#state = emptyRoom(defaultSettings)
    this.#write(facts, {}, nowMs)
    await this.#setAlarm()
  }

  /** Lets a guest in, as a new member. The code is looked at here again: it may have been given up a moment ago. */
  async join({ name, code, nowMs }: Joining): Promise<Joined> {
    const state = this.#state
    if (state === undefined || state.code !== code) return { refused: 'room-not-found' }
    if (state.status === 'closed') return { refused: 'room-closed' }
    if (state.status === 'locked') return { refused: 'room-locked' }
    if (state.members.size >= mostMembers) return { refused: 'room-full' }
    const memberId = newId('mem', nowMs)
    this.#write([{ kind: 'joined', memberId, name, role: 'guest' }], { by: memberId }, nowMs)
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
    return this.#state === undefined ? [] : this.#log.after(seq, limit)
  }

  /** Judges an operation of a member, and writes what comes of it. */
  async operate(memberId: string, operation: Operation, nowMs: number): Promise<Verdict> {
    const state = this.#state
    if (state === undefined) return roomIsGone
    const courtroom = this.#courtroom()
    if (advancing.has(operation.wish.kind)) await dropGoneSongs(courtroom, state)
    const verdict = await judge(courtroom, state, { memberId, operation, nowMs })
    await this.#afterChange()
    return verdict
  }

  /** The room as it was after an event, or is now; `undefined` where there is no such moment. */
  pastState(seq: number | null): RoomSnapshot | undefined {
    if (this.#state === undefined) return undefined
    const state = seq === null ? this.#state : this.#log.stateAt(seq)
    return state === undefined ? undefined : snapshotOf(state)
  }

  /** Everything goes: the log, the queue, the sockets. */
  async remove(): Promise<void> {
    for (const socket of this.ctx.getWebSockets())
      this.#connections.dismiss(socket, 'room-not-found', 'The host has deleted this room.')
    this.#state = undefined
    this.#about = undefined
    this.#untold = []
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
  }

  /** `GET /live/{roomId}/socket`: a WebSocket that is nobody's until its hello. */
  override async fetch(_request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair()
    if (this.#state === undefined) this.#connections.turnAway(server, 'room-not-found', noSuchRoom)
    else if (this.#connections.count >= mostSockets)
      this.#connections.turnAway(server, 'room-full', 'This room is full. Come back later.')
    else this.#awaitHello(server)
    return new Response(null, { status: 101, webSocket: client })
  }

  #awaitHello(socket: WebSocket): void {
    this.#connections.accept(socket)
    setTimeout(() => {
      if (this.#connections.behind(socket) === undefined)
        this.#connections.dismiss(socket, 'no-hello', 'The first message is hello; none came.')
    }, helloWithinMs)
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
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
    const line = (this.#lines.get(socket) ?? Promise.resolve()).then(() => this.#hear(socket, message))
    this.#lines.set(
      socket,
      line.catch(() => undefined),
    )
    await line
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#connections.closed(socket, code)
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
      this.#write(closing(state, nowMs), {}, nowMs)
    this.#alarmMs = undefined
    await this.#afterChange()
  }

  async #hear(socket: WebSocket, message: Exclude<ClientMessage, { type: 'probe' }>): Promise<void> {
    if (this.#connections.isDismissed(socket)) return
    const behind = this.#connections.behind(socket)
    if (message.type === 'hello') {
      if (behind === undefined) return await this.#welcome(socket, message)
      return this.#connections.dismiss(socket, 'not-understood', 'Hello is said once, as the first message.')
    }
    if (behind === undefined)
      return this.#connections.dismiss(socket, 'no-hello', 'The first message of a connection is hello.')
    if (message.type === 'drift') return this.#connections.noteDrift(behind.memberId, message.milliseconds)
    if (message.type === 'react') return this.#react(behind, message)
    const { id: operationId } = message.operation
    const verdict = behind.isScreen
      ? onlyShows
      : await this.operate(behind.memberId, message.operation, Date.now())
    this.#connections.send(
      socket,
      'refused' in verdict
        ? { type: 'refused', operationId, code: verdict.refused, detail: verdict.detail }
        : { type: 'accepted', operationId, seq: verdict.seq },
    )
  }

  /** A newer page may ask for what this room does not know yet; that is no reason to send it away. */
  #refuseUnknown(socket: WebSocket, { unknownOperation: operationId, detail }: UnknownOperation): void {
    this.#connections.send(socket, { type: 'refused', operationId, code: 'not-understood', detail })
  }

  async #welcome(socket: WebSocket, hello: Extract<ClientMessage, { type: 'hello' }>): Promise<void> {
    const farewell = await this.#farewellTo(hello)
    if ('code' in farewell) return this.#connections.dismiss(socket, farewell.code, farewell.detail)
    const { memberId, state } = farewell
    // Whoever has left meanwhile is not here.
    if (socket.readyState !== WebSocket.OPEN || this.#connections.isDismissed(socket)) return
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
      return {
        code: 'version-not-spoken',
        detail: `This room speaks version ${protocolVersion}. Load the page again.`,
      }
    const state = this.#state
    const roomId = this.#about?.roomId
    if (state === undefined || roomId === undefined) return { code: 'room-not-found', detail: noSuchRoom }
    const pass = await readPass(settingsOf(this.env).SIGNING_SECRET, hello.token, {
      roomId,
      nowMs: Date.now(),
    })
    const standing = pass?.isScreen === true ? 'in' : state.members.get(pass?.memberId ?? '')?.standing
    if (pass === undefined || standing === undefined || (pass.isScreen && !hello.watches))
      return {
        code: 'token-not-valid',
        detail: 'This way in does not work, or not any more. Join again with the code.',
      }
    if (standing === 'kicked') return { code: 'kicked', detail: 'The host has sent you out of this room.' }
    if (standing === 'banned')
      return { code: 'banned', detail: 'The host does not let you into this room any more.' }
    if (state.status === 'closed') return { code: 'room-closed', detail: 'This room is over.' }
    return { memberId: pass.memberId, state }
  }

  /** What somebody missed, or `undefined` when the whole room is the shorter answer. */
  #missed(state: RoomState, afterSeq: number): readonly RoomEvent[] | undefined {
    const isNear = afterSeq <= state.seq && state.seq - afterSeq <= mostMissedEvents
    return isNear ? this.#log.after(afterSeq, mostMissedEvents) : undefined
  }

  #react({ memberId, isScreen }: Behind, { reaction }: Extract<ClientMessage, { type: 'react' }>): void {
    if (!isScreen && this.#state?.members.get(memberId)?.isMuted === false)
      this.#connections.react({ memberId, reaction })
  }

  #answerProbe(
    socket: WebSocket,
    { id, sentMs }: Extract<ClientMessage, { type: 'probe' }>,
    nowMs: number,
  ): void {
    this.#connections.send(socket, { type: 'probe', id, sentMs, receivedMs: nowMs, answeredMs: Date.now() })
  }

  /** Writes facts as events, applies them, and has them told. Answers the number of the last one. */
  #write(facts: readonly RoomFact[], from: Cause = {}, nowMs = Date.now()): number {
    const { asked, undoes = null } = from
    const state = this.#state
    if (state === undefined) throw new Error('a room that is gone takes no events')
    const by = asked?.memberId ?? from.by ?? null
    const operationId = asked?.operation.id ?? null
    const events = facts.map((fact, i): RoomEvent => {
      return { seq: state.seq + i + 1, atMs: nowMs, by, operationId, undoes, fact }
    })
    this.#log.append(events)
    for (const event of events) apply(state, event)
    this.#untold.push(...events)
    this.#log.snapshotIfDue(state)
    this.#connections.soon('events', () => this.#tell())
    return state.seq
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
      const detail =
        fact.standing === 'kicked' ? 'The host has sent you out.' : 'The host has sent you out for good.'
      for (const socket of this.#connections.socketsOf(fact.memberId))
        this.#connections.dismiss(socket, fact.standing, detail)
    }
    if (fact.kind === 'status-changed' && fact.status === 'closed') {
      for (const socket of this.ctx.getWebSockets())
        this.#connections.dismiss(socket, 'room-closed', 'This room is over. Thank you for the music.')
    }
  }

  #courtroom(): Courtroom {
    const db = openDatabase(this.env.DB)
    const owner = { id: this.#about?.ownerId ?? '' }
    this.#songs ??= new HostSongs(db, owner)
    return {
      db,
      log: this.#log,
      songs: this.#songs,
      allowances: this.#allowances,
      presentIds: () => this.#connections.present(),
      stands: (state) => this.#state === state,
      write: (facts, asked, undoes = null) => this.#write(facts, { asked, undoes }),
    }
  }

  /** What follows of itself: a song that begins, the row, the next alarm. */
  async #afterChange(): Promise<void> {
    const state = this.#state
    if (state === undefined) return
    await playOn(this.#courtroom(), state, Date.now())
    const about = this.#about
    if (about !== undefined)
      await this.#mirror.follow({ ...about, db: openDatabase(this.env.DB), state: () => this.#state })
    await this.#setAlarm()
  }

  /** Wakes the room for its next song, and for its end. */
  async #setAlarm(): Promise<void> {
    const [state, about] = [this.#state, this.#about]
    if (state === undefined || about === undefined || state.status === 'closed') return
    const dueMs = Math.min(advanceDueMs(state) ?? about.expiresAtMs, about.expiresAtMs)
    if (dueMs === this.#alarmMs) return
    await this.ctx.storage.setAlarm(dueMs)
    this.#alarmMs = dueMs
  }
}
