/** The tokens of one account's Spotify connection, in an object of its own, so that of any number of requests one refreshes them. */
import { DurableObject } from 'cloudflare:workers'
import { z } from 'zod'
import { msOfSeconds } from '#core/units.ts'
import { openDatabase } from '../db/client.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { logEvent } from '../http/log.ts'
import { Refusal } from '../http/refusal.ts'
import { budgetOf } from './budget.ts'
import { type NewTokens, openSpotifyAccounts, type TokenAnswer } from './client.ts'
import { findLane, type Lane } from './lane.ts'
import type { Outcome } from './schema.ts'
import { openTokens, sealTokens } from './sealing.ts'
import {
  type ConnectionRow,
  changeConnection,
  findConnection,
  putConnection,
  removeConnection,
} from './store.ts'
import { openWebApi } from './web-api.ts'

/** A token to call with, or why there is none. */
export type AccessAnswer =
  | { readonly kind: 'token'; readonly accessToken: string; readonly expiresAtMs: number }
  | { readonly kind: 'none' | 'consent-needed' | 'not-set-up' | 'away' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }

type Held = { readonly accessToken: string; readonly expiresAtMs: number }

/** A token is not used in its last minute: it must last for the call. */
const marginMs = 60_000

/** Spotify tells new apps of a person no more than a name; `product` is there for older apps. */
const Me = z.object({
  id: z.string().min(1),
  display_name: z.string().max(1000).nullish().catch(null),
  product: z.string().max(100).nullish().catch(null),
})

/** Holds the tokens while it is awake. What it keeps for good is the row, encrypted. Its methods answer; they do not throw. */
export class SpotifyAccount extends DurableObject<Bindings> {
  #held: Held | undefined
  #reading: Promise<AccessAnswer> | undefined
  #rejected: string | undefined
  #turn: Promise<unknown> = Promise.resolve()

