/** The colours of the moment for the timeline's drawing, each looked up once. */
import type { PartColour } from '../../player/parts.ts'
import { colourOfToken } from '../../ui/theme.ts'

/** Tokens that the timeline is drawn with. */
type Token =
  | PartColour
  | 'ink'
  | 'ink-2'
  | 'ink-3'
  | 'line'
  | 'line-strong'
  | 'raised'
  | 'hover'
  | 'surface'
  | 'ground'
  | 'accent'
  | 'bad'

/** Answers the colour of a token where the drawing stands. */
export type Colours = (token: Token) => string

/** Reads tokens as they are now; a change of theme wants new ones. */
export function makeColours(place: Element): Colours {
  const known = new Map<Token, string>()
  return (token) => {
    const before = known.get(token)
    if (before !== undefined) return before
    const found = colourOfToken(place, token)
    known.set(token, found)
    return found
  }
}
