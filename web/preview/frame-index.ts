/** Finds what is seen at any frame of a timeline, and what is seen soon after it. */
import { mixAt } from '#core/timeline/geometry.ts'
import type { Music } from '#core/timeline/music.ts'
import { type Segment, type ShotPart, segmentsOf } from '#core/timeline/segments.ts'
import type { Timeline } from '#core/timeline/timeline.ts'

/** A moment of a timeline: a segment, and the frame counted from the segment's beginning. */
export type Moment = { readonly segment: Segment; readonly frame: number; readonly frameRate: number }

/** See `indexFrames`. */
export type FrameIndex = {
  readonly timeline: Timeline
  /** The moment of a frame, which is held inside the video. */
  momentAt(frame: number): Moment
  /** The segments that begin after a frame, in order, as far as `withinFrames` reaches. */
  comingAfter(frame: number, withinFrames: number): readonly Segment[]
  /** The segments around a frame, nearest first: the one it is in, the one after it, the one before it, and so on. */
  around(frame: number): IterableIterator<Segment>
}

/** Indexes a timeline. Costs a few milliseconds for hundreds of clips. */
export function indexFrames(timeline: Timeline, music: Music): FrameIndex {
  const segments = segmentsOf(timeline, music)
  const { frameRate, lengthFrames } = timeline
  /** The last segment that begins at or before a frame. */
  const placeOf = (frame: number) => {
    let [low, high] = [0, segments.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((segments[middle]?.startFrame ?? 0) <= frame) low = middle
      else high = middle - 1
    }
    return low
  }
  return {
    timeline,
    momentAt(wanted) {
      const frame = Math.min(lengthFrames - 1, Math.max(0, wanted))
      const segment = segments[placeOf(frame)]
      if (segment === undefined) throw new Error('a timeline shows something at every frame')
      return { segment, frame: frame - segment.startFrame, frameRate }
    },
    comingAfter(frame, withinFrames) {
      const first = placeOf(frame) + 1
      let end = first
      while ((segments[end]?.startFrame ?? Number.POSITIVE_INFINITY) <= frame + withinFrames) end += 1
      return segments.slice(first, end)
    },
    *around(frame) {
      const place = placeOf(frame)
      for (let away = 0; away < segments.length; away += 1) {
        const [after, before] = [segments[place + away], away === 0 ? undefined : segments[place - away]]
        if (after !== undefined) yield after
        if (before !== undefined) yield before
      }
    },
  }
}

/** The sides that are really seen at a moment: in a transition one of them may weigh nothing. */
export function partsSeenAt({ segment: { content, lengthFrames }, frame }: Moment): readonly ShotPart[] {
  if (content.kind === 'shot') return [content.part]
  const mix = mixAt(content.transition, frame, lengthFrames)
  if (mix.kind === 'beside') return [content.from, content.to]
  return [...(mix.from > 0 ? [content.from] : []), ...(mix.to > 0 ? [content.to] : [])]
}

/** The sides of a segment. */
export function partsOf({ content }: Segment): readonly ShotPart[] {
  return content.kind === 'shot' ? [content.part] : [content.from, content.to]
}
