/** Connecting an account here with one at Spotify: the way there, the way back, and how it stands. */
import { msOfHours, msOfMinutes } from '#core/units.ts'
import { hashOfSecret, newSecret } from '../accounts/secret.ts'
import { openDatabase } from '../db/client.ts'
import type { Bindings, Settings } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import { isSignatureOf, signatureOf } from '../storage/signature.ts'
import { accountObject, notConnected } from './account.ts'
import { openSpotifyAccounts } from './client.ts'
import { findLane, type Lane } from './lane.ts'
import type { CallbackAnswer, Outcome, SpotifyState } from './schema.ts'
import { addAuthorization, findConnection, useAuthorization } from './store.ts'

/** Who connects, and with what. */
export type Connecting = {
  readonly bindings: Bindings
  readonly settings: Settings
  readonly owner: { readonly id: string }
  readonly nowMs: number
}

/** Consent is given within this time, or the way there is gone again. */
const lifeMs = msOfMinutes(10)
/** Spotify says six months; the shortest six have so many days, and nobody is told of more. */
const consentMs = msOfHours(181 * 24)

/** How the lane and this account stand. */
export async function readState({ bindings, settings, owner }: Connecting): Promise<SpotifyState> {
  if (findLane(settings) === undefined) return { isLit: false, connection: null }
  const row = await findConnection(openDatabase(bindings.DB), owner.id)
  if (row === undefined) return { isLit: true, connection: null }
  const { status, displayName, product } = row
  const scopes = row.scopes.split(' ').filter((scope) => scope !== '')
  const connection = { status, displayName, product, scopes, consentUntil: consentUntil(row.consentedAtMs) }
  return { isLit: true, connection }
}

/**
 * The page of Spotify that asks for consent. What comes back from there is good once, for ten minutes, and for this account
 * alone: its `state` carries our signature over the account's id. The verifier of PKCE is derived, and so kept nowhere.
 */
export async function beginConnection(connecting: Connecting, lane: Lane, returnTo: string): Promise<string> {
  const { bindings, settings, owner, nowMs } = connecting
  const nonce = newSecret('')
  const row = {
    nonceHash: await hashOfSecret(nonce),
    ownerId: owner.id,
    returnTo,
    expiresAtMs: nowMs + lifeMs,
  }
  await addAuthorization(openDatabase(bindings.DB), row, nowMs)
  const secret = settings.SIGNING_SECRET
  const state = `${nonce}.${await signatureOf(secret, ['spotify-state', owner.id, nonce])}`
  return openSpotifyAccounts(lane).authorizationUrl(state, await verifierOf(secret, owner.id, nonce))
}

/** What Spotify sent the browser back with, used up: how it ended, and where the app goes on. */
export async function finishConnection(
  connecting: Connecting,
  { state = '', code, error }: CallbackAnswer,
): Promise<{ readonly outcome: Outcome; readonly returnTo: string }> {
  const { bindings, settings, owner, nowMs } = connecting
  const nowhere = { outcome: 'link-invalid', returnTo: '/spotify' } as const
  const [nonce = '', signature = ''] = state.split('.')
  const secret = settings.SIGNING_SECRET
  if (!(await isSignatureOf(secret, ['spotify-state', owner.id, nonce], signature))) return nowhere
  const way = { ownerId: owner.id, nonceHash: await hashOfSecret(nonce) }
  const returnTo = await useAuthorization(openDatabase(bindings.DB), way, nowMs)
  if (returnTo === undefined) return nowhere
  if (error !== undefined || code === undefined)
    return { outcome: error === 'access_denied' ? 'denied' : 'code-refused', returnTo }
  const verifier = await verifierOf(secret, owner.id, nonce)
  const outcome = await accountObject(bindings, owner.id).redeem({
    ownerId: owner.id,
    code,
    verifier,
    nowMs,
  })
  return { outcome, returnTo }
}

/** Who the person is at Spotify. Refuses where they are not connected. */
export async function getSpotifyUserId({ bindings, owner }: Connecting): Promise<string> {
  const row = await findConnection(openDatabase(bindings.DB), owner.id)
  if (row === undefined) throw new Refusal('spotify-not-connected', notConnected)
  return row.spotifyUserId
}

/** Ends the connection here; one that is not there is no error. */
export async function endConnection({ bindings, owner }: Connecting): Promise<void> {
  await accountObject(bindings, owner.id).disconnect(owner.id)
}

/** 43 characters of the alphabet that a verifier has (RFC 7636, section 4.1), which nobody without our secret can tell. */
async function verifierOf(secret: string, ownerId: string, nonce: string): Promise<string> {
  return await signatureOf(secret, ['spotify-verifier', ownerId, nonce])
}

function consentUntil(consentedAtMs: number): string {
  return new Date(consentedAtMs + consentMs).toISOString()
}
