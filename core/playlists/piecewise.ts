/** Long texts in short pieces, so that limits are checked before a parser has taken in much beyond them. */

const pieceCharacters = 65_536

/** The text in pieces of at most 65,536 characters, in order. A text without characters has no pieces. */
export function* piecewise(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += pieceCharacters) yield text.slice(at, at + pieceCharacters)
}
