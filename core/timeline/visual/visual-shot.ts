/** The generated picture of one shot. */
import type { Analysis } from '../../audio/analysis.ts'
import { meanEnergy } from '../song-range.ts'
import type { Style, VisualShot } from '../timeline.ts'
import { chooseLook } from './choose-look.ts'

const tonics = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const

/** The part of a song that a generated picture is for; `seed` is that of the video, `turn` counts its parts. */
export type VisualPart = {
  readonly style: Style
  readonly seed: number
  readonly turn: number
  /** Seconds in the song. */
  readonly startSeconds: number
  readonly endSeconds: number
  /** Where its flow begins. */
  readonly phaseFrames: number
}

/** A generated picture in the colours of the song's key, in a look that suits the part. */
export function visualShot(analysis: Analysis, part: VisualPart): VisualShot {
  const { style, seed, turn, startSeconds, endSeconds, phaseFrames } = part
  const look = chooseLook(style, seed, meanEnergy(analysis, startSeconds, endSeconds))
  return { kind: 'visual', look, seed: (seed + turn) >>> 0, hueDegrees: hueOf(analysis), phaseFrames }
}

/** Keys a fifth apart are near in sound, so they are near in colour: the circle of fifths laid on the circle of hues. */
function hueOf(analysis: Analysis): number {
  const { tonic, mode } = analysis.key
  if (tonic === null) return 220
  const fifths = (tonics.indexOf(tonic) * 7) % 12
  return (fifths * 30 + (mode === 'minor' ? 200 : 20)) % 360
}
