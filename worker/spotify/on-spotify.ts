/** What every route of the lane shares: whose API it asks, and what that may come to. */
import type { Context } from 'hono'
import type { AppEnv } from '../http/context.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { apiOf } from './open.ts'

/** What the lane may come to without anything being asked of Spotify. */
export const onLane = ['sign-in-required', 'not-found'] as const satisfies readonly RefusalCode[]

/** What anything that is asked of Spotify may come to. */
export const onSpotify = [
  ...onLane,
  'invalid-request',
  'too-many-requests',
  'not-set-up',
  'spotify-not-connected',
  'spotify-consent-needed',
  'spotify-premium-required',
  'spotify-owner-premium',
  'spotify-not-on-list',
  'spotify-refused',
  'spotify-no-device',
  'spotify-not-found',
  'spotify-not-taken',
  'spotify-busy',
  'spotify-quota-exceeded',
  'spotify-unavailable',
] as const satisfies readonly RefusalCode[]

/** The API for whoever asks; with patience, a call waits so long for the budget instead of being refused at once. */
export function apiFor(c: Context<AppEnv>, patienceSeconds = 0) {
  const { settings, account } = c.var
  return apiOf({ bindings: c.env, settings, owner: account, patienceSeconds })
}
