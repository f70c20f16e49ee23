/** Songs that make way before they are over. */
import { advance, isEnding } from '../advance.ts'
import { positionSecondsAt, pressedLeadMs } from '../anchor.ts'
import { type Asked, accept, costsOf, type Decision, refuse } from '../decision.ts'
import type { Playing, RoomState } from '../state.ts'
import { refusalOfReach } from './queueing.ts'

const over = refuse('already-over', 'That song plays no longer.')

/** Whoever hears this much of their own song has had their turn, the measure by which plays are counted elsewhere (Last.fm). */
const turnSeconds = 240
const turnShare = 0.5

/** The song that is named makes way for the next. */
export function decideSkip({ state, wish, context, member }: Asked<'skip'>): Decision {
  const playing = soundingOf(state, wish.entryId, context.nowMs)
  if (playing === undefined) return over
  const refused = refusalOfReach({ state, member, entry: playing.entry, kind: 'skip' })
  if (refused !== undefined) return refused
  const isTurn = playing.entry.addedBy === member.id && isHeard(playing, context.nowMs)
  if (playing === state.playing) {
    const advanced = advance(state, { ...context, cause: 'skipped', isTurn })
    return accept(advanced === undefined ? [] : [advanced], costsOf(member, 'skip'))
  }
  // In its last seconds the next song is settled already: it only begins sooner.
  const next = state.playing
  const atMs = context.nowMs + pressedLeadMs
  if (next === null || next.anchor.atMs <= atMs) return over
  const anchor = { isPaused: false, positionSeconds: 0, atMs }
  return accept([{ kind: 'anchored', entryId: next.entry.id, anchor }], costsOf(member, 'skip'))
}

/** A vote to skip; enough of those present, and the song makes way. */
export function decideVoteSkip({ state, wish, context, member }: Asked<'vote-skip'>): Decision {
  const { playing } = state
  if (playing?.entry.id !== wish.entryId) return over
  if (state.skipVotes.includes(member.id) === wish.isFor) return accept([])
  const vote = { kind: 'skip-voted', entryId: wish.entryId, memberId: member.id, isFor: wish.isFor } as const
  if (!wish.isFor) return accept([vote])
  const costs = costsOf(member, 'skip')
  const present = new Set([...context.presentIds, member.id])
  const voted = { ...state, skipVotes: [...state.skipVotes, member.id] }
  if (!isVotedOut(voted, present)) return accept([vote], costs)
  const advanced = advance(state, { ...context, cause: 'voted-out' })
  return accept(advanced === undefined ? [vote] : [vote, advanced], costs)
}

/** Whether enough of those present have voted to skip what plays; whoever has left is not counted, on either side. */
export function isVotedOut(state: RoomState, presentIds: ReadonlySet<string>): boolean {
  const votes = new Set(state.skipVotes.filter((id) => presentIds.has(id)))
  return votes.size > 0 && votes.size >= skipVotesNeeded(state, presentIds.size)
}

/** How many of so many present must vote for a song to be skipped. */
export function skipVotesNeeded(state: RoomState, presentCount: number): number {
  return Math.max(1, Math.ceil(state.settings.skipQuorum * presentCount - 1e-9))
}

/**
 * A player that cannot play the song. A host's word is enough; a guest's counts like their vote to skip, where their phone is to play
 * at all, since one bad phone must not end the song for everybody.
 */
export function decideUnplayable(asked: Asked<'report-unplayable'>): Decision {
  const { state, wish, context, member } = asked
  if (state.playing?.entry.id !== wish.entryId) return over
  if (member.role !== 'guest') {
    const advanced = advance(state, { ...context, cause: 'unplayable' })
    return accept(advanced === undefined ? [] : [advanced])
  }
  if (state.settings.playOn === 'host') {
    return refuse('not-allowed', "The host's device plays here: it knows by itself what it cannot play.")
  }
  const decision = decideVoteSkip({
    ...asked,
    wish: { kind: 'vote-skip', entryId: wish.entryId, isFor: true },
  })
  return 'facts' in decision ? accept(decision.facts) : decision
}

/** What sounds now, if it is this entry: also the one that is ending while the next is settled. */
function soundingOf(state: RoomState, entryId: string, nowMs: number): Playing | undefined {
  if (state.playing?.entry.id === entryId) return state.playing
  return isEnding(state, nowMs) && state.before.entry.id === entryId ? state.before : undefined
}

function isHeard({ anchor, entry }: Playing, nowMs: number): boolean {
  return positionSecondsAt(anchor, nowMs) >= Math.min(turnSeconds, entry.song.durationSeconds * turnShare)
}
