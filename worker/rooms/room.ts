/**
 * One room: the log is the truth, this object its only writer. Operations come over WebSockets and over HTTP, are judged
 * by `core/rooms`, written, and only then told to everybody.
 */
import { DurableObject } from 'cloudflare:workers'
import { apply } from '#core/rooms/apply.ts'
import type { RoomEvent, RoomFact } from '#core/rooms/event.ts'
import type { Operation } from '#core/rooms/operation.ts'
import { defaultSettings } from '#core/rooms/settings.ts'
import { emptyRoom, type RoomSnapshot, type RoomState, snapshotOf } from '#core/rooms/state.ts'
import { closing } from '#core/rooms/wishes/room.ts'
import { openDatabase } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { factsOfError, logEvent } from '../http/log.ts'
import { About } from './about.ts'
import { Alarm } from './alarm.ts'
import { Allowances } from './allowances.ts'
import { Connections } from './connections.ts'
import { EventLog } from './event-log.ts'
import { noSuchRoom } from './greeting.ts'
import { Hearing } from './hearing.ts'
import { type Asked, type Courtroom, judge, roomIsGone, type Verdict } from './judge.ts'
import { Mirror } from './mirror.ts'
import { dropGoneSongs, playOn } from './playback.ts'
import { Sightings } from './sightings.ts'
import { HostSongs } from './songs.ts'
import { Telling } from './telling.ts'
import { isCodeGivenUp, type Pass } from './token.ts'

const mostSockets = 1_500
const mostMembers = 2_000

/** Who wants to come in. */
export type Joining = { readonly name: string; readonly code: string; readonly nowMs: number }

/** Who asks, by their pass. */
type Caller = Pick<Pass, 'memberId' | 'isScreen' | 'code'>

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

/** The Durable Object of one room. */
export class Room extends DurableObject<Bindings> {
  readonly #log = new EventLog(this.ctx.storage)
  readonly #allowances = new Allowances(this.ctx.storage)
  readonly #sightings = new Sightings(this.ctx.storage, this.#allowances)
  readonly #connections = new Connections(this.ctx, this.#sightings)
  readonly #telling = new Telling(this.#connections)
  readonly #mirror = new Mirror(this.ctx.storage)
  readonly #alarm = new Alarm(this.ctx.storage)
  #about = About.optional().parse(this.ctx.storage.kv.get('about'))
  #state = this.#log.read()
  #songs: HostSongs | undefined
  readonly #hearing = new Hearing({
    log: this.#log,
    connections: this.#connections,
    telling: this.#telling,
    door: () => ({
      about: this.#about,
      state: this.#state,
      secret: settingsOf(this.env).SIGNING_SECRET,
      nowMs: Date.now(),
    }),
    operate: (memberId, operation, nowMs) => this.operate(memberId, operation, nowMs),
  })

  /** Begins the room with these facts; one that has begun stays as it is. */
  async begin(about: About, facts: readonly RoomFact[], nowMs: number): Promise<void> {
    if (this.#about !== undefined) return
    this.ctx.storage.kv.put('about', about)
    this.#about = about
    this.#log.begin()
    this.#state = emptyRoom(defaultSettings)
    this.#write(facts, {}, nowMs)
    await this.#alarm.set(this.#about, this.#state)
  }

  /** Lets a guest in, as a new member. The code is looked at here again: it may have been given up a moment ago. */
  async join({ name, code, nowMs }: Joining): Promise<Joined> {
    const state = this.#state
    if (state === undefined || state.code !== code) return { refused: 'room-not-found' }
    if (state.status === 'closed') return { refused: 'room-closed' }
    if (state.status === 'locked') return { refused: 'room-locked' }
    if (state.members.size >= mostMembers) this.#makePlaces(state, nowMs)
    if (state.members.size >= mostMembers) return { refused: 'room-full' }
    const memberId = newId('mem', nowMs)
    this.#sightings.note(memberId, nowMs)
    this.#write([{ kind: 'joined', memberId, name, role: 'guest' }], { by: memberId }, nowMs)
    return { memberId }
  }

  /** What a member or a screen may see of the room now; `undefined` when they are not in it. */
  view(pass: Caller): RoomSnapshot | undefined {
    const state = this.#stateFor(pass)
    return state && snapshotOf(state)
  }

  /** Whether a song waits, sounds or has just sounded here: whoever is in may then hear it. */
  isHeard(pass: Caller, songId: string): boolean {
    const state = this.#stateFor(pass)
    if (state === undefined) return false
    const sounding = [state.playing, state.before].some((playing) => playing?.entry.song.songId === songId)
    return sounding || state.waiting.songs.has(songId)
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
    try {
      await this.#afterChange()
    } catch (error) {
      // What was decided is decided, and told. The alarm sees to what follows, for it may be that nobody asks any more.
      logEvent('bug', factsOfError(error))
      if (this.#state !== undefined) await this.#alarm.setAgain(Date.now())
    }
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
    this.#connections.dismissAll('room-not-found', 'The host has deleted this room.')
    this.#state = undefined
    this.#about = undefined
    this.#telling.forget()
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
  }

  /** `GET /live/{roomId}/socket`: a WebSocket that is nobody's until its hello. */
  override async fetch(_request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair()
    if (this.#state === undefined) this.#connections.turnAway(server, 'room-not-found', noSuchRoom)
    else if (this.#connections.count >= mostSockets)
      this.#connections.turnAway(server, 'room-full', 'This room is full. Come back later.')
    else this.#hearing.awaitHello(server)
    return new Response(null, { status: 101, webSocket: client })
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    await this.#hearing.hear(socket, data)
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    this.#connections.closed(socket, code)
    await this.#afterChange()
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    this.#connections.left(socket)
    await this.#afterChange()
  }

  /** The next song's time has come, or the room's end. */
  override async alarm(): Promise<void> {
    const state = this.#state
    const nowMs = Date.now()
    if (state === undefined) return
    if (state.status !== 'closed' && this.#about !== undefined && nowMs >= this.#about.expiresAtMs)
      this.#write(closing(state, nowMs), {}, nowMs)
    this.#alarm.rang()
    await this.#afterChange()
  }

  /** The room for whoever is in it; a screen is nobody and sees all, while it may. */
  #stateFor({ memberId, isScreen, code }: Caller): RoomState | undefined {
    const state = this.#state
    if (state === undefined) return undefined
    const isIn = isScreen ? !isCodeGivenUp({ code }, state) : state.members.get(memberId)?.standing === 'in'
    return isIn ? state : undefined
  }

  /** Forgets guests who left nothing behind and were away for long. */
  #makePlaces(state: RoomState, nowMs: number): void {
    const memberIds = this.#sightings.longGone(state, this.#connections.present(), nowMs)
    if (memberIds.length === 0) return
    this.#write([{ kind: 'forgotten', memberIds: [...memberIds] }], {}, nowMs)
    for (const memberId of memberIds) this.#sightings.forget(memberId)
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
    this.#telling.tellSoon(events)
    this.#log.snapshotIfDue(state)
    return state.seq
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
    // The room may have been removed meanwhile; its alarm must not come back.
    await this.#alarm.set(this.#about, this.#state)
  }
}
