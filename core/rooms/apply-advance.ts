/** What it does to a room that one song ends and another begins. */
import { withoutTurn } from '../queue/fair.ts'
import { forgetEntry } from '../queue/waiting.ts'
import { positionSecondsAt } from './anchor.ts'
import type { FactOf } from './event.ts'
import { rememberPlace, rememberSong } from './memory.ts'
import type { Playing, RoomState } from './state.ts'

/** Brings a room from one song to the next. */
export function applyAdvance(state: RoomState, fact: FactOf<'advanced'>): void {
  const last = state.playing
  if (last !== null && fact.from?.isTurn === false) takeTurnBack(state, last)
  if (last !== null && fact.cause === 'undone') state.playedAtMs.delete(last.entry.song.songId)
  state.before = beforeOf(last, fact)
  state.skipVotes = []
  state.fallbackNext = fact.fallbackNext
  state.playing = fact.to === null ? null : { ...fact.to, anchor: fact.anchor }
  if (state.playing !== null) begin(state, state.playing)
}

/** What sounds until the next song begins. Where none does, it stops where it is; and what never should have begun does not sound. */
function beforeOf(last: Playing | null, fact: FactOf<'advanced'>): Playing | null {
  if (last === null || fact.cause === 'undone') return null
  // What was to come was struck out before it began.
  if (fact.to !== null && fact.anchor.atMs < last.anchor.atMs) return null
  if (fact.to !== null) return last
  const positionSeconds = positionSecondsAt(last.anchor, fact.anchor.atMs)
  return { ...last, anchor: { isPaused: true, positionSeconds, atMs: fact.anchor.atMs } }
}

function begin(state: RoomState, playing: Playing): void {
  const waited = state.entries.get(playing.entry.id)
  if (waited !== undefined) {
    rememberPlace(state, waited.id)
    forgetEntry(state.waiting, waited)
    state.entries.delete(waited.id)
  }
  rememberSong(state, playing.entry.song.songId, playing.anchor.atMs)
  const member = state.members.get(playing.entry.addedBy ?? '')
  if (member === undefined || playing.rank === null) return
  state.members.set(member.id, { ...member, turns: Math.max(member.turns, playing.rank + 1) })
  state.round = Math.max(state.round, playing.rank)
}

/** A song that was skipped is no turn. */
function takeTurnBack(state: RoomState, { entry, rank }: Playing): void {
  const member = state.members.get(entry.addedBy ?? '')
  if (member === undefined || rank === null) return
  const { turns, round } = withoutTurn(state, { memberId: member.id, rank })
  state.members.set(member.id, { ...member, turns })
  state.round = round
}
