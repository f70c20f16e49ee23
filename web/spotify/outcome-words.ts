/** What came of asking Spotify for consent, in words. */
import type { Outcome } from '../../worker/spotify/schema.ts'
import type { ToastWords } from '../ui/toast-words.ts'

const wordsOfOutcomes: Readonly<Record<Outcome, ToastWords>> = {
  connected: { tone: 'good', title: 'Connected with Spotify' },
  denied: {
    tone: 'bad',
    title: 'Not connected',
    text: 'You said no at Spotify. Nothing was kept; you can connect whenever you like.',
  },
  'link-invalid': {
    tone: 'bad',
    title: 'Not connected',
    text: 'This way back was used already, took longer than ten minutes, or was begun by somebody else. Connect again.',
  },
  'code-refused': {
    tone: 'bad',
    title: 'Not connected',
    text: 'Spotify did not take the code that it gave. Connect again.',
  },
  'not-on-list': {
    tone: 'bad',
    title: 'Spotify does not let this account in',
    text: 'Whoever runs this Cuecraft has to put your Spotify account on the list of its Spotify app. A list has room for five.',
  },
  'owner-without-premium': {
    tone: 'bad',
    title: 'Spotify does not let this app in',
    text: 'Whoever owns its Spotify app needs Premium.',
  },
  busy: {
    tone: 'bad',
    title: 'Not connected',
    text: 'Spotify asks everybody here to wait. Try again in a few minutes.',
  },
  'not-set-up': {
    tone: 'bad',
    title: 'Not connected',
    text: 'Spotify does not know the client id, or not this address of Cuecraft. Whoever runs it can put that right.',
  },
  unavailable: {
    tone: 'bad',
    title: 'Not connected',
    text: 'Spotify did not answer. Try again in a moment.',
  },
  'sign-in-required': { tone: 'bad', title: 'Not connected', text: 'Sign in here first, then connect.' },
}

/** The words for an outcome; `undefined` for none, and for one that nobody gave. */
export function wordsOfOutcome(outcome: string | undefined): ToastWords | undefined {
  return outcome !== undefined && isOutcome(outcome) ? wordsOfOutcomes[outcome] : undefined
}

/** Whoever writes an address can write anything there. */
function isOutcome(outcome: string): outcome is Outcome {
  return Object.hasOwn(wordsOfOutcomes, outcome)
}
