/** The instruments of the made-up songs: wavetables under envelopes, and drums of sine and noise. */
import type { Random } from '#core/timeline/random.ts'
import type { Voice } from './song-plan.ts'

/** The rate at which the songs are made, in hertz. */
export const songRate = 22_050

const tableSize = 2048

type Tone = {
  /** Level of each partial, the first the fundamental. */
  readonly partials: readonly number[]
  readonly attackSeconds: number
  /** Seconds to fall to a third while held; infinite for what is blown or bowed. */
  readonly fallSeconds: number
  readonly releaseSeconds: number
  readonly vibratoCents: number
  readonly drive: number
  readonly level: number
}

const harmonics = (count: number, slope: number): number[] =>
  Array.from({ length: count }, (_, i) => (i + 1) ** -slope)
const held = Number.POSITIVE_INFINITY

const tones: Record<Voice, Tone> = {
  sub: tone({ partials: [1, 0.5, 0.15], attackSeconds: 0.008, fallSeconds: 0.8, level: 0.5 }),
  pluck: tone({ partials: harmonics(14, 1.2), fallSeconds: 0.35, level: 0.35 }),
  piano: tone({ partials: [1, 0.6, 0.4, 0.25, 0.2, 0.1, 0.08, 0.05], fallSeconds: 0.7, level: 0.35 }),
  organ: tone({
    partials: [1, 0.8, 0.5, 0.4, 0, 0.3, 0, 0.25],
    attackSeconds: 0.015,
    fallSeconds: held,
    level: 0.2,
  }),
  strings: tone({
    partials: harmonics(16, 1),
    attackSeconds: 0.09,
    fallSeconds: held,
    releaseSeconds: 0.25,
    vibratoCents: 12,
    level: 0.16,
  }),
  saw: tone({ partials: harmonics(24, 1), fallSeconds: 0.5, level: 0.18 }),
  distorted: tone({ partials: harmonics(20, 0.8), fallSeconds: 0.9, drive: 4, level: 0.2 }),
  voice: tone({
    partials: [1, 0.9, 0.7, 0.3, 0.35, 0.3, 0.1, 0.06],
    attackSeconds: 0.05,
    fallSeconds: held,
    releaseSeconds: 0.08,
    vibratoCents: 25,
    level: 0.26,
  }),
  flute: tone({
    partials: [1, 0.25, 0.1, 0.03],
    attackSeconds: 0.04,
    fallSeconds: held,
    releaseSeconds: 0.1,
    vibratoCents: 15,
    level: 0.3,
  }),
  bell: tone({ partials: [1, 0, 0.5, 0, 0.3, 0, 0.15], fallSeconds: 0.5, level: 0.25 }),
}

function tone(given: Partial<Tone> & Pick<Tone, 'partials' | 'level' | 'fallSeconds'>): Tone {
  return { attackSeconds: 0.004, releaseSeconds: 0.05, vibratoCents: 0, drive: 1, ...given }
}

const tables = new Map<string, Float32Array>()

/** One turn of a tone, with no partial above half the rate. */
function tableOf(voice: Voice, hz: number): Float32Array {
  const most = Math.min(tones[voice].partials.length, Math.floor((0.45 * songRate) / hz))
  const key = `${voice} ${most}`
  const known = tables.get(key)
  if (known !== undefined) return known
  const table = new Float32Array(tableSize)
  for (let partial = 1; partial <= most; partial++) {
    const level = tones[voice].partials[partial - 1] ?? 0
    for (let i = 0; i < tableSize; i++)
      table[i] = (table[i] ?? 0) + level * Math.sin((2 * Math.PI * partial * i) / tableSize)
  }
  tables.set(key, table)
  return table
}

