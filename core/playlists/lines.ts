/** Cuts text that comes in chunks into lines, whichever way they end: LF, CR and LF, or CR alone. */
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'

/** No line of a playlist is longer than this. What is longer is no playlist, and is not held in memory. */
export const mostLineUnits = 1024 * 1024

/** What a format makes of its lines, which are counted from 1. */
export type LineReading = {
  readonly line: (text: string, number: number) => readonly PlaylistPiece[]
  readonly end: () => readonly PlaylistPiece[]
}

/** A reader of text from a reader of lines. The last line may have no end. */
export function readLines(reading: LineReading): PlaylistReader<string> {
  let rest = ''
  let number = 1
  /** A line feed right after a carriage return ends the same line, also when it comes in the next chunk. */
  let isAfterReturn = false

  return {
    push(chunk) {
      if (chunk === '') return []
      const isSecondOfTwo = isAfterReturn && chunk.startsWith('\n')
      isAfterReturn = chunk.endsWith('\r')
      const [first = '', ...others] = (isSecondOfTwo ? chunk.slice(1) : chunk).split(/\r\n|[\r\n]/)
      const pieces: PlaylistPiece[] = []
      rest += first
      for (const next of others) {
        refuseLong(rest, number)
        pieces.push(...reading.line(rest, number))
        rest = next
        number += 1
      }
      refuseLong(rest, number)
      return pieces
    },
    end() {
      const pieces = rest === '' ? [] : reading.line(rest, number)
      return [...pieces, ...reading.end()]
    },
  }
}

/** Refuses what is too long to be a line of a playlist. */
export function refuseLong(line: string, number: number): void {
  if (line.length > mostLineUnits) {
    throw new PlaylistUnreadable(
      `Line ${number} is longer than a million characters, which no line of a playlist is.`,
    )
  }
}
