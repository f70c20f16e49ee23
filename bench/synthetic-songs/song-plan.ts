/** What a made-up song is: the choices from which its notes, and the truth about them, follow. */

/** Rhythms are written as text: one mark a step, `X` strong, `x` plain, `o` soft, `.` nothing; a row is one bar. */
export type Rhythm = string

/** How the beat moves: even, breathing like players do, speeding up, jumping, or free like a lone pianist. */
export type TempoShape = 'even' | 'human' | 'ramp' | 'jump' | 'rubato'

/** One way of playing: which voices there are and what they play in a bar. */
export type Groove = {
  readonly beatsPerBar: number
  readonly drums: {
    readonly kick?: readonly Rhythm[]
    readonly snare?: readonly Rhythm[]
    readonly hat?: readonly Rhythm[]
    readonly ride?: readonly Rhythm[]
    readonly clap?: readonly Rhythm[]
    readonly tom?: readonly Rhythm[]
    readonly shaker?: readonly Rhythm[]
  }
  readonly bass?: { readonly voice: Voice; readonly rhythm: readonly Rhythm[]; readonly walks?: boolean }
  readonly chords?: { readonly voice: Voice; readonly rhythm: readonly Rhythm[]; readonly broken?: boolean }
  readonly lead?: { readonly voice: Voice; readonly rhythm: readonly Rhythm[] }
}

/** The tone of an instrument. */
export type Voice =
  | 'sub'
  | 'pluck'
  | 'piano'
  | 'organ'
  | 'strings'
  | 'saw'
  | 'distorted'
  | 'voice'
  | 'flute'
  | 'bell'

/** One part of the form. */
export type Part = {
  readonly label: string
  readonly bars: number
  /** Chords by scale degree, 0 the tonic, one a bar. */
  readonly degrees: readonly number[]
  /** Which layers play. */
  readonly layers: readonly Layer[]
  /** Loudness against the fullest part, 0 to 1. */
  readonly level: number
}

export type Layer = 'drums' | 'hats' | 'bass' | 'chords' | 'lead'

/** A whole song. */
export type SongPlan = {
  readonly id: string
  readonly seed: number
  readonly groove: Groove
  readonly beatsPerMinute: number
  readonly tempoShape: TempoShape
  /** How late the second half of a beat comes, as a share of the beat; 0 is straight, 1/6 a triplet swing. */
  readonly swing: number
  readonly tonic: number
  readonly mode: 'major' | 'minor'
  readonly parts: readonly Part[]
  /** Noise under the music, as a level. */
  readonly noise: number
  /** Cents away from concert pitch. */
  readonly tuningCents: number
  readonly reverb: number
}
