/** Decides where one picture melts into the next: only where a new part of the song opens. */
import type { Cut } from './cuts.ts'
import { meanEnergy, type SongRange, songSecondsAt } from './song-range.ts'
import type { Style, TimelineClip, Transition, TransitionKind } from './timeline.ts'

/** How many frames a transition usually lasts. */
export const usualFrames = {
  crossfade: 16,
  flash: 8,
  dip: 20,
  wipe: 12,
  push: 12,
  zoom: 10,
} as const satisfies Record<TransitionKind, number>

/**
 * The transitions of a video. Each sits with its middle on the opening of a section; neither neighbour gives up more
 * than a third of its length, so two never meet. Hard cuts are the rule: where there is no room there is none.
 */
export function planTransitions(
  cuts: readonly Cut[],
  clips: readonly TimelineClip[],
  range: SongRange,
  style: Style,
): readonly Transition[] {
  const openings = new Map(
    cuts.filter((cut) => cut.opensSection || cut.isDrop).map((cut) => [cut.frame, cut]),
  )
  return clips.flatMap((clip, i) => {
    const next = clips[i + 1]
    const cut = next === undefined ? undefined : openings.get(next.startFrame)
    if (next === undefined || cut === undefined) return []
    const kind = kindOf(cut, range, style)
    const room = Math.floor(Math.min(clip.lengthFrames, next.lengthFrames) / 3)
    const half = Math.min(usualFrames[kind] / 2, room)
    if (half < 2) return []
    return [{ afterClip: i, startFrame: next.startFrame - half, lengthFrames: half * 2, kind }]
  })
}

function kindOf(cut: Cut, range: SongRange, style: Style): TransitionKind {
  const at = songSecondsAt(range, cut.frame)
  const before = meanEnergy(range.analysis, at - 4, at)
  const after = meanEnergy(range.analysis, at, at + 4)
  if (style !== 'calm' && (cut.isDrop || after - before > 0.25)) return 'flash'
  return before - after > 0.35 ? 'dip' : 'crossfade'
}
