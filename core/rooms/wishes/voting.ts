/** Votes for songs that wait. */
import { mostVotes } from '../../queue/entry.ts'
import { type Asked, accept, type Decision, refuse } from '../decision.ts'

/** One vote a person and song, which can be taken back; the same once more changes nothing. */
export function decideVote({ state, wish, member }: Asked<'vote'>): Decision {
  const entry = state.entries.get(wish.entryId)
  if (entry === undefined) return refuse('entry-gone', 'That song is no longer waiting.')
  if (entry.votes.includes(member.id) === wish.isFor) return accept([])
  if (wish.isFor && entry.votes.length >= mostVotes) {
    return refuse('not-allowed', `A song has at most ${mostVotes} votes, and this one has them.`)
  }
  return accept([{ kind: 'voted', entryId: entry.id, memberId: member.id, isFor: wish.isFor }])
}
