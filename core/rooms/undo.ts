/** What takes an operation back, or why it cannot be. */
import { applyFact } from './apply.ts'
import { type Asked, accept, costsOf, type Decision, refuse } from './decision.ts'
import type { RoomEvent, RoomFact } from './event.ts'
import type { Wish } from './operation.ts'
import { reachOf } from './roles.ts'
import { copyOfState, type Member, type RoomState } from './state.ts'
import { factsBack } from './taking-back.ts'

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
  return takenBack(asked)
}

/** The last is taken back first; each is judged by the room as the others leave it. */
function takenBack({ state, context, member }: Asked<'undo'>): Decision {
  const then = context.past.length > 1 ? copyOfState(state) : state
  const facts: RoomFact[] = []
  for (const event of context.past.toReversed()) {
    const back = factsBack({ state: then, event, nowMs: context.nowMs, member })
    if (typeof back === 'string') return cannot(back)
    facts.push(...back)
    if (then !== state) for (const fact of back) applyFact(then, fact)
  }
  const isAddedAnew = context.past.some((event) => hasPlayedSince(state, event))
  return accept(facts, isAddedAnew ? costsOf(member, 'add') : null)
}

/** Whether a song that was taken out has played since: to bring it back then is to add it once more. */
function hasPlayedSince(state: RoomState, { fact, atMs }: RoomEvent): boolean {
  return fact.kind === 'removed' && (state.playedAtMs.get(fact.entry.song.songId) ?? 0) > atMs
}

function cannot(detail: string): Decision {
  return refuse('cannot-undo', detail)
}

const wishBehind: Partial<Record<RoomFact['kind'], Wish['kind']>> = {
  added: 'remove',
  removed: 'add',
  moved: 'move',
  voted: 'vote',
  advanced: 'skip',
  'skip-voted': 'vote-skip',
  'member-named': 'name-self',
  'role-given': 'give-role',
  muted: 'mute',
  'standing-given': 'ban',
  'settings-changed': 'change-settings',
  'status-changed': 'set-status',
  'room-named': 'name-room',
}

/** Whether a member may still do the like of it, as roles and modes may have changed since. */
function mayDo(state: RoomState, member: Member, fact: RoomFact): boolean {
  const kind = wishBehind[fact.kind]
  if (kind === undefined) return true
  const reach = reachOf(kind, member.role, state.settings.mode)
  if (reach === 'guests' && 'memberId' in fact) return state.members.get(fact.memberId)?.role === 'guest'
  return reach !== 'none'
}
