/** When to try again, and which ends of a connection are for good. */
import type { GoodbyeCode } from '#core/rooms/message.ts'

const firstWaitMs = 400
const longestWaitMs = 15_000

/**
 * How long to wait before the next try, in milliseconds. Twice as long each time, and anywhere in the upper half of that:
 * a room whose object was restarted is not asked by everybody at once. `random` is from 0 to 1.
 */
export function retryWaitMs(triesBefore: number, random: number): number {
  const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(triesBefore, 10))
  return longest * (0.5 + 0.5 * random)
}

/** What a goodbye means for whoever hears it: stay away, come in again, by another code or by the same, or try again after a while. */
export type AfterGoodbye = 'stay-away' | 'join-again' | 'type-code' | 'reload' | 'try-again'

const afterGoodbyes: Readonly<Record<GoodbyeCode, AfterGoodbye>> = {
  'version-not-spoken': 'reload',
  'token-not-valid': 'join-again',
  kicked: 'join-again',
  banned: 'stay-away',
  'code-changed': 'type-code',
  'room-closed': 'stay-away',
  'room-not-found': 'stay-away',
  'too-many-messages': 'try-again',
  'message-too-long': 'try-again',
  'not-understood': 'try-again',
  'no-hello': 'try-again',
  'room-full': 'try-again',
}

/** See `AfterGoodbye`. */
export function afterGoodbye(code: GoodbyeCode): AfterGoodbye {
  return afterGoodbyes[code]
}

/** What a page says when a room has ended a connection. */
export const goodbyeWords: Readonly<Record<GoodbyeCode, { readonly title: string; readonly text: string }>> =
  {
    'version-not-spoken': {
      title: 'This page is out of date',
      text: 'The room speaks a newer language than this page. Reload it; the queue is not lost.',
    },
    'token-not-valid': {
      title: 'You are not in this room any more',
      text: 'What let you in has expired. Join again with your name; songs you added are still in the queue.',
    },
    kicked: {
      title: 'A host sent you out',
      text: 'You can ask them to let you in again, then join with your name.',
    },
    banned: {
      title: 'A host closed this room to you',
      text: 'Only a host can let you in again.',
    },
    'code-changed': {
      title: 'The code of this room has changed',
      text: 'A screen shows a room for as long as its code holds. Type the new one, or open the TV view from the host’s own page: that one stays.',
    },
    'room-closed': {
      title: 'This room is closed',
      text: 'The night is over. What was played is kept for its host.',
    },
    'room-not-found': {
      title: 'There is no such room',
      text: 'It may have been closed, or its code was changed. Ask whoever hosts it for the code that holds now.',
    },
    'too-many-messages': {
      title: 'A little slower',
      text: 'This page sent more than the room takes. It comes back by itself in a moment.',
    },
    'message-too-long': {
      title: 'That was too much at once',
      text: 'The room did not take a message of this page. It comes back by itself in a moment.',
    },
    'not-understood': {
      title: 'The room did not understand this page',
      text: 'It comes back by itself in a moment. If it goes on, reload the page.',
    },
    'no-hello': { title: 'The room heard nothing', text: 'It is asked again in a moment.' },
    'room-full': { title: 'The room is full', text: 'A place is asked for again every few seconds.' },
  }
