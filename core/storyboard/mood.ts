/** What a part of a song feels like, in words that say how a picture of it should look. */
import type { Analysis } from '../audio/analysis.ts'

/** A feeling in four words or groups of words: what it is, its light, how things move, how the camera does. */
export type Mood = {
  readonly feeling: string
  readonly light: string
  readonly motion: string
  readonly camera: string
}

/** How strongly the part is felt: quiet, flowing, driving or full. */
type Strength = 'quiet' | 'flowing' | 'driving' | 'full'

/** Faster than a walk feels urgent, slower feels wide; tempo that nobody is sure of says nothing. */
const pace = { slowBelow: 90, fastAbove: 125, sureAbove: 0.3 } as const

/** A key that was hardly heard colours nothing. */
const keySureAbove = 0.3

const feelings = {
  major: { quiet: 'tender', flowing: 'warm', driving: 'joyful', full: 'euphoric' },
  minor: { quiet: 'wistful', flowing: 'brooding', driving: 'restless', full: 'fierce' },
  unsure: { quiet: 'hushed', flowing: 'dreamlike', driving: 'urgent', full: 'overwhelming' },
} as const

const lights = {
  major: {
    quiet: 'soft morning light',
    flowing: 'golden light',
    driving: 'bright sun',
    full: 'blazing light',
  },
  minor: {
    quiet: 'blue dusk',
    flowing: 'low light and long shadows',
    driving: 'neon against the dark',
    full: 'flashes of hard light in the dark',
  },
  unsure: {
    quiet: 'mist and pale light',
    flowing: 'drifting coloured light',
    driving: 'streaks of light',
    full: 'light from everywhere',
  },
} as const

const motions = {
  slow: 'slow, drifting movement',
  even: 'steady movement',
  fast: 'quick, rhythmic movement',
} as const

const cameras: Readonly<Record<Strength, string>> = {
  quiet: 'the camera hardly moves',
  flowing: 'the camera glides slowly forward',
  driving: 'the camera tracks alongside',
  full: 'the camera sweeps wide and fast',
}

/** The mood of a part, from the key and tempo of its song and its own energy, 0 to 1. */
export function moodOf(analysis: Pick<Analysis, 'key' | 'tempo'>, energy: number): Mood {
  const strength = strengthOf(energy)
  const colour = analysis.key.confidence < keySureAbove ? 'unsure' : (analysis.key.mode ?? 'unsure')
  return {
    feeling: feelings[colour][strength],
    light: lights[colour][strength],
    motion: motions[paceOf(analysis.tempo)],
    camera: cameras[strength],
  }
}

function strengthOf(energy: number): Strength {
  if (energy < 0.3) return 'quiet'
  if (energy < 0.55) return 'flowing'
  return energy < 0.8 ? 'driving' : 'full'
}

function paceOf({ value, confidence }: Analysis['tempo']): keyof typeof motions {
  if (value === null || confidence < pace.sureAbove) return 'even'
  if (value < pace.slowBelow) return 'slow'
  return value > pace.fastAbove ? 'fast' : 'even'
}
