/** Chooses a reader by how a file begins, whatever chunks it comes in. */
import type { PlaylistPiece, PlaylistReader } from './reading.ts'

/** How to choose. */
export type Choice<Chunk> = {
  readonly nothing: Chunk
  readonly join: (first: Chunk, second: Chunk) => Chunk
  /** Whether so much of the file decides it. A file that ends earlier is chosen for by all of it. */
  readonly isEnough: (start: Chunk) => boolean
  readonly open: (start: Chunk) => PlaylistReader<Chunk>
}

/** A reader that holds back what comes until it is enough to choose, and then reads it as the chosen one does. */
export function chosenReader<Chunk>(choice: Choice<Chunk>): PlaylistReader<Chunk> {
  let start = choice.nothing
  let reader: PlaylistReader<Chunk> | undefined

  function begin(): { readonly pieces: readonly PlaylistPiece[]; readonly opened: PlaylistReader<Chunk> } {
    const opened = choice.open(start)
    const begun = start
    reader = opened
    start = choice.nothing
    return { pieces: opened.push(begun), opened }
  }

  return {
    push(chunk) {
      if (reader !== undefined) return reader.push(chunk)
      start = choice.join(start, chunk)
      return choice.isEnough(start) ? begin().pieces : []
    },
    end() {
      if (reader !== undefined) return reader.end()
      const { pieces, opened } = begin()
      return [...pieces, ...opened.end()]
    },
  }
}
