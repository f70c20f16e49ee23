/** Songs into the queue, and out of it again. */
import type { QueueEntry } from '../../queue/entry.ts'
import { keyAtEnd } from '../../queue/position.ts'
import { waitingCount } from '../../queue/waiting.ts'
import { msOfMinutes } from '../../units.ts'
import { begin } from '../advance.ts'
import { type Asked, accept, costsOf, type Decision, refuse } from '../decision.ts'
import { reachOf } from '../roles.ts'
import type { Member, RoomState } from '../state.ts'

/** More cannot wait. */
const mostEntries = 20_000

/** A song goes to the end of the queue; where the queue had run dry, it begins at once. */
export function decideAdd({ state, context, member }: Asked<'add'>): Decision {
  const { song } = context
  if (song === null || song === 'not-found') {
    return refuse('song-not-found', 'That song is not, or no longer, in the library of this room.')
  }
  const refused = refusalOfSong(state, member, song.songId, context.nowMs)
  if (refused !== undefined) return refused
  const entry: QueueEntry = {
    id: context.newEntryId,
    song,
    addedBy: member.id,
    addedSeq: context.nextSeq,
    position: keyAtEnd(state.waiting.byPosition),
    pin: null,
    pinnedBy: null,
    votes: [],
  }
  const hasRunDry = state.playing === null && state.before !== null && state.entries.size === 0
  const started = hasRunDry ? [begin(state, entry, context.nowMs)] : []
  return accept([{ kind: 'added', entry }, ...started], costsOf(member, 'add'))
}

/** A song out of the queue. */
export function decideRemove({ state, wish, member }: Asked<'remove'>): Decision {
  const entry = state.entries.get(wish.entryId)
  if (entry === undefined) return refuse('entry-gone', 'That song is no longer waiting.')
  const refused = refusalOfReach({ state, member, entry, kind: 'remove' })
  return refused ?? accept([{ kind: 'removed', entry }])
}

/** The refusal where somebody reaches for another's song and may only touch their own. */
export function refusalOfReach(reaching: {
  readonly state: RoomState
  readonly member: Member
  readonly entry: QueueEntry
  readonly kind: 'remove' | 'move' | 'boost' | 'skip'
}): Decision | undefined {
  const { state, member, entry, kind } = reaching
  const reach = reachOf(kind, member.role, state.settings.mode)
  if (reach === 'all' || (reach === 'own' && entry.addedBy === member.id)) return undefined
  return refuse('not-allowed', 'Somebody else added that song: only they, the host and co-hosts may do that.')
}

/** The refusal where no more songs of somebody, or not this one, may wait. */
export function refusalOfSong(
  state: RoomState,
  member: Member,
  songId: string,
  nowMs: number,
): Decision | undefined {
  if (state.entries.size >= mostEntries) {
    return refuse('queue-full', `The queue is full: ${mostEntries} songs wait.`)
  }
  const most = state.settings.mostWaitingPerGuest
  if (member.role === 'guest' && most !== null && waitingCount(state.waiting, member.id) >= most) {
    const songs = most === 1 ? 'one song' : `${most} songs`
    return refuse('too-many-waiting', `Only ${songs} of each guest may wait: add more once one has played.`)
  }
  return refusalOfDuplicate(state, songId, nowMs)
}

function refusalOfDuplicate(state: RoomState, songId: string, nowMs: number): Decision | undefined {
  const minutes = state.settings.duplicateWindowMinutes
  if (minutes === 0) return undefined
  if (state.waiting.songs.has(songId)) return refuse('duplicate-song', 'That song is waiting already.')
  if (state.playing?.entry.song.songId === songId) return refuse('duplicate-song', 'That song is playing.')
  const playedAtMs = state.playedAtMs.get(songId)
  if (playedAtMs === undefined || nowMs - playedAtMs >= msOfMinutes(minutes)) return undefined
  return refuse('duplicate-song', `That song was played within the last ${minutes} minutes.`)
}
