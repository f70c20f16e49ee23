/** New codes of rooms: see `core/rooms/code.ts` for what one looks like. */
import { codeAlphabet, codeLength } from '#core/rooms/code.ts'
import { randomLetters } from '../db/random-letters.ts'

/** A new code: six of 31 characters, 887 million of them. */
export function newRoomCode(): string {
  return randomLetters(codeAlphabet, codeLength)
}
