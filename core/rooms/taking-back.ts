/** What takes one event back, where what it did still stands; else a sentence that says why it cannot be. */
import type { QueueEntry } from '../queue/entry.ts'
import { freePlace, returned } from '../queue/returning.ts'
import { withdrawal } from './advance.ts'
import { positionSecondsAt, pressedLeadMs } from './anchor.ts'
import type { FactOf, RoomEvent, RoomFact } from './event.ts'
import type { Member, RoomState } from './state.ts'
import { refusalOfSong } from './wishes/queueing.ts'

/** What is to be taken back, when, and by whom. */
export type TakingBack = {
  readonly state: RoomState
  readonly event: RoomEvent
  readonly nowMs: number
  readonly member: Member
}

const changedSince = 'It was changed again since.'

/** The facts that take one event back, or why it cannot be. */
export function factsBack(taking: TakingBack): RoomFact[] | string {
  const { state, event } = taking
  const { fact } = event
  switch (fact.kind) {
    case 'added':
      return removal(state, fact.entry)
    case 'removed':
      return returning(taking, fact.entry)
    case 'moved':
      return movedBack(state, fact)
    case 'voted':
    case 'skip-voted':
      return voteBack(state, fact)
    case 'advanced':
      return advanceBack(taking, fact)
    case 'settings-changed':
      return settingsBack(state, fact)
    case 'status-changed':
      return state.status === fact.status ? [{ ...fact, status: fact.was, was: fact.status }] : changedSince
    case 'room-named':
      return state.name === fact.name ? [{ ...fact, name: fact.was, was: fact.name }] : changedSince
    case 'member-named':
    case 'role-given':
    case 'muted':
    case 'standing-given':
      return memberBack(state.members.get(fact.memberId), fact)
    case 'code-changed':
      return 'A code that was given up does not come back. Make another.'
    default:
      return 'That cannot be taken back.'
  }
}

function removal(state: RoomState, { id }: QueueEntry): RoomFact[] | string {
  const entry = state.entries.get(id)
  return entry === undefined ? 'That song is no longer waiting.' : [{ kind: 'removed', entry }]
}

function returning({ state, member, nowMs }: TakingBack, entry: QueueEntry): RoomFact[] | string {
  if (state.entries.has(entry.id)) return 'That song waits again already.'
  if (entry.addedBy !== null && !state.members.has(entry.addedBy)) return 'Whoever added it is long gone.'
  // It came back before, and has begun: two of the same id could not be told apart.
  if ([state.playing, state.before].some((playing) => playing?.entry.id === entry.id))
    return 'That song plays already.'
  const refused = member.role === 'guest' ? refusalOfSong(state, member, entry.song.songId, nowMs) : undefined
  if (refused !== undefined && 'detail' in refused) return refused.detail
  return [{ kind: 'added', entry: returned(state.waiting, entry) }]
}

function movedBack(state: RoomState, { entryId, to, was }: FactOf<'moved'>): RoomFact[] | string {
  const entry = state.entries.get(entryId)
  if (entry === undefined) return 'That song is no longer waiting.'
  if (entry.position !== to.position || entry.pin !== to.pin) return 'It was moved again since.'
  const free = freePlace(state.waiting, was)
  const back = {
    pinnedBy: was.pinnedBy,
    position: was.position === entry.position ? was.position : free.position,
    pin: was.pin === entry.pin ? was.pin : free.pin,
  }
  return [{ kind: 'moved', entryId, to: back, was: to }]
}

function voteBack(state: RoomState, fact: FactOf<'voted' | 'skip-voted'>): RoomFact[] | string {
  if (!state.members.has(fact.memberId)) return 'Whoever voted is long gone.'
  const votes =
    fact.kind === 'voted'
      ? state.entries.get(fact.entryId)?.votes
      : state.playing?.entry.id === fact.entryId
        ? state.skipVotes
        : undefined
  if (votes === undefined) return 'That vote is over.'
  // Votes to skip went with the skip that was just taken back.
  if (votes.includes(fact.memberId) !== fact.isFor) return fact.kind === 'voted' ? changedSince : []
  return [{ ...fact, isFor: !fact.isFor }]
}

function memberBack(
  member: Member | undefined,
  fact: FactOf<'member-named' | 'role-given' | 'muted' | 'standing-given'>,
): RoomFact[] | string {
  switch (fact.kind) {
    case 'member-named':
      return member?.name === fact.name ? [{ ...fact, name: fact.was, was: fact.name }] : changedSince
    case 'role-given':
      return member?.role === fact.role ? [{ ...fact, role: fact.was, was: fact.role }] : changedSince
    case 'muted':
      return member?.isMuted === fact.isMuted ? [{ ...fact, isMuted: !fact.isMuted }] : changedSince
    case 'standing-given':
      return member?.standing === fact.standing
        ? [{ ...fact, standing: fact.was, was: fact.standing }]
        : changedSince
  }
}

function settingsBack(state: RoomState, { settings, was }: FactOf<'settings-changed'>): RoomFact[] | string {
  const now: Record<string, unknown> = state.settings
  const stands = Object.entries(settings).every(
    ([key, value]) => JSON.stringify(value) === JSON.stringify(now[key]),
  )
  return stands ? [{ kind: 'settings-changed', settings: was, was: settings }] : changedSince
}

/** Only the last change of songs can be taken back: the song goes on where it was. */
function advanceBack({ state, event, nowMs }: TakingBack, fact: FactOf<'advanced'>): RoomFact[] | string {
  const { playing, before } = state
  const isLast = playing?.entry.id === fact.to?.entry.id && before?.entry.id === fact.from?.entryId
  if (!isLast || fact.cause === 'undone') return 'Other songs have played since.'
  if (playing !== null && before !== null) {
    const positionSeconds = positionSecondsAt(before.anchor, event.atMs)
    return withdrawal({ ...state, playing, before }, goingOn(positionSeconds, nowMs))
  }
  const { fallbackNext } = state
  const common = { kind: 'advanced', cause: 'undone', fallbackNext } as const
  if (before !== null) {
    const to = { entry: before.entry, rank: before.rank }
    return [{ ...common, from: null, to, anchor: goingOn(before.anchor.positionSeconds, nowMs) }]
  }
  if (playing === null) return 'Nothing plays.'
  const from = { entryId: playing.entry.id, isTurn: false }
  const anchor = { isPaused: true, positionSeconds: 0, atMs: nowMs }
  const stopped: RoomFact = { ...common, from, to: null, anchor }
  return playing.entry.addedBy === null
    ? [stopped]
    : [stopped, { kind: 'added', entry: returned(state.waiting, playing.entry) }]
}

function goingOn(positionSeconds: number, nowMs: number) {
  return { isPaused: false, positionSeconds, atMs: nowMs + pressedLeadMs }
}
