/** Made-up sounds for tests of the analysis: what they are follows from the choices. */
import { makeAnalyser } from './analyser.ts'
import type { Analysis } from './analysis.ts'

/** The sampling rate of these sounds. */
export const fakeRate = 44_100

/** A sound of so many seconds, each sample from its time in seconds. */
export function soundOf(seconds: number, sampleAt: (time: number) => number, rate = fakeRate): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, i) => sampleAt(i / rate))
}

/** A short noise that dies away, as loud as `level`, starting at 0 s. The same every time. */
export function clickAt(time: number, level: number): number {
  if (time < 0 || time > 0.05) return 0
  const noise = Math.sin(time * 91_337.7) * Math.sin(time * 45_211.3)
  return level * noise * Math.exp(-time * 80)
}

/** A metronome: a click at each beat, the first of a bar louder and with a low tone. */
export function metronome(input: {
  readonly seconds: number
  readonly beatsPerMinute: number
  readonly beatsPerBar: number
}): Float32Array {
  const gap = 60 / input.beatsPerMinute
  return soundOf(input.seconds, (time) => {
    const beat = Math.floor(time / gap)
    const since = time - beat * gap
    if (beat % input.beatsPerBar !== 0) return clickAt(since, 0.4)
    return clickAt(since, 0.8) + 0.5 * Math.sin(2 * Math.PI * 70 * since) * Math.exp(-since * 30)
  })
}

/** A plain drum beat: kick on the first beat (and the third of four), snare between, hats on the eighths. */
export function drums(input: {
  readonly seconds: number
  readonly beatsPerMinute: number
  readonly beatsPerBar: number
}): Float32Array {
  const gap = 60 / input.beatsPerMinute
  return soundOf(input.seconds, (time) => {
    const beat = Math.floor(time / gap)
    const since = time - beat * gap
    const hat = clickAt(since % (gap / 2), 0.15)
    const place = beat % input.beatsPerBar
    const isKick = place === 0 || (input.beatsPerBar === 4 && place === 2)
    if (!isKick) return hat + clickAt(since, 0.5)
    return hat + 0.8 * Math.sin(2 * Math.PI * 60 * since) * Math.exp(-since * 25) + clickAt(since, 0.2)
  })
}

/** Chords one after the other, each a list of MIDI pitches held for `secondsEach`. */
export function chords(pitches: readonly (readonly number[])[], secondsEach: number): Float32Array {
  return soundOf(pitches.length * secondsEach, (time) => {
    const chord = pitches[Math.floor(time / secondsEach)] ?? []
    const since = time % secondsEach
    const tones = chord.map((pitch) => Math.sin(2 * Math.PI * 440 * 2 ** ((pitch - 69) / 12) * time))
    return 0.1 * Math.exp(-since) * tones.reduce((sum, tone) => sum + tone, 0)
  })
}

/** The analysis of a mono sound. */
export function analysed(samples: Float32Array, sampleRate = fakeRate): Analysis {
  const analyser = makeAnalyser({ sampleRate, channels: 1 })
  analyser.push(samples)
  return analyser.finish().analysis
}
