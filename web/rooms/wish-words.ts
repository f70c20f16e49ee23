/** What was asked of a room, in words: for messages about what became of it. */
import type { Wish } from '#core/rooms/operation.ts'
import type { Fate } from './wishes.ts'

/** What a wish did, with a song's title where it is about one; undefined for what is seen at once where it was done. */
export function doneWords(wish: Wish, title: string | undefined): string | undefined {
  const song = title ?? 'the song'
  switch (wish.kind) {
    case 'add':
      return `Added ${song}`
    case 'remove':
      return `Took out ${song}`
    case 'move':
      return `Moved ${song}`
    case 'boost':
      return `${song} goes ahead`
    case 'skip':
      return `Skipped ${song}`
    case 'kick':
      return 'Sent out'
    case 'ban':
      return 'Banned'
    case 'rotate-code':
      return 'The old code leads nowhere now'
    case 'set-fallback':
      return 'The fallback is set'
    default:
      return undefined
  }
}

/** Whether the one who asked can take it back by a press. */
export function canUndo(wish: Wish): boolean {
  return ['add', 'remove', 'move', 'boost', 'skip', 'kick', 'ban'].includes(wish.kind)
}

/** What was not done. */
export function refusedWords(wish: Wish, title: string | undefined): string {
  const song = title ?? 'The song'
  switch (wish.kind) {
    case 'add':
      return `${song} was not added`
    case 'remove':
      return `${song} was not taken out`
    case 'move':
      return `${song} was not moved`
    case 'boost':
      return `${song} stays where it is`
    case 'vote':
    case 'vote-skip':
      return 'Your vote was not counted'
    case 'skip':
      return `${song} was not skipped`
    case 'undo':
      return 'That can no longer be taken back'
    default:
      return 'That was not done'
  }
}

/** A fate as one line, for the list of what became of wishes made without a network. */
export function fateWords({ kept, outcome }: Fate): string {
  const { wish } = kept.operation
  if (outcome.kind === 'done') return doneWords(wish, kept.song?.title) ?? 'Done'
  return `${refusedWords(wish, kept.song?.title)}: ${outcome.detail}`
}
