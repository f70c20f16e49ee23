/** Beat grids that a song may have: in several ranges of tempo, followed loosely and strictly, on the beat and off it, and halved. */
import { trackBeats } from './beat-track.ts'
import { frameRate } from './mono-signal.ts'
import { gapPathIn, type Tempogram } from './tempogram.ts'

/** One grid: beats as frames, ascending. */
export type GridCandidate = {
  readonly beats: readonly number[]
  readonly medianGapFrames: number
  /** How well the pulse repeats by the grid's gaps, 0 to about 1. */
  readonly clarity: number
  /** 1 for a grid laid between the beats of another, 0 for one that onsets were tracked for. */
  readonly isBetween: 0 | 1
}

/** Each range spans less than an octave, so that a level and its double compete as two candidates. */
const shortestGapsSeconds = [0.25, 0.3, 0.36, 0.43, 0.51, 0.61, 0.73] as const
const rangeFactor = 1.75
/** Players who breathe, and machines. */
const evennesses = [200, 800] as const
const fewestBeats = 4
/** Faster grids than this are also read at half their speed. */
const longestHalvedSeconds = 0.5
/** Grids that share this much are one. */
const sameShare = 0.9
const sameWithinFrames = 4

/** The distinct grids of a pulse; none for a pulse that is too short. */
export function gridCandidates(pulse: Float32Array, tempogram: Tempogram): readonly GridCandidate[] {
  const found: GridCandidate[] = []
  const add = (candidate: GridCandidate): boolean => {
    if (candidate.beats.length < fewestBeats) return false
    if (found.some((other) => sharedShare(other.beats, candidate.beats) > sameShare)) return false
    found.push(candidate)
    return true
  }
  for (const shortest of shortestGapsSeconds) {
    const path = gapPathIn(tempogram, shortest, shortest * rangeFactor)
    const { medianGapFrames, clarity } = path
    for (const evenness of evennesses) {
      const beats = trackBeats(pulse, path.gapAt, evenness)
      const isNew = add({ beats, medianGapFrames, clarity, isBetween: 0 })
      if (isNew) add({ beats: between(beats), medianGapFrames, clarity, isBetween: 1 })
    }
  }
  const fast = found.filter(
    ({ isBetween, medianGapFrames }) =>
      isBetween === 0 && medianGapFrames <= longestHalvedSeconds * frameRate,
  )
  for (const grid of fast) {
    for (const first of [0, 1]) add(halved(grid, first))
  }
  return found
}

/** Every other beat: a slow grid tracked by itself may slip onto strong off-beats for a while, and this one cannot. */
function halved(grid: GridCandidate, first: number): GridCandidate {
  const beats = grid.beats.filter((_, i) => i % 2 === first)
  return { ...grid, beats, medianGapFrames: 2 * grid.medianGapFrames }
}

function between(beats: readonly number[]): number[] {
  return beats.slice(1).map((beat, i) => (beat + (beats[i] ?? beat)) / 2)
}

/** The share of the larger grid's beats that the other has, too. */
function sharedShare(a: readonly number[], b: readonly number[]): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const distance = (a[i] ?? 0) - (b[j] ?? 0)
    if (Math.abs(distance) <= sameWithinFrames) {
      shared += 1
      i += 1
      j += 1
    } else if (distance < 0) i += 1
    else j += 1
  }
  return shared / Math.max(a.length, b.length)
}
