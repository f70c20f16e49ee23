/** The key of a song: its pitch classes against the profiles of all major and minor keys. */
import type { Analysis } from './analysis.ts'
import type { Harmony } from './harmony.ts'

/**
 * How much each degree speaks for a key, in semitones over the tonic: in the whole sound, then in the bass. A
 * multinomial regression on the made-up songs of the bench, begun from the profiles of Temperley (2007), so that songs
 * in a minor key are told from their relative major.
 */
const profiles = {
  major: {
    chroma: [4.37, -2.55, 0.46, -2.47, 2.87, 1.01, -2.73, 4.01, -2.03, 0.06, -3.18, 0.19],
    bass: [0.93, 0.04, -0.82, 0.19, -0.16, 0.53, 0.06, 0.08, 0.16, -0.33, -0.47, -0.2],
    bias: -0.22,
  },
  minor: {
    chroma: [4.33, -3.06, 1.62, 2.64, -3.09, 0.57, -2.47, 3.59, 0.81, -3.04, -1.37, -0.54],
    bass: [1.44, -0.36, -0.09, -0.02, 0.27, -0.4, 0.12, -0.61, -0.04, -0.23, 0.16, -0.25],
    bias: 0.22,
  },
} as const
const names = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const

/** The key that the song's pitch classes speak for; none where nothing has a pitch. */
export function keyOf({ chroma, bass }: Harmony): Analysis['key'] {
  const heard = shapeOf(chroma)
  const heardBass = shapeOf(bass)
  if (heard === undefined) return { tonic: null, mode: null, confidence: 0 }
  const keys = (['major', 'minor'] as const).flatMap((mode) =>
    names.map((tonic, semitones) => {
      const profile = profiles[mode]
      const whole = fitAt(heard, profile.chroma, semitones)
      const low = heardBass === undefined ? 0 : fitAt(heardBass, profile.bass, semitones)
      return { tonic, mode, logOdds: profile.bias + whole + low }
    }),
  )
  const most = Math.max(...keys.map(({ logOdds }) => logOdds))
  const sum = keys.reduce((total, { logOdds }) => total + Math.exp(logOdds - most), 0)
  const best = keys.find(({ logOdds }) => logOdds === most)
  return { tonic: best?.tonic ?? null, mode: best?.mode ?? null, confidence: 1 / sum }
}

/** Twelve sums without their mean, of length one; `undefined` where nothing sounds. */
function shapeOf(rows: Float32Array): readonly number[] | undefined {
  const total = new Array<number>(12).fill(0)
  rows.forEach((value, i) => {
    total[i % 12] = (total[i % 12] ?? 0) + value
  })
  const mean = total.reduce((sum, value) => sum + value, 0) / 12
  const shape = total.map((value) => value - mean)
  const length = Math.hypot(...shape)
  return length > 0 ? shape.map((value) => value / length) : undefined
}

function fitAt(heard: readonly number[], profile: readonly number[], semitones: number): number {
  return profile.reduce((sum, weight, i) => sum + weight * (heard[(i + semitones) % 12] ?? 0), 0)
}
