/** The parts of a song as they are drawn: their name, their stretch in seconds and their one colour. */
import type { Analysis } from '#core/audio/analysis.ts'

/** Names of the part colours in `tokens.css`. */
export type PartColour = 'intro' | 'verse' | 'chorus' | 'bridge' | 'drop' | 'outro' | 'break' | 'solo'

/** One part of a song. */
export type Part = {
  readonly name: string
  readonly startSeconds: number
  readonly endSeconds: number
  readonly colour: PartColour
}

const coloursByWord: readonly (readonly [string, PartColour])[] = [
  ['intro', 'intro'],
  ['outro', 'outro'],
  ['end', 'outro'],
  ['silence', 'outro'],
  ['drop', 'drop'],
  ['chorus', 'chorus'],
  ['refrain', 'chorus'],
  ['hook', 'chorus'],
  ['verse', 'verse'],
  ['bridge', 'bridge'],
  ['break', 'break'],
  ['build', 'break'],
  ['solo', 'solo'],
  ['instrumental', 'solo'],
  ['inst', 'solo'],
]
const wheel: readonly PartColour[] = ['verse', 'chorus', 'bridge', 'solo', 'break', 'drop']

/** The parts of an analysis. A label we have no colour for gets the next of the wheel, the same label always the same. */
export function partsOf(analysis: Analysis): readonly Part[] {
  const given = new Map<string, PartColour>()
  return analysis.segments.map((segment) => {
    const label = segment.label.trim()
    const colour = colourOf(label.toLowerCase(), given)
    return {
      name: label.charAt(0).toUpperCase() + label.slice(1),
      startSeconds: segment.time,
      endSeconds: segment.time + segment.duration,
      colour,
    }
  })
}

function colourOf(label: string, given: Map<string, PartColour>): PartColour {
  const known = coloursByWord.find(([word]) => label.includes(word))
  if (known !== undefined) return known[1]
  const before = given.get(label)
  if (before !== undefined) return before
  const next = wheel[given.size % wheel.length] ?? 'verse'
  given.set(label, next)
  return next
}

/** The part that sounds at a time in seconds. */
export function partAt(parts: readonly Part[], seconds: number): Part | undefined {
  return parts.find((part) => seconds >= part.startSeconds && seconds < part.endSeconds)
}
