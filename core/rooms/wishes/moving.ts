/** Songs to another place of the queue. */
import { type QueueEntry, standpointOf } from '../../queue/entry.ts'
import {
  arrangedPlaces,
  type Placing,
  placeAheadOfRule,
  placeAmongAll,
  placeAmongOwn,
  type Target,
} from '../../queue/placing.ts'
import { keyAtEnd } from '../../queue/position.ts'
import { withShortKeys } from '../../queue/spacing.ts'
import { type Asked, accept, costsOf, type Decision, refuse } from '../decision.ts'
import type { RoomFact } from '../event.ts'
import { type Reach, reachOf } from '../roles.ts'
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
  const placings = placingsOf(state, entry, target, reachOf('move', member.role, state.settings.mode))
  if (placings !== undefined) {
    return accept(placings.flatMap((placing) => withShortKeys(state, placing)).map(movedBy(member, entry)))
  }
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
  return accept([movedBy(member, entry)({ entry, to })], costsOf(member, 'boost'))
}

function placingsOf(
  state: RoomState,
  entry: QueueEntry,
  target: Target,
  reach: Reach,
): Placing[] | undefined {
  const { mode } = state.settings
  if (reach === 'own') return placeAmongOwn(state, entry, target)
  return mode === 'fair' || mode === 'votes'
    ? placeAheadOfRule(state, entry, target)
    : placeAmongAll(state, entry, target)
}

/** Others that are held where they are, or only get another key, keep whoever placed them. */
function movedBy(member: Member, meant: QueueEntry) {
  return ({ entry, to }: Placing): RoomFact => {
    const placedBy = entry.id === meant.id ? member.id : (entry.pinnedBy ?? member.id)
    const pinnedBy = to.pin === null ? null : placedBy
    return { kind: 'moved', entryId: entry.id, to: { ...to, pinnedBy }, was: standpointOf(entry) }
  }
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
