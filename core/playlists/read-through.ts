/** From a parser that tells what it meets to a reader that gives what was made of it. */
import type { PlaylistPiece, PlaylistReader } from './reading.ts'

/** Takes the text of one document, and tells of it while it comes. Both throw `PlaylistUnreadable`. */
export type DocumentParser = { readonly push: (text: string) => void; readonly end: () => void }

/** A reader that gives the pieces that the parser's listeners put into `pieces`; `atEnd` puts in the last ones, or refuses. */
export function readThrough(
  parser: DocumentParser,
  pieces: PlaylistPiece[],
  atEnd: () => void = () => undefined,
): PlaylistReader<string> {
  return {
    push(text) {
      parser.push(text)
      return pieces.splice(0)
    },
    end() {
      parser.end()
      atEnd()
      return pieces.splice(0)
    },
  }
}
