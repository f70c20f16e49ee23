/** The colours of the moment for a drawing, looked up once a drawing. */
import { colourOfToken } from '../ui/theme.ts'
import type { Palette } from './draw.ts'
import type { PartColour } from './parts.ts'

/** Colours as the tokens have them where the drawing stands. */
export function makePalette(place: Element): Palette {
  const known = new Map<string, string>()
  const colour = (token: string): string => {
    const before = known.get(token)
    if (before !== undefined) return before
    const found = colourOfToken(place, token)
    known.set(token, found)
    return found
  }
  return { ink: colour('ink'), none: colour('ink-3'), part: (name: PartColour) => colour(name) }
}
