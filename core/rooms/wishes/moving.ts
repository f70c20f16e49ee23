/** Songs to another place of the queue. */

import { standpointOf } from '../../queue/entry.ts'
import {
  arrangedPlaces,
  type Placing,
  placeAheadOfRule,
  placeAmongAll,
  placeAmongOwn,
  type Target,
} from '../../queue/placing.ts'
import { keyAtEnd } from '../../queue/position.ts'
import { type Asked, accept, costsOf, type Decision, refuse } from '../decision.ts'
import type { RoomFact } from '../event.ts'
import { reachOf } from '../roles.ts'
import type { Member, RoomState } from '../state.ts'
import { refusalOfReach } from './queueing.ts'

const gone = refuse('entry-gone', 'That song is no longer waiting.')

/** Behind another, as the mover sees the queue; where that one is gone, to where it stood. */
export function decideMove({ state, wish, member }: Asked<'move'>): Decision {
  const entry = state.entries.get(wish.entryId)
  if (entry === undefined) return gone
  const refused = refusalOfReach({ state, member, entry, kind: 'move' })
  if (refused !== undefined) return refused
  if (wish.afterId === entry.id) return accept([])
  const target = targetOf(state, wish.afterId)
  if (target === undefined) return refuse('entry-gone', 'The song to move behind is long gone.')
  const { mode } = state.settings
  const moved = movedBy(member)
  const isOwnMove = reachOf('move', member.role, mode) === 'own'
  const isByRule = mode === 'fair' || mode === 'votes'
  if (isOwnMove) return accept(placeAmongOwn(state, entry, target).map(moved))
  if (!isByRule) return accept(placeAmongAll(state, entry, target).map(moved))
  const placings = placeAheadOfRule(state, entry, target)
  if (placings !== undefined) return accept(placings.map(moved))
  return refuse(
    'not-allowed',
    `The first ${arrangedPlaces} places can be arranged by hand; the room's rule orders the rest.`,
  )
}

/** Ahead of the rule, behind what is there already. */
export function decideBoost({ state, wish, member }: Asked<'boost'>): Decision {
  const entry = state.entries.get(wish.entryId)
  if (entry === undefined) return gone
  const refused = refusalOfReach({ state, member, entry, kind: 'boost' })
  if (refused !== undefined) return refused
  if (entry.pin !== null) return accept([])
  const to = { position: entry.position, pin: keyAtEnd(state.waiting.pinned) }
  return accept([movedBy(member)({ entry, to })], costsOf(member, 'boost'))
}

function movedBy(member: Member) {
  return ({ entry, to }: Placing): RoomFact => ({
    kind: 'moved',
    entryId: entry.id,
    to: { ...to, pinnedBy: to.pin === null ? null : member.id },
    was: standpointOf(entry),
  })
}

function targetOf(state: RoomState, afterId: string | null): Target | undefined {
  if (afterId === null || afterId === state.playing?.entry.id || afterId === state.before?.entry.id) {
    return { kind: 'front' }
  }
  const entry = state.entries.get(afterId)
  if (entry !== undefined) return { kind: 'waits', entry }
  const at = state.goneAt.get(afterId)
  return at && { kind: 'gone', at }
}
