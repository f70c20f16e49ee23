/** Turns the music of a stretch into the numbers a generated picture moves by. */
import type { Analysis } from '../audio/analysis.ts'
import type { OpenShot } from './casting.ts'
import { energyAt, isGridTrusted, type SongRange, songSecondsAt } from './song-range.ts'
import type { Shot } from './timeline.ts'

const tonics = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const

/** How long a pulse is seen after its beat, as the time in which it falls to a third. */
const pulseFadeSeconds = 0.18

/** The generated picture of one shot: colour from the key, level from the energy, pulses from beats or onsets. */
export function visualShot(
  open: OpenShot,
  range: SongRange,
  seed: number,
): Extract<Shot, { kind: 'visual' }> {
  const { analysis } = range
  const hits = hitsOf(analysis)
  const levels: number[] = []
  const pulses: number[] = []
  for (let frame = open.startFrame; frame < open.startFrame + open.lengthFrames; frame += 1) {
    const seconds = songSecondsAt(range, frame)
    levels.push(Math.round(255 * energyAt(analysis, seconds)))
    pulses.push(Math.round(255 * pulseAt(hits, seconds)))
  }
  return { kind: 'visual', seed, hueDegrees: hueOf(analysis), phaseFrames: open.startFrame, levels, pulses }
}

type Hit = { readonly seconds: number; readonly strength: number }

function hitsOf(analysis: Analysis): readonly Hit[] {
  if (!isGridTrusted(analysis))
    return analysis.onsets.map((onset) => ({ seconds: onset.time, strength: onset.strength }))
  return analysis.beats.map((beat) => ({ seconds: beat.time, strength: beat.position === 1 ? 1 : 0.55 }))
}

function pulseAt(hits: readonly Hit[], seconds: number): number {
  const last = lastBefore(hits, seconds)
  return last === undefined ? 0 : last.strength * Math.exp(-(seconds - last.seconds) / pulseFadeSeconds)
}

function lastBefore(hits: readonly Hit[], seconds: number): Hit | undefined {
  let low = 0
  let high = hits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((hits[middle]?.seconds ?? Number.POSITIVE_INFINITY) <= seconds) low = middle + 1
    else high = middle
  }
  return hits[low - 1]
}

/** Keys a fifth apart are near in sound, so they are near in colour: the circle of fifths laid on the circle of hues. */
function hueOf(analysis: Analysis): number {
  const { tonic, mode } = analysis.key
  if (tonic === null) return 220
  const fifths = (tonics.indexOf(tonic) * 7) % 12
  return (fifths * 30 + (mode === 'minor' ? 200 : 20)) % 360
}
