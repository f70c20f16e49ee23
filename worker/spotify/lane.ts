/** Whether the operator has lit the Spotify lane, and with what. */
import type { Settings } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import type { TokenKey } from './sealing.ts'

/** The settings of a lit lane. */
export type Lane = {
  readonly clientId: string
  readonly clientSecret: string | undefined
  readonly keys: readonly TokenKey[]
  readonly accountsUrl: string
  readonly apiUrl: string
  /** Where Spotify sends browsers back to: what the operator's app at Spotify must name, to the letter. */
  readonly redirectUri: string
}

/** The lane, or `undefined` where no client id is set: everything of it is dark then. */
export function findLane(settings: Settings): Lane | undefined {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_TOKEN_KEYS: keys } = settings
  if (clientId === undefined || keys === undefined) return undefined
  return {
    clientId,
    clientSecret: settings.SPOTIFY_CLIENT_SECRET,
    keys,
    accountsUrl: settings.SPOTIFY_ACCOUNTS_URL,
    apiUrl: settings.SPOTIFY_API_URL,
    redirectUri: loopbackOf(new URL('/api/v1/spotify/callback', settings.WEB_ORIGIN)).href,
  }
}

/** The lane. In the dark, nothing of it is there. */
export function getLane(settings: Settings): Lane {
  const lane = findLane(settings)
  if (lane === undefined) throw new Refusal('not-found', 'This installation has no Spotify lane.')
  return lane
}

/** Spotify sends nobody to `localhost` since 2025, only to the address that it stands for. */
function loopbackOf(url: URL): URL {
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1'
  return url
}

/**
 * The same way back under the name that the session's cookie belongs to, where Spotify had to send the browser to the
 * address instead; `undefined` where the browser is right already.
 */
export function wayHome(settings: Settings, requestUrl: string): string | undefined {
  const [asked, web] = [new URL(requestUrl), new URL(settings.WEB_ORIGIN)]
  if (asked.hostname !== '127.0.0.1' || web.hostname !== 'localhost') return undefined
  return new URL(`${asked.pathname}${asked.search}`, web).href
}
