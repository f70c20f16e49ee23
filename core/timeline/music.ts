/** What the music does at every frame of a video: the numbers that pictures and effects move by. */
import type { Analysis } from '../audio/analysis.ts'
import { secondsOfFrames } from '../units.ts'
import { energyAt, isGridTrusted } from './song-range.ts'
import type { MusicCurve, Timeline } from './timeline.ts'

/** One value a frame for each curve, 0 to 255, from the video's first frame on. */
export type Music = Readonly<Record<MusicCurve, readonly number[]>>

/** How long a hit is felt, as the time in which it falls to a third. */
const fadeSeconds = { beats: 0.18, onsets: 0.12 } as const

/** How much a beat counts that is not the first of its bar. */
const weakBeat = 0.55

/** The curves of a video: its own corrected beats where it has some, else those that were heard. */
export function musicOf(
  analysis: Analysis,
  timeline: Pick<Timeline, 'songStartSeconds' | 'lengthFrames' | 'frameRate' | 'grid'>,
): Music {
  const { songStartSeconds, lengthFrames, frameRate, grid } = timeline
  const onsets = analysis.onsets.map(({ time, strength }) => ({ seconds: time, strength }))
  const beats = beatHits(analysis, grid) ?? onsets
  const seconds = Array.from(
    { length: lengthFrames },
    (_, frame) => songStartSeconds + secondsOfFrames(frame, frameRate),
  )
  return {
    beats: pulses(beats, seconds, fadeSeconds.beats),
    onsets: pulses(onsets, seconds, fadeSeconds.onsets),
    energy: seconds.map((at) => Math.round(255 * energyAt(analysis, at))),
  }
}

type Hit = { readonly seconds: number; readonly strength: number }

/** Without a grid that can be trusted there are no beats to speak of. */
function beatHits(analysis: Analysis, grid: Timeline['grid']): readonly Hit[] | undefined {
  const strength = (position: number) => (position === 1 ? 1 : weakBeat)
  if (grid !== undefined) return grid.map((beat) => ({ ...beat, strength: strength(beat.position) }))
  if (!isGridTrusted(analysis)) return undefined
  return analysis.beats.map(({ time, position }) => ({ seconds: time, strength: strength(position) }))
}

/** Each hit is at its height on the first frame at or after it, and fades; what sounds stronger is what is felt. */
function pulses(hits: readonly Hit[], atSeconds: readonly number[], fade: number): readonly number[] {
  const [first = 0] = atSeconds
  let next = hits.findIndex(({ seconds }) => seconds > first - 4 * fade)
  if (next < 0) next = hits.length
  let felt = 0
  let before = first
  return atSeconds.map((at) => {
    felt *= Math.exp((before - at) / fade)
    before = at
    for (; next < hits.length; next += 1) {
      const hit = hits[next]
      if (hit === undefined || hit.seconds > at) break
      felt = Math.max(felt, hit.strength * Math.exp((hit.seconds - at) / fade))
    }
    return Math.round(255 * felt)
  })
}
