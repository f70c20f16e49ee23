/** What takes an operation back, or why it cannot be. */
import { type Asked, accept, type Decision, refuse } from './decision.ts'
import type { RoomEvent, RoomFact } from './event.ts'
import type { Wish } from './operation.ts'
import { reachOf } from './roles.ts'
import type { Member, RoomState } from './state.ts'

/**
 * Takes back all that one operation did, where everything it did still stands. Guests take back their own, hosts and co-hosts anybody's
 * whose like they may do themselves.
 */
export function decideUndo(asked: Asked<'undo'>): Decision {
  const { state, context, member } = asked
  const { past } = context
  if (past.length === 0) return cannot('There is nothing like that in the history of this room.')
  if (past.some(({ by }) => by === null)) return cannot('That happened by itself.')
  if (member.role === 'guest' && past.some(({ by }) => by !== member.id)) {
    return refuse('not-allowed', 'Somebody else did that: only they, the host and co-hosts can take it back.')
  }
  if (!past.every(({ fact }) => mayDo(state, member, fact)))
    return refuse('not-allowed', 'You may not take that back.')
  const facts: RoomFact[] = []
  for (const event of past.toReversed()) {
    const back = factsBack(asked, event)
    if (typeof back === 'string') return cannot(back)
    facts.push(...back)
  }
  return accept(facts)
}

function cannot(detail: string): Decision {
  return refuse('cannot-undo', detail)
}

const wishBehind: Partial<Record<RoomFact['kind'], Wish['kind']>> = {
  'role-given': 'give-role',
  muted: 'mute',
  'standing-given': 'ban',
  'settings-changed': 'change-settings',
  'status-changed': 'set-status',
  'room-named': 'name-room',
  moved: 'move',
}

/** Whether a member may still do the like of it, as roles and modes may have changed since. */
function mayDo(state: RoomState, member: Member, fact: RoomFact): boolean {
  const kind = wishBehind[fact.kind]
  if (kind === undefined) return true
  const reach = reachOf(kind, member.role, state.settings.mode)
  if (reach === 'guests' && 'memberId' in fact) return state.members.get(fact.memberId)?.role === 'guest'
  return reach !== 'none'
}

/** The facts that take one event back, or a sentence that says why it cannot be. */
function factsBack({ state }: Asked<'undo'>, { fact }: RoomEvent): RoomFact[] | string {
  switch (fact.kind) {
    case 'added':
      return removalOf(state, fact.entry.id)
    default:
      return 'That cannot be taken back.'
  }
}

function removalOf(state: RoomState, entryId: string): RoomFact[] | string {
  const entry = state.entries.get(entryId)
  return entry === undefined ? 'That song is no longer waiting.' : [{ kind: 'removed', entry }]
}
