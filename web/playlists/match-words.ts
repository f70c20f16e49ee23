/** How songs stand to the library, in words and in the colours that go with them. */
import { counted, grouped } from '../ui/words.ts'
import type { Match, MatchCounts, MatchState } from './calls.ts'

/** The states in the order in which they are told. */
export const matchStates: readonly MatchState[] = ['found', 'chosen', 'unsure', 'missing', 'left-out']

/** What a state is called. */
export const stateNames: Readonly<Record<MatchState, string>> = {
  found: 'Found',
  chosen: 'Chosen',
  unsure: 'Unsure',
  missing: 'Missing',
  'left-out': 'Left out',
}

/** How many songs are in a state. */
export function countOf(counts: MatchCounts, state: MatchState): number {
  return state === 'left-out' ? counts.leftOut : counts[state]
}

/** The counts after one song went from one state to another. */
export function movedCounts(counts: MatchCounts, from: MatchState, to: MatchState): MatchCounts {
  const name = (state: MatchState) => (state === 'left-out' ? 'leftOut' : state)
  const less = { ...counts, [name(from)]: countOf(counts, from) - 1 }
  return { ...less, [name(to)]: countOf(less, to) + 1 }
}

/** All counts in one line: `12 found, 3 unsure`. States that nothing is in are left out. */
export function countsLine(counts: MatchCounts): string {
  const parts = matchStates.flatMap((state) => {
    const count = countOf(counts, state)
    return count === 0 ? [] : [`${grouped(count)} ${stateNames[state].toLowerCase()}`]
  })
  return parts.length === 0 ? 'no songs' : parts.join(', ')
}

/** What waits for a person, as a note: `3 unsure`, `all found`. */
export function reviewNote(counts: MatchCounts): string {
  if (counts.unsure > 0) return `${grouped(counts.unsure)} to decide`
  if (counts.missing > 0) return `${grouped(counts.missing)} missing`
  return 'nothing to decide'
}

/** A sentence for a change that was just made. */
export function changeWords(title: string, match: Match): string {
  switch (match.state) {
    case 'chosen':
      return `Chosen for ${title}: ${match.song?.title ?? ''}.`
    case 'left-out':
      return `${title} is left out.`
    default:
      return `${title} is back to what was found: ${stateNames[match.state].toLowerCase()}.`
  }
}

/** The songs that were found or chosen, of all. */
export function playableWords(counts: MatchCounts, itemCount: number): string {
  return `${grouped(counts.found + counts.chosen)} of ${counted(itemCount, 'song')}`
}

/** What becomes of the songs when they go to a room. */
export function roomWords(counts: MatchCounts, itemCount: number): string {
  const stays = counts.leftOut === 0 ? '' : 'what you left out stays out, and '
  return `${playableWords(counts, itemCount)} can play there; ${stays}the others go on its wish list.`
}
