/** What an event does to a room. The same code runs in the room and on every phone; nothing here decides, and nothing refuses. */
import type { QueueEntry } from '../queue/entry.ts'
import { forgetEntry, noteEntry, noteOtherVotes } from '../queue/waiting.ts'
import { applyAdvance } from './apply-advance.ts'
import type { FactOf, RoomEvent, RoomFact } from './event.ts'
import { rememberPlace } from './memory.ts'
import { withSettings } from './settings.ts'
import type { Member, RoomState } from './state.ts'

/** Brings a room from before an event to after it. Touches only what the event names. */
export function apply(state: RoomState, event: RoomEvent): void {
  state.seq = event.seq
  applyFact(state, event.fact)
}

/** What a fact does to a room, by itself. */
export function applyFact(state: RoomState, fact: RoomFact): void {
  switch (fact.kind) {
    case 'added':
    case 'removed':
    case 'moved':
    case 'voted':
      applyToQueue(state, fact)
      break
    case 'advanced':
      applyAdvance(state, fact)
      break
    case 'anchored':
      if (state.playing?.entry.id === fact.entryId) state.playing = { ...state.playing, anchor: fact.anchor }
      break
    case 'skip-voted':
      state.skipVotes = withVote(state.skipVotes, fact)
      break
    case 'forgotten':
      for (const memberId of fact.memberIds) state.members.delete(memberId)
      break
    case 'joined':
    case 'member-named':
    case 'role-given':
    case 'muted':
    case 'standing-given':
      applyToMember(state, fact)
      break
    default:
      applyToRoom(state, fact)
  }
}

function applyToQueue(state: RoomState, fact: FactOf<'added' | 'removed' | 'moved' | 'voted'>): void {
  switch (fact.kind) {
    case 'added':
      replaceEntry(state, fact.entry.id, fact.entry)
      state.goneAt.delete(fact.entry.id)
      break
    case 'removed':
      rememberPlace(state, fact.entry.id)
      replaceEntry(state, fact.entry.id, undefined)
      break
    case 'moved': {
      const entry = state.entries.get(fact.entryId)
      if (entry !== undefined) replaceEntry(state, fact.entryId, { ...entry, ...fact.to })
      break
    }
    case 'voted': {
      const entry = state.entries.get(fact.entryId)
      if (entry === undefined) break
      const next = { ...entry, votes: withVote(entry.votes, fact) }
      state.entries.set(entry.id, next)
      noteOtherVotes(state.waiting, entry, next)
    }
  }
}

function replaceEntry(state: RoomState, entryId: string, next: QueueEntry | undefined): void {
  const last = state.entries.get(entryId)
  if (last !== undefined) forgetEntry(state.waiting, last)
  if (next === undefined) {
    state.entries.delete(entryId)
  } else {
    state.entries.set(entryId, next)
    noteEntry(state.waiting, next)
  }
}

function withVote(votes: readonly string[], vote: { memberId: string; isFor: boolean }): string[] {
  const others = votes.filter((id) => id !== vote.memberId)
  return vote.isFor ? [...others, vote.memberId] : others
}

function applyToMember(
  state: RoomState,
  fact: FactOf<'joined' | 'member-named' | 'role-given' | 'muted' | 'standing-given'>,
): void {
  const { kind, memberId } = fact
  const known = state.members.get(memberId)
  if (kind === 'joined') {
    const member = known ?? { id: memberId, isMuted: false, turns: 0 }
    state.members.set(memberId, { ...member, name: fact.name, role: fact.role, standing: 'in' })
  } else if (known !== undefined) {
    state.members.set(memberId, { ...known, ...changeOfMember(fact) })
  }
}

function changeOfMember(
  fact: FactOf<'member-named' | 'role-given' | 'muted' | 'standing-given'>,
): Partial<Member> {
  switch (fact.kind) {
    case 'member-named':
      return { name: fact.name }
    case 'role-given':
      return { role: fact.role }
    case 'muted':
      return { isMuted: fact.isMuted }
    case 'standing-given':
      return { standing: fact.standing }
  }
}

function applyToRoom(
  state: RoomState,
  fact: FactOf<'created' | 'settings-changed' | 'status-changed' | 'code-changed' | 'room-named'>,
): void {
  switch (fact.kind) {
    case 'created':
      state.name = fact.name
      state.code = fact.code
      state.settings = fact.settings
      break
    case 'settings-changed':
      state.settings = withSettings(state.settings, fact.settings)
      break
    case 'status-changed':
      state.status = fact.status
      break
    case 'code-changed':
      state.code = fact.code
      break
    case 'room-named':
      state.name = fact.name
  }
}