  /** Redeems a code of Spotify's, and keeps the connection. */
  async redeem(wish: {
    readonly ownerId: string
    readonly code: string
    readonly verifier: string
    readonly nowMs: number
  }): Promise<Outcome> {
    return await this.#inTurn(async () => {
      const lane = this.#lane()
      const answer = await openSpotifyAccounts(lane).redeem(wish.code, wish.verifier)
      if (answer.kind !== 'tokens') return outcomeOf(answer)
      const { refreshToken } = answer
      // Without one, the connection would end within the hour.
      if (refreshToken === undefined) return 'code-refused'
      return await this.#keep(lane, { ...answer, refreshToken }, wish)
    })
  }

  /** A token that is good for a minute at least. `rejected`: one that Spotify does not take, whatever its time. */
  async access(wish: {
    readonly ownerId: string
    readonly nowMs: number
    readonly rejected?: string | undefined
  }): Promise<AccessAnswer> {
    // One that is held meanwhile is another one, unless it is this very one; after a restart none is held.
    if (wish.rejected !== undefined && (this.#held?.accessToken ?? wish.rejected) === wish.rejected) {
      this.#rejected = wish.rejected
      this.#held = undefined
    }
    if (this.#held !== undefined && this.#held.expiresAtMs - marginMs > wish.nowMs)
      return { kind: 'token', ...this.#held }
    // Whoever asks meanwhile gets the same answer: a refresh token may be good once only.
    this.#reading ??= this.#inTurn(() => this.#read(wish)).finally(() => {
      this.#reading = undefined
    })
    return await this.#reading
  }

  /** Forgets the connection. Spotify itself has no way to be told; the person takes consent back there. */
  async disconnect(ownerId: string): Promise<void> {
    await this.#inTurn(async () => {
      this.#held = undefined
      await removeConnection(this.#db(), ownerId)
    })
  }

  async #keep(
    lane: Lane,
    tokens: NewTokens & { readonly refreshToken: string },
    { ownerId, nowMs }: { readonly ownerId: string; readonly nowMs: number },
  ): Promise<Outcome> {
    const access = { token: async () => tokens.accessToken }
    const api = openWebApi({ apiUrl: lane.apiUrl, access, budget: budgetOf(this.env, lane) })
    try {
      const me = await api.read({ method: 'GET', path: '/me' }, Me)
      if (me === undefined) return 'unavailable'
      const expiresAtMs = nowMs + msOfSeconds(tokens.expiresInSeconds)
      await putConnection(this.#db(), {
        ownerId,
        status: 'connected',
        ...(await sealTokens(lane.keys, ownerId, tokens)),
        accessExpiresAtMs: expiresAtMs,
        consentedAtMs: nowMs,
        scopes: tokens.scopes,
        spotifyUserId: me.id,
        displayName: me.display_name ?? null,
        product: me.product ?? null,
      })
      this.#held = { accessToken: tokens.accessToken, expiresAtMs }
      return 'connected'
    } catch (error) {
      if (error instanceof Refusal) return outcomeOfRefusal(error)
      throw error
    }
  }

  async #read({
    ownerId,
    nowMs,
  }: {
    readonly ownerId: string
    readonly nowMs: number
  }): Promise<AccessAnswer> {
    const lane = this.#lane()
    const row = await findConnection(this.#db(), ownerId)
    if (row === undefined) return { kind: 'none' }
    if (row.status === 'consent-needed') return { kind: 'consent-needed' }
    const tokens = await openTokens(lane.keys, ownerId, row)
    if (tokens === undefined) {
      logEvent('spotify-tokens-locked', { keyId: row.keyId })
      return await this.#endConsent(ownerId)
    }
    if (row.keyId !== lane.keys[0]?.id)
      await changeConnection(this.#db(), ownerId, await sealTokens(lane.keys, ownerId, tokens))
    const held = { accessToken: tokens.accessToken, expiresAtMs: row.accessExpiresAtMs }
    if (held.accessToken !== this.#rejected && held.expiresAtMs - marginMs > nowMs) {
      this.#held = held
      return { kind: 'token', ...held }
    }
    return await this.#refresh(lane, row, { ...held, refreshToken: tokens.refreshToken, nowMs })
  }

  async #refresh(
    lane: Lane,
    { ownerId }: ConnectionRow,
    old: Held & { readonly refreshToken: string; readonly nowMs: number },
  ): Promise<AccessAnswer> {
    const answer = await openSpotifyAccounts(lane).refresh(old.refreshToken)
    if (answer.kind === 'refused') return await this.#endConsent(ownerId)
    if (answer.kind !== 'tokens') {
      const isGood = old.accessToken !== this.#rejected && old.expiresAtMs > old.nowMs
      const { accessToken, expiresAtMs } = old
      return isGood && answer.kind !== 'not-set-up' ? { kind: 'token', accessToken, expiresAtMs } : answer
    }
    const { accessToken } = answer
    const expiresAtMs = old.nowMs + msOfSeconds(answer.expiresInSeconds)
    // Spotify sends a new refresh token or none; where there is none, the old one goes on being good.
    const refreshToken = answer.refreshToken ?? old.refreshToken
    const sealed = await sealTokens(lane.keys, ownerId, { accessToken, refreshToken })
    await changeConnection(this.#db(), ownerId, { ...sealed, accessExpiresAtMs: expiresAtMs })
    this.#held = { accessToken, expiresAtMs }
    this.#rejected = undefined
    return { kind: 'token', accessToken, expiresAtMs }
  }

  /** Nothing is kept of tokens that are good for nothing. */
  async #endConsent(ownerId: string): Promise<AccessAnswer> {
    this.#held = undefined
    await changeConnection(this.#db(), ownerId, { status: 'consent-needed', keyId: '', sealed: '' })
    return { kind: 'consent-needed' }
  }

  /** One after the other: what is written is what was read last. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(task)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  #db() {
    return openDatabase(this.env.DB)
  }

  #lane(): Lane {
    const lane = findLane(settingsOf(this.env))
    if (lane === undefined) throw new Error('the Spotify lane is dark')
    return lane
  }
}

function outcomeOf({ kind }: Exclude<TokenAnswer, NewTokens>): Outcome {
  const outcomes = {
    refused: 'code-refused',
    'not-set-up': 'not-set-up',
    busy: 'busy',
    away: 'unavailable',
  } as const
  return outcomes[kind]
}

function outcomeOfRefusal({ code }: Refusal): Outcome {
  if (code === 'spotify-not-on-list') return 'not-on-list'
  if (code === 'spotify-owner-premium') return 'owner-without-premium'
  return code === 'spotify-busy' || code === 'spotify-quota-exceeded' ? 'busy' : 'unavailable'
}