/** Adds a note to a song: its start and length in seconds, pitch in hertz, level from 0 to 1. */
export function addNote(
  song: Float32Array,
  note: {
    readonly voice: Voice
    readonly start: number
    readonly length: number
    readonly hz: number
    readonly level: number
  },
): void {
  const { attackSeconds, fallSeconds, releaseSeconds, vibratoCents, drive, level } = tones[note.voice]
  const table = tableOf(note.voice, note.hz)
  const first = Math.round(note.start * songRate)
  const heldSamples = Math.round(note.length * songRate)
  const total = heldSamples + Math.round(releaseSeconds * songRate)
  const loudness = level * note.level
  let turn = 0
  for (let i = 0; i < total && first + i < song.length; i++) {
    const seconds = i / songRate
    const vibrato = vibratoCents === 0 ? 1 : 1 + (vibratoCents / 1731) * Math.sin(2 * Math.PI * 5.3 * seconds)
    turn = (turn + (note.hz * vibrato) / songRate) % 1
    const attack = Math.min(1, seconds / attackSeconds)
    const fall = fallSeconds === held ? 1 : Math.exp(-seconds / fallSeconds)
    const release = i < heldSamples ? 1 : 1 - (i - heldSamples) / (total - heldSamples)
    const wave = (table[Math.floor(turn * tableSize)] ?? 0) * attack * fall * release
    const driven = drive === 1 ? wave : Math.tanh(drive * wave)
    const at = first + i
    if (at >= 0) song[at] = (song[at] ?? 0) + loudness * driven
  }
}

/** A stroke on a drum, as samples. */
export type Stroke = Float32Array

/** A drum kit, tuned a little differently every time. */
export type Kit = Record<'kick' | 'snare' | 'hat' | 'ride' | 'clap' | 'tom' | 'shaker' | 'crash', Stroke>

/** Makes a kit. */
export function makeKit(random: Random): Kit {
  const spread = (middle: number): number => middle * (0.8 + 0.4 * random())
  const hiss = (fall: number, level: number, edge: number): Stroke =>
    noiseStroke(random, spread(fall), level, edge)
  const kick = sweep({ fromHz: spread(150), toHz: spread(48), fall: spread(0.12), level: 0.9 })
  return {
    kick: mix(kick, hiss(0.004, 0.3, 0.5)),
    snare: mix(
      sweep({ fromHz: spread(240), toHz: spread(180), fall: spread(0.07), level: 0.4 }),
      hiss(0.09, 0.4, 0.6),
    ),
    hat: hiss(0.03, 0.2, 0.95),
    ride: mix(hiss(0.15, 0.1, 0.95), sweep({ fromHz: 3100, toHz: 3100, fall: 0.12, level: 0.05 })),
    clap: hiss(0.07, 0.45, 0.8),
    tom: sweep({ fromHz: spread(220), toHz: spread(130), fall: 0.12, level: 0.4 }),
    shaker: hiss(0.04, 0.12, 0.9),
    crash: hiss(0.7, 0.25, 0.85),
  }
}

function sweep(input: { fromHz: number; toHz: number; fall: number; level: number }): Stroke {
  let turn = 0
  return Float32Array.from({ length: Math.round(5 * input.fall * songRate) }, (_, i) => {
    const seconds = i / songRate
    turn += (input.toHz + (input.fromHz - input.toHz) * Math.exp(-seconds / 0.03)) / songRate
    return (
      input.level *
      Math.min(1, seconds / 0.001) *
      Math.exp(-seconds / input.fall) *
      Math.sin(2 * Math.PI * turn)
    )
  })
}

/** Noise that dies away; the edge from 0 to 1 takes the low part out. */
function noiseStroke(random: Random, fall: number, level: number, edge: number): Stroke {
  let low = 0
  return Float32Array.from({ length: Math.round(5 * fall * songRate) }, (_, i) => {
    const noise = 2 * random() - 1
    low += (1 - edge * 0.6) * (noise - low)
    return level * (noise - edge * low) * Math.exp(-i / songRate / fall)
  })
}

function mix(a: Stroke, b: Stroke): Stroke {
  const longer = a.length > b.length ? a : b
  return longer.map((_, i) => (a[i] ?? 0) + (b[i] ?? 0))
}

/** Adds a stroke to a song at a time in seconds. */
export function addStroke(song: Float32Array, stroke: Stroke, start: number, level: number): void {
  const first = Math.round(start * songRate)
  for (let i = 0; i < stroke.length; i++) {
    const at = first + i
    if (at >= 0 && at < song.length) song[at] = (song[at] ?? 0) + level * (stroke[i] ?? 0)
  }
}
