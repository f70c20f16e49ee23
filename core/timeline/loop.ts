/** A few seconds of a video that can be played again and again without a seam: what Spotify calls a Canvas. */
import type { Analysis } from '../audio/analysis.ts'
import { framesOfSeconds, secondsOfFrames } from '../units.ts'
import { type BarsOfVideo, barFramesOf } from './bar-lines.ts'
import { excerptOf, excerptOfMusic, type FrameRange } from './excerpt.ts'
import { bestOf, energyOf } from './highlight.ts'
import type { Music } from './music.ts'
import { energyAt } from './song-range.ts'
import type { Timeline, TimelineClip } from './timeline.ts'

/** How long a loop may be: what Spotify takes as a Canvas. */
export const loopSeconds = { least: 3, most: 8 } as const

/** Over so many frames the loop's end becomes what comes before its beginning. */
const blendFrames = 15
/** A clip that leaves less room for that is given up for the one before it. */
const leastBlendFrames = 8
/** How long the song is compared after the loop's beginning and after its end. */
const comparedSeconds = 1
/** Where there are no bars, loops of this length are tried, beginning on every so many frames. */
const plainLoop = { seconds: 6, stepFrames: 15 } as const

/**
 * The stretch to loop: whole bars, chosen so that the song after its end goes on as it does after its beginning, since the
 * picture moves by the song, and rather where it is strong. `undefined` where the video is too short.
 */
export function loopRange(analysis: Analysis, video: BarsOfVideo): FrameRange | undefined {
  if (video.lengthFrames < framesOfSeconds(loopSeconds.least, video.frameRate)) return undefined
  const worthOf = (range: FrameRange) =>
    likenessOf(analysis, video, range) + 0.3 * energyOf(analysis, video, range)
  const inBars = barLoops(analysis, video)
  return bestOf(inBars.length > 0 ? inBars : plainLoops(video), worthOf)
}

function barLoops(analysis: Analysis, video: BarsOfVideo): readonly FrameRange[] {
  const least = framesOfSeconds(loopSeconds.least, video.frameRate)
  const most = framesOfSeconds(loopSeconds.most, video.frameRate)
  const bars = barFramesOf(analysis, video)
  return bars.flatMap((startFrame) =>
    bars
      .map((end) => ({ startFrame, lengthFrames: end - startFrame }))
      .filter(({ lengthFrames }) => lengthFrames >= least && lengthFrames <= most),
  )
}

function plainLoops({ lengthFrames, frameRate }: BarsOfVideo): readonly FrameRange[] {
  const length = Math.min(lengthFrames, framesOfSeconds(plainLoop.seconds, frameRate))
  const count = Math.floor((lengthFrames - length) / plainLoop.stepFrames) + 1
  return Array.from({ length: count }, (_, i) => ({
    startFrame: i * plainLoop.stepFrames,
    lengthFrames: length,
  }))
}

/** How alike the song goes on after the beginning of a range and after its end, up to 1. */
function likenessOf(analysis: Analysis, video: BarsOfVideo, range: FrameRange): number {
  const frames = framesOfSeconds(comparedSeconds, video.frameRate)
  const energy = (frame: number) =>
    energyAt(analysis, video.songStartSeconds + secondsOfFrames(frame, video.frameRate))
  let apart = 0
  for (let i = 0; i < frames; i += 1) {
    apart += Math.abs(energy(range.startFrame + i) - energy(range.startFrame + range.lengthFrames + i))
  }
  return 1 - apart / frames
}

/** A loop, and the curves that its pictures move by. */
export type Loop = { readonly timeline: Timeline; readonly music: Music }

/**
 * The stretch as a loop. Its last frames blend into those that come before its first one, and its curves into those of its
 * first one: after the last frame the first one is the next. Nothing is written over it, since words would be cut off at the seam.
 */
export function loopOf(timeline: Timeline, music: Music, range: FrameRange): Loop {
  const excerpt = excerptOf(
    { ...timeline, titles: [], captions: undefined },
    range.startFrame,
    range.lengthFrames,
  )
  // A loop that began amid a transition would have two at its seam.
  const plain = { ...excerpt, transitions: excerpt.transitions.filter(({ startFrame }) => startFrame > 0) }
  const [first] = plain.clips
  if (first === undefined) throw new Error('an excerpt has a first clip')
  const roomy = withRoomAtEnd(plain)
  const length = Math.min(blendFrames, roomAtEnd(roomy))
  const cutFrame = plain.lengthFrames - 1
  const last = roomy.clips.at(-1) ?? first
  const held = { ...last, lengthFrames: cutFrame - last.startFrame, cutFrom: wholeOf(last) }
  const whole = wholeOf(first)
  const again: TimelineClip = {
    ...first,
    startFrame: cutFrame,
    lengthFrames: 1,
    because: 'the loop begins again',
    cutFrom: { ...whole, offsetFrames: whole.offsetFrames - 1 },
  }
  const startFrame = plain.lengthFrames - length
  const afterClip = roomy.clips.length - 1
  const blend = { afterClip, startFrame, lengthFrames: length, kind: 'crossfade' } as const
  return {
    timeline: {
      ...roomy,
      clips: [...roomy.clips.slice(0, -1), held, again],
      transitions: [...roomy.transitions, blend],
    },
    music: loopedMusic(music, range, length),
  }
}

/** A clip that is whole was cut from itself. */
function wholeOf({ cutFrom, lengthFrames }: TimelineClip) {
  return cutFrom ?? { offsetFrames: 0, lengthFrames }
}

/** Frames at the end in which the last clip is seen and nothing else happens. */
function roomAtEnd({ clips, transitions, lengthFrames }: Timeline): number {
  const lastCut = clips.at(-1)?.startFrame ?? 0
  const ends = transitions.map((transition) => transition.startFrame + transition.lengthFrames)
  return lengthFrames - Math.max(lastCut, ...ends)
}

/** The same without a last clip that is too short to blend: the one before it goes on to the end. */
function withRoomAtEnd(timeline: Timeline): Timeline {
  const before = timeline.clips.at(-2)
  if (roomAtEnd(timeline) >= leastBlendFrames || before === undefined) return timeline
  const lengthFrames = timeline.lengthFrames - before.startFrame
  const clips = [...timeline.clips.slice(0, -2), { ...before, lengthFrames, cutFrom: wholeOf(before) }]
  const transitions = timeline.transitions.filter(({ afterClip }) => afterClip < clips.length - 1)
  return withRoomAtEnd({ ...timeline, clips, transitions })
}

/** The curves swell into those of the first frame: a hit on it would be a jump that no eye takes for music it cannot hear. */
function loopedMusic(music: Music, range: FrameRange, blend: number): Music {
  const looped = (plain: readonly number[]) =>
    plain.map((value, frame) => {
      const into = frame - (range.lengthFrames - blend)
      if (into < 0) return value
      const share = (into + 0.5) / blend
      return Math.round(value * (1 - share) + (plain[0] ?? 0) * share)
    })
  const plain = excerptOfMusic(music, range)
  return {
    beats: looped(plain.beats),
    onsets: looped(plain.onsets),
    energy: looped(plain.energy),
  }
}
