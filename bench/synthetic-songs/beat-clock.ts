/** When each beat of a made-up song sounds. */
import type { Random } from '#core/timeline/random.ts'
import type { TempoShape } from './song-plan.ts'

/** Seconds of any place counted in beats from the first. */
export type BeatClock = (beat: number) => number

/** Makes the clock of a song of so many beats; the first beat sounds at `startSeconds`. */
export function makeBeatClock(input: {
  readonly shape: TempoShape
  readonly beats: number
  readonly beatsPerMinute: number
  readonly startSeconds: number
  readonly random: Random
}): BeatClock {
  const { shape, beats, beatsPerMinute, startSeconds, random } = input
  const times = [startSeconds]
  let drift = 0
  for (let beat = 0; beat <= beats; beat++) {
    const place = beat / Math.max(1, beats)
    drift = 0.85 * drift + (random() - 0.5)
    const speed = speedOf(shape, place, beat, drift)
    times.push((times.at(-1) ?? 0) + 60 / (beatsPerMinute * speed))
  }
  return (beat) => {
    const whole = Math.min(Math.floor(beat), times.length - 2)
    const from = times[whole] ?? 0
    return from + ((times[whole + 1] ?? from) - from) * (beat - whole)
  }
}

/** Speed against the middle one; a phrase is sixteen beats. */
function speedOf(shape: TempoShape, place: number, beat: number, drift: number): number {
  switch (shape) {
    case 'even':
      return 1
    case 'human':
      return 1 + 0.006 * drift + 0.015 * Math.sin(7 * place)
    case 'ramp':
      return 0.78 + 0.44 * place
    case 'jump':
      return place < 0.5 ? 1 : 1.2
    case 'rubato': {
      const inPhrase = (beat % 16) / 16
      return (
        1 + 0.12 * Math.sin(Math.PI * inPhrase) - 0.22 * Math.max(0, inPhrase - 0.75) * 4 * 0.6 + 0.04 * drift
      )
    }
  }
}
