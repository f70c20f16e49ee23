/** A timeline taken apart into pieces that carry what belongs to them, so that an edit only says what becomes of pieces. */
import type { Timeline, TimelineClip, TransitionKind } from '../timeline.ts'

/** A transition as its clip carries it: so many frames before the clip's end, and so many after it. */
export type Outgoing = {
  readonly kind: TransitionKind
  readonly beforeFrames: number
  readonly afterFrames: number
}

/** One clip without its place, which follows from the pieces before it, and with the transition over its end. */
export type Piece = Omit<TimelineClip, 'startFrame'> & { readonly outgoing?: Outgoing | undefined }

/** The pieces of a timeline, in order. */
export function takeApart({ clips, transitions }: Timeline): readonly Piece[] {
  const after = new Map(transitions.map((transition) => [transition.afterClip, transition]))
  return clips.map(({ startFrame, ...clip }, i) => {
    const transition = after.get(i)
    if (transition === undefined) return clip
    const cutFrame = startFrame + clip.lengthFrames
    const beforeFrames = cutFrame - transition.startFrame
    const afterFrames = transition.lengthFrames - beforeFrames
    return { ...clip, outgoing: { kind: transition.kind, beforeFrames, afterFrames } }
  })
}

/**
 * The timeline of pieces in order. Clips that did not change are the same objects as before. A transition keeps to its
 * cut; where its clips became too short for it, it becomes shorter, and goes where there is no room left.
 */
export function putTogether(timeline: Timeline, pieces: readonly Piece[]): Timeline {
  const known = new Map(timeline.clips.map((clip) => [clip.startFrame, clip]))
  let startFrame = 0
  const clips = pieces.map(({ outgoing: _, ...piece }) => {
    const clip = { startFrame, ...piece }
    startFrame += piece.lengthFrames
    const before = known.get(clip.startFrame)
    return before !== undefined && isSame(before, clip) ? before : clip
  })
  const transitions = pieces.flatMap(({ outgoing }, i) => {
    const [clip, next] = [clips[i], clips[i + 1]]
    if (outgoing === undefined || clip === undefined || next === undefined) return []
    const beforeFrames = Math.min(outgoing.beforeFrames, Math.floor(clip.lengthFrames / 2))
    const afterFrames = Math.min(outgoing.afterFrames, Math.floor(next.lengthFrames / 2))
    const lengthFrames = beforeFrames + afterFrames
    if (lengthFrames < 2) return []
    return [{ afterClip: i, startFrame: next.startFrame - beforeFrames, lengthFrames, kind: outgoing.kind }]
  })
  return { ...timeline, clips, transitions }
}

function isSame(a: TimelineClip, b: TimelineClip): boolean {
  return (
    a.lengthFrames === b.lengthFrames &&
    a.shot === b.shot &&
    a.because === b.because &&
    a.effects === b.effects
  )
}

/** The index of the clip that is seen at a frame; the last one for a frame past the end. */
export function clipIndexAt({ clips }: Pick<Timeline, 'clips'>, frame: number): number {
  let low = 0
  let high = clips.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((clips[middle]?.startFrame ?? 0) <= frame) low = middle
    else high = middle - 1
  }
  return low
}
