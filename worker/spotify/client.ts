/** Spotify's accounts service (developer.spotify.com, Authorization Code with PKCE): consent, and tokens for it. */
import { CodeChallengeMethod, OAuth2Client, OAuth2RequestError, type OAuth2Tokens } from 'arctic'
import { logEvent } from '../http/log.ts'
import type { Lane } from './lane.ts'
import { retryAfterSeconds } from './retry-after.ts'

/** What the lane does, and no more. `streaming`, `user-read-private` and `user-read-email` are what the player in the browser asks for. */
const scopes = [
  'user-read-private',
  'user-read-email',
  'user-read-playback-state',
  'user-modify-playback-state',
  'user-read-currently-playing',
  'playlist-read-private',
  'playlist-read-collaborative',
  'playlist-modify-private',
  'playlist-modify-public',
  'streaming',
]

/** New tokens. There is no refresh token where the one we have goes on being good. */
export type NewTokens = {
  readonly kind: 'tokens'
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly expiresInSeconds: number
  readonly scopes: string
}

/** What asking for tokens came to. `refused`: the code or the refresh token is good no more (`invalid_grant`). */
export type TokenAnswer =
  | NewTokens
  | { readonly kind: 'refused' }
  /** The client id or its secret is wrong. */
  | { readonly kind: 'not-set-up' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  | { readonly kind: 'away' }

/** The accounts service, for one app. None of it throws. */
export type SpotifyAccounts = {
  /** The page that asks for consent. `verifier` is kept from everybody until the code is redeemed (RFC 7636). */
  authorizationUrl(state: string, verifier: string): string
  redeem(code: string, verifier: string): Promise<TokenAnswer>
  refresh(refreshToken: string): Promise<TokenAnswer>
}

const timeoutMs = 8000
/** Access tokens live an hour; whatever is said of it, they are not trusted longer. */
const longestLifeSeconds = 3600

/** Opens the accounts service. */
export function openSpotifyAccounts(lane: Lane): SpotifyAccounts {
  const client = new OAuth2Client(lane.clientId, lane.clientSecret ?? null, lane.redirectUri)
  const tokenUrl = new URL('/api/token', lane.accountsUrl).href
  return {
    authorizationUrl: (state, verifier) =>
      client.createAuthorizationURLWithPKCE(
        new URL('/authorize', lane.accountsUrl).href,
        state,
        CodeChallengeMethod.S256,
        verifier,
        scopes,
      ).href,
    redeem: (code, verifier) =>
      ask('redeem', () => client.validateAuthorizationCode(tokenUrl, code, verifier)),
    // No scopes: it goes on with those that were consented to.
    refresh: (refreshToken) => ask('refresh', () => client.refreshAccessToken(tokenUrl, refreshToken, [])),
  }
}

async function ask(name: string, call: () => Promise<OAuth2Tokens>): Promise<TokenAnswer> {
  const { pending, answer } = watched(call)
  try {
    return tokensOf(await pending)
  } catch (error) {
    const status = answer()?.status ?? 0
    const code = error instanceof OAuth2RequestError ? error.code : ''
    logEvent('spotify-tokens-failed', { name, status, code })
    if (code === 'invalid_grant') return { kind: 'refused' }
    if (code !== '' && code !== 'server_error' && code !== 'temporarily_unavailable')
      return { kind: 'not-set-up' }
    const headers = answer()?.headers
    if (status === 429 && headers !== undefined)
      return { kind: 'busy', retryAfterSeconds: retryAfterSeconds(headers, 5) }
    return { kind: 'away' }
  }
}

/**
 * Calls arctic with a `fetch` that ends after a while and remembers the answer: arctic waits for ever, and drops
 * `Retry-After`. It calls `fetch` before it first waits, so nobody else meets the one in its place; a test holds that.
 */
function watched<T>(call: () => Promise<T>): {
  readonly pending: Promise<T>
  readonly answer: () => Response | undefined
} {
  let answer: Response | undefined
  const outer = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    answer = await outer(input, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    return answer
  }
  try {
    return { pending: call(), answer: () => answer }
  } finally {
    globalThis.fetch = outer
  }
}

/** Throws where Spotify left out what it must say. */
function tokensOf(tokens: OAuth2Tokens): NewTokens {
  const accessToken = tokens.accessToken()
  const refreshToken = tokens.hasRefreshToken() ? tokens.refreshToken() : undefined
  // What does not fit into a header would be written, token and all, into a warning of the platform.
  if (![accessToken, refreshToken ?? accessToken].every((token) => /^[!-~]+$/.test(token)))
    throw new Error('a token is none')
  return {
    kind: 'tokens',
    accessToken,
    refreshToken,
    expiresInSeconds: Math.min(longestLifeSeconds, Math.max(0, tokens.accessTokenExpiresInSeconds())),
    scopes: tokens.hasScopes() ? tokens.scopes().join(' ') : scopes.join(' '),
  }
}
