/** What the analysis of a song means, in the five facts that a person asks for. */
import type { Analysis } from '#core/audio/analysis.ts'
import { isGridTrusted } from '#core/timeline/song-range.ts'
import type { Fact } from '../ui/Page.tsx'
import { clockOf, counted, signed } from '../ui/words.ts'

/** Tempo, key, loudness, parts and how far the beat may be trusted. Every value is measured; what is not known says so. */
export function factsOf(analysis: Analysis): readonly Fact[] {
  return [
    tempoFact(analysis),
    keyFact(analysis),
    loudnessFact(analysis),
    partsFact(analysis),
    trustFact(analysis),
  ]
}

function tempoFact({ tempo, time_signature }: Analysis): Fact {
  if (tempo.value === null) return { name: 'Tempo', value: 'Free', note: 'no steady beat found' }
  const signature = `${time_signature.numerator}/${time_signature.denominator}`
  return { name: 'Tempo', value: tempo.value.toFixed(1), note: `${steadiness(tempo.curve)} · ${signature}` }
}

/** A tempo counts as steady while it stays within three percent: less than most ears tell apart. */
function steadiness(curve: readonly { value: number }[]): string {
  const values = curve.map((point) => point.value)
  const slowest = Math.min(...values)
  const fastest = Math.max(...values)
  if (values.length < 2 || fastest / slowest < 1.03) return 'steady'
  return `${Math.round(slowest)} to ${Math.round(fastest)}`
}

/** The twelve tonics in semitones above C, spelled as the analysis spells them. */
const tonics = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const

/** A key as musicians write it: `E♭ minor`. */
export function keyName(tonic: string, mode: string): string {
  return `${pretty(tonic)} ${mode}`
}

function pretty(tonic: string): string {
  return tonic.replace('#', '♯').replace(/(?<=[A-G])b/, '♭')
}

/**
 * Keys whose songs follow on without a clash: the relative key, and the same mode a fifth up (its neighbours on the
 * circle of fifths).
 */
export function neighbourKeys(tonic: string, mode: 'major' | 'minor'): readonly string[] {
  const from = tonics.indexOf(tonic as (typeof tonics)[number])
  if (from < 0) return []
  const named = (semitones: number, as: string) =>
    `${pretty(tonics[(from + semitones + 12) % 12] ?? '')}${as}`
  return mode === 'minor' ? [named(3, ''), named(7, ' minor')] : [named(-3, ' minor'), named(7, '')]
}

function keyFact({ key }: Analysis): Fact {
  if (key.tonic === null || key.mode === null)
    return { name: 'Key', value: 'None', note: 'no clear key found' }
  return {
    name: 'Key',
    value: keyName(key.tonic, key.mode),
    note: `mixes with ${neighbourKeys(key.tonic, key.mode).join(', ')}`,
  }
}

function loudnessFact({ loudness }: Analysis): Fact {
  if (loudness.integrated_lufs === null)
    return { name: 'Loudness', value: 'Silent', note: 'nothing above −70 LUFS' }
  return { name: 'Loudness', value: signed(loudness.integrated_lufs, 1), note: 'LUFS · will be −14' }
}

function partsFact({ segments, drops }: Analysis): Fact {
  const [first] = drops
  const at =
    first === undefined
      ? 'no drop'
      : `${counted(drops.length, 'drop')} · ${drops.length > 1 ? 'first ' : ''}at ${clockOf(first.time)}`
  return { name: 'Parts', value: String(segments.length), note: at }
}

function trustFact(analysis: Analysis): Fact {
  const name = 'Beat trust'
  if (!isGridTrusted(analysis)) return { name, value: 'Low', note: 'cuts by phrase, not by metronome' }
  return { name, value: analysis.grid_confidence >= 0.7 ? 'High' : 'Fair', note: 'cuts on the beat' }
}
