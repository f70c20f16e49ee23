/** Judges operations: what was asked before, what must be looked up first, what the rules say, what an allowance leaves. */
import { decide } from '#core/rooms/decide.ts'
import type { RoomFact } from '#core/rooms/event.ts'
import type { Operation, RefusedCode, Wish } from '#core/rooms/operation.ts'
import type { RoomState } from '#core/rooms/state.ts'
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import type { Allowances } from './allowances.ts'
import { newRoomCode } from './code.ts'
import type { EventLog } from './event-log.ts'
import type { HostSongs } from './songs.ts'
import { isCodeFree } from './store.ts'

/** What became of an operation: kept by this event, or by none where nothing had to change; or refused. */
export type Verdict =
  | { readonly seq: number | null }
  | { readonly refused: RefusedCode; readonly detail: string; readonly retryAfterSeconds?: number }

/** An operation, whose it is, and when it came. */
export type Asked = { readonly memberId: string; readonly operation: Operation; readonly nowMs: number }

/** What a judge needs of its room. */
export type Courtroom = {
  readonly db: Database
  readonly log: EventLog
  readonly songs: HostSongs
  readonly allowances: Allowances
  presentIds(): ReadonlySet<string>
  /** Whether the room is still this one: it can be deleted while something is looked up. */
  stands(state: RoomState): boolean
  write(facts: readonly RoomFact[], asked?: Asked, undoes?: number | null): number
}

/** What is said of a room that was deleted. */
export const roomIsGone: Verdict = { refused: 'room-closed', detail: 'This room is over.' }

/** Judges one operation and has its facts written. One that was kept before is answered as it was then. */
export async function judge(room: Courtroom, state: RoomState, asked: Asked): Promise<Verdict> {
  const { memberId, operation, nowMs } = asked
  if (!room.stands(state)) return roomIsGone
  const before = room.log.seqOfOperation(memberId, operation.id)
  if (before !== undefined) return { seq: before }
  // Whoever asks for too much is not even looked up; what is asked again after a lost answer was paid for.
  const tooSoonSeconds = room.allowances.spendOperation(state, asked)
  if (tooSoonSeconds > 0) return slowDown(tooSoonSeconds)
  const found = await lookUp(room, operation.wish, nowMs)
  if (!room.stands(state)) return roomIsGone
  // While that was looked up, the same operation may have come in on another socket.
  const meanwhile = room.log.seqOfOperation(memberId, operation.id)
  if (meanwhile !== undefined) return { seq: meanwhile }
  const decision = decide(state, operation.wish, {
    ...found,
    memberId,
    nowMs,
    nextSeq: state.seq + 1,
    presentIds: room.presentIds(),
    newEntryId: newId('ent', nowMs),
  })
  if ('refused' in decision) return decision
  if (decision.facts.length === 0) return { seq: null }
  const waitSeconds =
    decision.costs === null ? 0 : room.allowances.spend(state, { memberId, kind: decision.costs, nowMs })
  if (waitSeconds > 0) return slowDown(waitSeconds)
  const undoes = operation.wish.kind === 'undo' ? operation.wish.seq : null
  return { seq: room.write(decision.facts, asked, undoes) }
}

/** What the rules ask about that is not in the room itself. */
async function lookUp(
  room: Courtroom,
  wish: Wish,
  nowMs: number,
): Promise<Pick<Parameters<typeof decide>[2], 'song' | 'fallback' | 'past' | 'newCode'>> {
  return {
    song: await songOf(room, wish, nowMs),
    fallback: wish.kind === 'set-fallback' ? await room.songs.findAll(wish.songIds) : null,
    past: wish.kind === 'undo' ? room.log.operationOf(wish.seq) : [],
    newCode: wish.kind === 'rotate-code' ? await freeCode(room.db) : '',
  }
}

async function songOf(room: Courtroom, wish: Wish, nowMs: number) {
  return wish.kind === 'add' ? ((await room.songs.find(wish.songId, nowMs)) ?? 'not-found') : null
}

/** A code that leads nowhere yet. */
async function freeCode(db: Database): Promise<string> {
  let code = newRoomCode()
  while (!(await isCodeFree(db, code))) code = newRoomCode()
  return code
}

/** Nobody waits for longer than a room usually lasts. */
const longestWaitSeconds = 86_400

function slowDown(waitSeconds: number): Verdict {
  if (waitSeconds > longestWaitSeconds)
    return { refused: 'slow-down', detail: 'You have used this up for tonight.' }
  return { refused: 'slow-down', detail: waitSentence(waitSeconds), retryAfterSeconds: waitSeconds }
}

function waitSentence(seconds: number): string {
  const [count, unit] = seconds < 90 ? [Math.ceil(seconds), 'second'] : [Math.ceil(seconds / 60), 'minute']
  const wait = `${count} ${unit}${count === 1 ? '' : 's'}`
  return `That is enough for the moment. You can do this again in ${wait}.`
}
