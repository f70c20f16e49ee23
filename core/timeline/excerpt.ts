/** A stretch of a timeline as a timeline of its own, whose pieces have the names that they have in the whole. */
import { secondsOfFrames } from '../units.ts'
import { captionsUntil } from './captions.ts'
import type { Music } from './music.ts'
import type { Captions, CutFrom, Timeline, TimelineClip } from './timeline.ts'

/** A stretch of whole frames of a video. */
export type FrameRange = { readonly startFrame: number; readonly lengthFrames: number }

/**
 * What is seen and heard from `startFrame` on, for `lengthFrames`, held inside the timeline. Clips and titles that are
 * cut through remember what they were cut from, so that they show the very frames that the whole shows. A transition that
 * is cut through is left out: an excerpt that begins amid one would begin with the picture before it. A caption that is cut
 * through keeps the words that are sung inside.
 */
export function excerptOf(timeline: Timeline, startFrame: number, lengthFrames: number): Timeline {
  const range = heldRange({ startFrame, lengthFrames }, timeline.lengthFrames)
  const firstClip = timeline.clips.findIndex((clip) => isSeen(clip, range))
  const clips = timeline.clips.filter((clip) => isSeen(clip, range)).map((clip) => cutTo(clip, range))
  return {
    ...timeline,
    lengthFrames: range.lengthFrames,
    songStartSeconds: timeline.songStartSeconds + secondsOfFrames(range.startFrame, timeline.frameRate),
    clips,
    transitions: timeline.transitions
      .filter((transition) => isWhole(transition, range))
      .map((transition) => ({
        ...transition,
        afterClip: transition.afterClip - firstClip,
        startFrame: transition.startFrame - range.startFrame,
      }))
      .filter(({ afterClip }) => afterClip >= 0 && afterClip + 1 < clips.length),
    titles: timeline.titles.filter((title) => isSeen(title, range)).map((title) => cutTo(title, range)),
    ...(timeline.captions === undefined ? {} : { captions: captionsIn(timeline.captions, range) }),
  }
}

function captionsIn(captions: Captions, { startFrame, lengthFrames }: FrameRange): Captions {
  const lines = captions.lines.map((line) => ({
    ...line,
    startFrame: line.startFrame - startFrame,
    words: line.words.map((word) => ({ ...word, startFrame: word.startFrame - startFrame })),
  }))
  return captionsUntil({ ...captions, lines }, lengthFrames)
}

/** The curves of an excerpt: those of the whole, since what is heard just before it still rings on in its first frames. */
export function excerptOfMusic(music: Music, { startFrame, lengthFrames }: FrameRange): Music {
  const of = (curve: readonly number[]) => curve.slice(startFrame, startFrame + lengthFrames)
  return { beats: of(music.beats), onsets: of(music.onsets), energy: of(music.energy) }
}

/** The range moved and shortened so that it lies inside a video; at least one frame. */
export function heldRange({ startFrame, lengthFrames }: FrameRange, videoFrames: number): FrameRange {
  const start = Math.min(Math.max(0, startFrame), videoFrames - 1)
  return { startFrame: start, lengthFrames: Math.min(Math.max(1, lengthFrames), videoFrames - start) }
}

function endOf({ startFrame, lengthFrames }: FrameRange): number {
  return startFrame + lengthFrames
}

function isSeen(item: FrameRange, range: FrameRange): boolean {
  return item.startFrame < endOf(range) && endOf(item) > range.startFrame
}

function isWhole(item: FrameRange, range: FrameRange): boolean {
  return item.startFrame >= range.startFrame && endOf(item) <= endOf(range)
}

/** The part of a clip or title that lies in the range, counted from the range's beginning. */
function cutTo<T extends FrameRange & Pick<TimelineClip, 'cutFrom'>>(item: T, range: FrameRange): T {
  const startFrame = Math.max(item.startFrame, range.startFrame)
  const lengthFrames = Math.min(endOf(item), endOf(range)) - startFrame
  const moved = { ...item, startFrame: startFrame - range.startFrame, lengthFrames }
  if (isWhole(item, range)) return moved
  const cutFrom: CutFrom = {
    offsetFrames: (item.cutFrom?.offsetFrames ?? 0) + startFrame - item.startFrame,
    lengthFrames: item.cutFrom?.lengthFrames ?? item.lengthFrames,
  }
  return { ...moved, cutFrom }
}
