/** Play, pause and seek. */
import { advance, isEnding, withdrawal } from '../advance.ts'
import { positionSecondsAt, pressedLeadMs } from '../anchor.ts'
import { type Asked, accept, type Decision, refuse } from '../decision.ts'
import type { Anchor } from '../event.ts'
import type { Playing } from '../state.ts'

const nothingPlays = refuse('nothing-to-play', 'Nothing plays. Add a song first.')

/** Goes on after a pause; begins the next song where none plays. */
export function decidePlay({ state, context }: Asked<'play'>): Decision {
  const { playing } = state
  if (playing === null) {
    const started = advance(state, { ...context, cause: 'started' })
    return started === undefined ? nothingPlays : accept([started])
  }
  if (!playing.anchor.isPaused) return accept([])
  return accept([anchored(playing, { isPaused: false, atMs: context.nowMs + pressedLeadMs })])
}

/** Stops where the song is. In the last seconds of a song, what was to come next waits again. */
export function decidePause({ state, context }: Asked<'pause'>): Decision {
  const { nowMs } = context
  if (isEnding(state, nowMs)) {
    const positionSeconds = positionSecondsAt(state.before.anchor, nowMs)
    return accept(withdrawal(state, { isPaused: true, positionSeconds, atMs: nowMs }))
  }
  const { playing } = state
  if (playing === null) return nothingPlays
  if (playing.anchor.isPaused) return accept([])
  const positionSeconds = positionSecondsAt(playing.anchor, nowMs)
  return accept([anchored(playing, { isPaused: true, positionSeconds, atMs: nowMs })])
}

/** To another place of the song, at most to its end. */
export function decideSeek({ state, wish, context }: Asked<'seek'>): Decision {
  const { playing } = state
  const atMs = context.nowMs + pressedLeadMs
  if (isEnding(state, context.nowMs) && state.before.entry.id === wish.entryId) {
    const positionSeconds = Math.min(wish.positionSeconds, state.before.entry.song.durationSeconds)
    return accept(withdrawal(state, { isPaused: false, positionSeconds, atMs }))
  }
  if (playing === null) return nothingPlays
  if (playing.entry.id !== wish.entryId) return refuse('already-over', 'That song plays no longer.')
  const positionSeconds = Math.min(wish.positionSeconds, playing.entry.song.durationSeconds)
  return accept([anchored(playing, { positionSeconds, atMs })])
}

function anchored(playing: Playing, change: Partial<Anchor>) {
  return { kind: 'anchored', entryId: playing.entry.id, anchor: { ...playing.anchor, ...change } } as const
}
