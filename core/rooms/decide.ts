/** What a room answers to a wish. Pure: the room decides by it, and every phone guesses by it what the room will say. */
import { type Asked, accept, type DecideContext, type Decision, refuse } from './decision.ts'
import type { Wish } from './operation.ts'
import { reachOf } from './roles.ts'
import type { Member, RoomState } from './state.ts'
import { decideUndo } from './undo.ts'
import { decideBoost, decideMove } from './wishes/moving.ts'
import {
  decideBan,
  decideKick,
  decideMute,
  decideNameSelf,
  decideReadmit,
  decideRole,
} from './wishes/people.ts'
import { decidePause, decidePlay, decideSeek } from './wishes/playing.ts'
import { decideAdd, decideRemove } from './wishes/queueing.ts'
import { decideFallback, decideNameRoom, decideSettings, decideStatus } from './wishes/room.ts'
import { decideSkip, decideUnplayable, decideVoteSkip } from './wishes/skipping.ts'
import { decideVote } from './wishes/voting.ts'

/** The facts that grant a wish, or a refusal. Never changes the state, never throws. */
export function decide(state: RoomState, wish: Wish, context: DecideContext): Decision {
  const member = state.members.get(context.memberId)
  const refused = refusalOf(state, wish, member)
  if (refused !== undefined) return refused
  return member === undefined ? notIn : decideKind({ state, context, member }, wish)
}

const notIn = refuse('not-allowed', 'Join the room first: a screen only shows it.')

/** What is refused whatever the wish says in detail. */
function refusalOf(state: RoomState, wish: Wish, member: Member | undefined): Decision | undefined {
  if (member === undefined) return notIn
  if (member.standing !== 'in') return refuse('sent-away', 'You were sent out of this room.')
  if (state.status === 'closed') return refuse('room-closed', 'This room is over.')
  if (member.isMuted && member.role === 'guest' && wish.kind !== 'remove') {
    return refuse('muted', 'You were muted by the host: you can take your songs out, and nothing else.')
  }
  if (reachOf(wish.kind, member.role, state.settings.mode) === 'none') {
    return refuse('not-allowed', notAllowedText(state, wish, member))
  }
  return undefined
}

function notAllowedText(state: RoomState, wish: Wish, member: Member): string {
  if (wish.kind === 'vote') return 'Votes do not count in this room: its queue goes by another rule.'
  if (state.settings.mode === 'host-only') return 'The host alone decides what plays here.'
  return member.role === 'guest' ? 'Only the host and co-hosts may do that.' : 'Only the host may do that.'
}

function decideKind(asked: Omit<Asked, 'wish'>, wish: Wish): Decision {
  switch (wish.kind) {
    case 'add':
      return decideAdd({ ...asked, wish })
    case 'remove':
      return decideRemove({ ...asked, wish })
    case 'move':
      return decideMove({ ...asked, wish })
    case 'boost':
      return decideBoost({ ...asked, wish })
    case 'vote':
      return decideVote({ ...asked, wish })
    case 'undo':
      return decideUndo({ ...asked, wish })
    case 'play':
    case 'pause':
    case 'seek':
    case 'skip':
    case 'vote-skip':
    case 'report-unplayable':
      return decidePlayback(asked, wish)
    case 'change-settings':
    case 'set-fallback':
    case 'set-status':
    case 'rotate-code':
    case 'name-room':
      return decideRoom(asked, wish)
    default:
      return decidePeople(asked, wish)
  }
}

type PlaybackWish = Extract<
  Wish,
  { kind: 'play' | 'pause' | 'seek' | 'skip' | 'vote-skip' | 'report-unplayable' }
>

function decidePlayback(asked: Omit<Asked, 'wish'>, wish: PlaybackWish): Decision {
  switch (wish.kind) {
    case 'play':
      return decidePlay({ ...asked, wish })
    case 'pause':
      return decidePause({ ...asked, wish })
    case 'seek':
      return decideSeek({ ...asked, wish })
    case 'skip':
      return decideSkip({ ...asked, wish })
    case 'vote-skip':
      return decideVoteSkip({ ...asked, wish })
    case 'report-unplayable':
      return decideUnplayable({ ...asked, wish })
  }
}

type RoomWish = Extract<
  Wish,
  { kind: 'change-settings' | 'set-fallback' | 'set-status' | 'rotate-code' | 'name-room' }
>

function decideRoom(asked: Omit<Asked, 'wish'>, wish: RoomWish): Decision {
  switch (wish.kind) {
    case 'change-settings':
      return decideSettings({ ...asked, wish })
    case 'set-fallback':
      return decideFallback({ ...asked, wish })
    case 'set-status':
      return decideStatus({ ...asked, wish })
    case 'rotate-code':
      return accept([{ kind: 'code-changed', code: asked.context.newCode }])
    case 'name-room':
      return decideNameRoom({ ...asked, wish })
  }
}

type PeopleWish = Extract<Wish, { kind: 'name-self' | 'give-role' | 'mute' | 'kick' | 'ban' | 'readmit' }>

function decidePeople(asked: Omit<Asked, 'wish'>, wish: PeopleWish): Decision {
  switch (wish.kind) {
    case 'name-self':
      return decideNameSelf({ ...asked, wish })
    case 'give-role':
      return decideRole({ ...asked, wish })
    case 'mute':
      return decideMute({ ...asked, wish })
    case 'kick':
      return decideKick({ ...asked, wish })
    case 'ban':
      return decideBan({ ...asked, wish })
    case 'readmit':
      return decideReadmit({ ...asked, wish })
  }
}
