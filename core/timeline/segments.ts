/** Cuts a timeline into segments: the pieces that are encoded, stored and proved one by one. */
import type { Shot, Timeline, TimelineClip, Transition } from './timeline.ts'

/** One clip as a segment sees it. `offsetFrames` may be negative, or past the end, while a transition lasts. */
export type ShotPart = {
  readonly clipIndex: number
  readonly shot: Shot
  /** The clip's frame that the segment's first frame shows. */
  readonly offsetFrames: number
  readonly clipLengthFrames: number
}

/** What one segment shows. */
export type SegmentContent =
  | { readonly kind: 'shot'; readonly part: ShotPart }
  | {
      readonly kind: 'transition'
      readonly transition: Transition['kind']
      readonly from: ShotPart
      readonly to: ShotPart
    }

/** A stretch of the video. Segments touch and cover it from frame 0 to its end. */
export type Segment = {
  readonly startFrame: number
  readonly lengthFrames: number
  readonly content: SegmentContent
}

/** A longer shot is split, so that segments encode side by side and no piece is lost whole. */
const longestSegmentFrames = 150

/**
 * The segments of a timeline, in order. A transition is a segment of its own, so that its neighbours keep their
 * hashes; a long shot is split at fixed distances from where its plain part begins.
 */
export function segmentsOf(timeline: Timeline): readonly Segment[] {
  const transitionAfter = new Map(
    timeline.transitions.map((transition) => [transition.afterClip, transition]),
  )
  const segments: Segment[] = []
  for (const [clipIndex, clip] of timeline.clips.entries()) {
    const incoming = transitionAfter.get(clipIndex - 1)
    const outgoing = transitionAfter.get(clipIndex)
    const start = incoming === undefined ? clip.startFrame : incoming.startFrame + incoming.lengthFrames
    const end = outgoing === undefined ? clip.startFrame + clip.lengthFrames : outgoing.startFrame
    segments.push(...plainSegments(clip, clipIndex, start, end))
    const next = timeline.clips[clipIndex + 1]
    if (outgoing !== undefined && next !== undefined) {
      segments.push(
        transitionSegment(outgoing, partAt(clip, clipIndex, outgoing), partAt(next, clipIndex + 1, outgoing)),
      )
    }
  }
  return segments
}

function plainSegments(
  clip: TimelineClip,
  clipIndex: number,
  start: number,
  end: number,
): readonly Segment[] {
  const pieces: Segment[] = []
  for (let startFrame = start; startFrame < end; startFrame += longestSegmentFrames) {
    const part = {
      clipIndex,
      shot: clip.shot,
      offsetFrames: startFrame - clip.startFrame,
      clipLengthFrames: clip.lengthFrames,
    }
    pieces.push({
      startFrame,
      lengthFrames: Math.min(longestSegmentFrames, end - startFrame),
      content: { kind: 'shot', part },
    })
  }
  return pieces
}

function partAt(clip: TimelineClip, clipIndex: number, transition: Transition): ShotPart {
  return {
    clipIndex,
    shot: clip.shot,
    offsetFrames: transition.startFrame - clip.startFrame,
    clipLengthFrames: clip.lengthFrames,
  }
}

function transitionSegment(transition: Transition, from: ShotPart, to: ShotPart): Segment {
  return {
    startFrame: transition.startFrame,
    lengthFrames: transition.lengthFrames,
    content: { kind: 'transition', transition: transition.kind, from, to },
  }
}
