/** What Spotify's Web API says when it will not, as refusals of ours: one code for each, and a sentence that says what to do. */
import { z } from 'zod'
import { parseJson } from '../http/parse-json.ts'
import { Refusal } from '../http/refusal.ts'
import { retryAfterSeconds } from './retry-after.ts'

/** An answer of Spotify, read to its end. */
export type SpotifyAnswer = { readonly status: number; readonly headers: Headers; readonly text: string }

/** The regular error, and that of the player, which has a reason. Some refusals come as plain text. */
const ErrorBody = z.object({
  error: z.object({ message: z.string().catch(''), reason: z.string().nullish().catch(undefined) }),
})

/** How long nobody asks after a 429, and whether it is the quota of the app that is used up. */
export type Hold = { readonly seconds: number; readonly isQuota: boolean }

/** What a 429 says, and `undefined` for anything else. */
export function holdOf(failure: SpotifyAnswer): Hold | undefined {
  if (failure.status !== 429) return undefined
  const isQuota = wordsOf(failure.text).reason === 'QUOTA_EXCEEDED'
  // A rate is counted over thirty seconds; nothing is said of what a quota is counted over.
  return { seconds: retryAfterSeconds(failure.headers, isQuota ? 300 : 5), isQuota }
}

/** The refusal while nobody asks. */
export function refusalOfHold({ seconds, isQuota }: Hold): Refusal {
  const headers = { 'retry-after': String(seconds) }
  const detail = isQuota
    ? `The quota of this installation at Spotify is used up, for everybody here. Try again in ${timeOf(seconds)}.`
    : `Spotify asks this installation to wait. Try again in ${timeOf(seconds)}.`
  return new Refusal(isQuota ? 'spotify-quota-exceeded' : 'spotify-busy', detail, headers)
}

/** The refusal for an answer to reading or to doing something that is no success; a 401 is for whoever has the token. */
export function refusalOfFailure(failure: SpotifyAnswer, isReading: boolean): Refusal {
  const hold = holdOf(failure)
  if (hold !== undefined) return refusalOfHold(hold)
  const { message, reason } = wordsOf(failure.text)
  if (failure.status === 403) return refusalOfForbidden(message, reason)
  if (failure.status === 404) return refusalOfMissing(message, reason)
  if (failure.status >= 500) return away()
  return new Refusal('spotify-not-taken', isReading ? notUnderstood : notTaken)
}

const notTaken = 'Spotify does not take this as it is: perhaps it has no such song any more.'
const notUnderstood =
  'Spotify does not understand what it was asked for. Look again; if it stays so, tell the operator of this installation.'

/** Nobody answers, or with something that is no answer. */
export function away(): Refusal {
  return new Refusal('spotify-unavailable', 'Spotify is not answering. Try again in a moment.', {
    'retry-after': '5',
  })
}

/** The person has to say yes again. */
export function consentNeeded(): Refusal {
  return new Refusal(
    'spotify-consent-needed',
    'Your consent at Spotify has ended, as it does after six months, or was taken back. Connect again.',
  )
}

function refusalOfForbidden(message: string, reason: string | undefined): Refusal {
  if (/premium/i.test(message) && /owner/i.test(message))
    return new Refusal(
      'spotify-owner-premium',
      'Spotify has paused this installation, since its operator has no Premium at this moment. Tell the operator.',
    )
  if (/regist|not approved/i.test(message))
    return new Refusal(
      'spotify-not-on-list',
      'Spotify lets five people use this installation. Ask its operator to put your Spotify account on the list.',
    )
  if (reason === 'PREMIUM_REQUIRED' || /premium required/i.test(message))
    return new Refusal('spotify-premium-required', 'Spotify takes commands for Premium accounts alone.')
  if (/scope/i.test(message))
    return new Refusal('spotify-consent-needed', 'Your consent does not cover this. Connect Spotify again.')
  return new Refusal(
    'spotify-refused',
    sentences.get(reason ?? '') ?? 'Spotify does not allow this here, or now.',
  )
}

function refusalOfMissing(message: string, reason: string | undefined): Refusal {
  if (reason === 'NO_ACTIVE_DEVICE' || /device/i.test(message))
    return new Refusal(
      'spotify-no-device',
      'Spotify plays on no device. Open Spotify on one, or play in this browser, and choose it.',
    )
  return new Refusal('spotify-not-found', 'Spotify has nothing of this id, or not any more.')
}

/** The reasons of the player that a person can do something about. */
const sentences: ReadonlyMap<string, string> = new Map([
  ['NO_PREV_TRACK', 'There is nothing before this in what Spotify plays.'],
  ['NO_NEXT_TRACK', 'There is nothing after this in what Spotify plays.'],
  ['ALREADY_PAUSED', 'Spotify is paused already.'],
  ['NOT_PAUSED', 'Spotify is playing already.'],
  ['VOLUME_CONTROL_DISALLOW', 'The volume of this device is set on the device alone.'],
  ['DEVICE_NOT_CONTROLLABLE', 'This device takes no commands from afar.'],
  ['RATE_LIMITED', 'Spotify asks you to go on more slowly.'],
])

function wordsOf(text: string): { readonly message: string; readonly reason: string | undefined } {
  const { success, data } = ErrorBody.safeParse(parseJson(text))
  return success
    ? { message: data.error.message, reason: data.error.reason ?? undefined }
    : { message: text.slice(0, 300), reason: undefined }
}

function timeOf(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`
}
