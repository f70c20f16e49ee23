/** The ways a room finds its next song, as people choose between them. */
import type { QueueMode } from '#core/queue/mode.ts'
import type { Choice } from '../ui/Choices.tsx'

/** Every mode with a sentence that says what it does. */
export const modeChoices: readonly Choice<QueueMode>[] = [
  {
    value: 'fair',
    name: 'Fair turns',
    note: 'Everybody in turn. Who has heard least of their own goes first, however much others add.',
  },
  {
    value: 'votes',
    name: 'Votes',
    note: 'What most people want goes first. One vote a person, taken back any time.',
  },
  {
    value: 'first-come',
    name: 'First come',
    note: 'In the order in which songs were added, and by your own hand.',
  },
  {
    value: 'host-only',
    name: 'Host only',
    note: 'You choose the songs. Guests see the queue and send reactions.',
  },
]

const orderNames: Readonly<Record<QueueMode, string>> = {
  fair: 'Fair order',
  votes: 'Most votes first',
  'first-come': 'First come first',
  'host-only': "The host's order",
}

/** What the order of the queue is called above it. */
export function orderName(mode: QueueMode): string {
  return orderNames[mode]
}
