/** The generated picture of one shot. */
import type { Analysis } from '../audio/analysis.ts'
import type { VisualShot } from './timeline.ts'

const tonics = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const

/** A generated picture in the colours of the song's key. `phaseFrames` is where its flow begins. */
export function visualShot(analysis: Analysis, phaseFrames: number, seed: number): VisualShot {
  return { kind: 'visual', seed, hueDegrees: hueOf(analysis), phaseFrames }
}

/** Keys a fifth apart are near in sound, so they are near in colour: the circle of fifths laid on the circle of hues. */
function hueOf(analysis: Analysis): number {
  const { tonic, mode } = analysis.key
  if (tonic === null) return 220
  const fifths = (tonics.indexOf(tonic) * 7) % 12
  return (fifths * 30 + (mode === 'minor' ? 200 : 20)) % 360
}
