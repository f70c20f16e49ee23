/** People: their names and roles, and who is muted or sent away. */
import { type Asked, accept, type Decision, refuse, type WishOf } from '../decision.ts'
import type { RoomFact } from '../event.ts'
import { reachOf } from '../roles.ts'
import type { Member } from '../state.ts'

/** Everybody names themselves. */
export function decideNameSelf({ wish, member }: Asked<'name-self'>): Decision {
  if (wish.name === member.name) return accept([])
  return accept([{ kind: 'member-named', memberId: member.id, name: wish.name, was: member.name }])
}

/** Guests and co-hosts are made of each other; the host is whoever the room belongs to, and stays. */
export function decideRole(asked: Asked<'give-role'>): Decision {
  const { role } = asked.wish
  if (role === 'host') return refuse('not-allowed', 'A room has the host it belongs to. Make them a co-host.')
  return decideAbout(asked, ({ id, role: was }) =>
    was === role ? [] : [{ kind: 'role-given', memberId: id, role, was }],
  )
}

/** Whoever is muted sees and hears, and takes part no more. */
export function decideMute(asked: Asked<'mute'>): Decision {
  const { isMuted } = asked.wish
  return decideAbout(asked, (member) =>
    member.isMuted === isMuted ? [] : [{ kind: 'muted', memberId: member.id, isMuted }],
  )
}

/** Out of the room; they may come back. What they added stays. */
export function decideKick(asked: Asked<'kick'>): Decision {
  return decideAbout(asked, (member) => standingFacts(member, 'kicked'))
}

/** Out of the room for good, and what they have waiting with them. */
export function decideBan(asked: Asked<'ban'>): Decision {
  const { state } = asked
  return decideAbout(asked, (member) => [
    ...standingFacts(member, 'banned'),
    ...[...state.entries.values()]
      .filter(({ addedBy }) => addedBy === member.id)
      .map((entry): RoomFact => ({ kind: 'removed', entry })),
  ])
}

/** Lets somebody in again. */
export function decideReadmit(asked: Asked<'readmit'>): Decision {
  return decideAbout(asked, (member) => standingFacts(member, 'in'))
}

function standingFacts({ id, standing }: Member, next: Member['standing']): RoomFact[] {
  return standing === next ? [] : [{ kind: 'standing-given', memberId: id, standing: next, was: standing }]
}

type AboutSomebody = 'give-role' | 'mute' | 'kick' | 'ban' | 'readmit'

/** Nobody does it to themselves or to the host, and co-hosts not to each other. */
function decideAbout(
  { state, wish, member }: Pick<Asked, 'state' | 'member'> & { readonly wish: WishOf<AboutSomebody> },
  factsAbout: (other: Member) => RoomFact[],
): Decision {
  const other = state.members.get(wish.memberId)
  if (other === undefined) return refuse('member-not-found', 'There is nobody like that in the room.')
  if (other.id === member.id) return refuse('not-allowed', 'You cannot do that to yourself.')
  if (other.role === 'host') return refuse('not-allowed', 'Nobody can do that to the host.')
  const reach = reachOf(wish.kind, member.role, state.settings.mode)
  if (reach === 'guests' && other.role !== 'guest')
    return refuse('not-allowed', 'Co-hosts can do that to guests alone.')
  return accept(factsAbout(other))
}
