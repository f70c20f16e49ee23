/** Reaches the tokens of an account's connection. */
import type { Bindings } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import type { AccessAnswer, SpotifyAccount } from './account-object.ts'
import { away, consentNeeded, refusalOfHold } from './failure.ts'
import type { Access } from './web-api.ts'

/** A token that can be used now. */
export type LiveToken = Extract<AccessAnswer, { kind: 'token' }>

/** What somebody without a connection is told. */
export const notConnected = 'Connect your Spotify account first.'

/** The object of an account: the same one for every request. */
export function accountObject(
  bindings: Bindings,
  ownerId: string,
): Pick<SpotifyAccount, 'redeem' | 'access' | 'disconnect'> {
  // The binding is untyped so that settings need not know classes; the name in wrangler.toml is this class.
  return bindings.SPOTIFY_ACCOUNTS.getByName(ownerId) as unknown as SpotifyAccount
}

/** A token of this account's connection. Refuses, saying why, where there is none. */
export async function getToken(bindings: Bindings, ownerId: string, rejected?: string): Promise<LiveToken> {
  const answer = await accountObject(bindings, ownerId).access({ ownerId, nowMs: Date.now(), rejected })
  if (answer.kind === 'token') return answer
  throw refusalOf(answer)
}

/** Access to the Web API as this account. */
export function accessOf(bindings: Bindings, ownerId: string): Access {
  return { token: async (rejected) => (await getToken(bindings, ownerId, rejected)).accessToken }
}

function refusalOf(answer: Exclude<AccessAnswer, LiveToken>): Refusal {
  switch (answer.kind) {
    case 'none':
      return new Refusal('spotify-not-connected', notConnected)
    case 'consent-needed':
      return consentNeeded()
    case 'not-set-up':
      return new Refusal(
        'not-set-up',
        'Spotify does not know this installation: its client id or secret is wrong. Tell the operator.',
      )
    case 'busy':
      return refusalOfHold({ seconds: answer.retryAfterSeconds, isQuota: false })
    case 'away':
      return away()
  }
}
