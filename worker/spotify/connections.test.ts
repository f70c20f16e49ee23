import { createExecutionContext, env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { app } from '../app.ts'
import { openDatabase } from '../db/client.ts'
import type { Bindings } from '../env.ts'
import { type Client, makeClient, origin, signIn, stranger } from '../testing/harness.ts'
import { accountIdOf } from '../testing/material.ts'
import { SpotifyState } from './schema.ts'
import { findConnection } from './store.ts'
import { beginAtSpotify, comeBack, connectSpotify, useFakeSpotify } from './use-spotify.fake.ts'

const spotify = useFakeSpotify()
const bindings = env as unknown as Bindings
const db = openDatabase(bindings.DB)

async function stateOf(client: Client) {
  return SpotifyState.parse((await client.get('/spotify')).json)
}

async function outcomeOf(client: Client, address: string): Promise<string | null> {
  return (await comeBack(client, address)).searchParams.get('outcome')
}

describe('connecting', () => {
  test('goes to Spotify and back, and says who is connected until when', async () => {
    const [ada] = await signIn('ada')
    expect(await stateOf(ada)).toEqual({ isLit: true, connection: null })
    const page = await beginAtSpotify(ada)
    expect(page.origin).toBe('http://accounts.spotify.test')
    expect(spotify.current.accounts.faultOf(page)).toBeUndefined()
    const home = await comeBack(ada, spotify.current.accounts.decide(page, 'ada'))
    expect(home.href).toBe(`${origin}/spotify?outcome=connected`)
    const { connection } = await stateOf(ada)
    expect(connection).toMatchObject({ status: 'connected', displayName: 'ada at Spotify', product: null })
    expect(connection?.scopes).toContain('streaming')
    const days = (Date.parse(connection?.consentUntil ?? '') - Date.now()) / 86_400_000
    expect(Math.round(days)).toBeGreaterThanOrEqual(181)
    expect(Math.round(days)).toBeLessThanOrEqual(184)
  })

  test('sends the browser to 127.0.0.1, since Spotify sends nobody to localhost, and finds its session again', async () => {
    const [ada] = await signIn('ada')
    const page = await beginAtSpotify(ada)
    const back = new URL(spotify.current.accounts.decide(page, 'ada'))
    expect(back.origin).toBe('http://127.0.0.1:8787')
    // The browser has no cookie for this name, and is asked for none: it is sent on.
    const hop = await app.fetch(new Request(back), bindings, createExecutionContext())
    expect([hop.status, hop.headers.get('location')]).toEqual([
      302,
      `${origin}${back.pathname}${back.search}`,
    ])
  })

  test('goes on in the app where it was begun, and nowhere else', async () => {
    const [ada] = await signIn('ada')
    const page = await beginAtSpotify(ada, '/rooms/rom_1/host')
    const home = await comeBack(ada, spotify.current.accounts.decide(page, 'ada'))
    expect(home.pathname).toBe('/rooms/rom_1/host')
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', '/a?b=c', ''])
      expect((await ada.post('/spotify/connections', { returnTo })).status).toBe(400)
  })

  test('that the person says no to changes nothing', async () => {
    const [ada] = await signIn('ada')
    const page = await beginAtSpotify(ada)
    expect(await outcomeOf(ada, spotify.current.accounts.decide(page, undefined))).toBe('denied')
    expect((await stateOf(ada)).connection).toBeNull()
  })

  test('again takes the place of the connection before it', async () => {
    const [ada] = await signIn('ada')
    await connectSpotify(ada, spotify.current, 'ada')
    await connectSpotify(ada, spotify.current, 'bo')
    expect((await stateOf(ada)).connection?.displayName).toBe('bo at Spotify')
  })

  test('is undone at once', async () => {
    const [ada] = await signIn('ada')
    await connectSpotify(ada, spotify.current, 'ada')
    expect((await ada.delete('/spotify/connections')).status).toBe(204)
    expect((await stateOf(ada)).connection).toBeNull()
    expect((await ada.get('/spotify/player-token')).problem?.type).toContain('spotify-not-connected')
    expect((await ada.delete('/spotify/connections')).status).toBe(204)
  })
})

describe('the way back from Spotify', () => {
  test('is good once', async () => {
    const [ada] = await signIn('ada')
    const back = spotify.current.accounts.decide(await beginAtSpotify(ada), 'ada')
    expect(await outcomeOf(ada, back)).toBe('connected')
    expect(await outcomeOf(ada, back)).toBe('link-invalid')
    expect(spotify.current.accounts.asked).toHaveLength(1)
  })

  test('of somebody else leads nowhere, and is not used up by the attempt', async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const back = spotify.current.accounts.decide(await beginAtSpotify(ada), 'ada')
    expect(await outcomeOf(bo, back)).toBe('link-invalid')
    expect((await stateOf(bo)).connection).toBeNull()
    expect(spotify.current.accounts.asked).toEqual([])
    expect(await outcomeOf(ada, back)).toBe('connected')
  })

  test('with a state that was made up, changed or left out leads nowhere', async () => {
    const [ada] = await signIn('ada')
    const back = new URL(spotify.current.accounts.decide(await beginAtSpotify(ada), 'ada'))
    const [nonce = '', signature = ''] = back.searchParams.get('state')?.split('.') ?? []
    for (const state of [
      `${nonce}x.${signature}`,
      `${nonce}.${signature.slice(1)}`,
      nonce,
      'x',
      '',
      '.'.repeat(200),
    ]) {
      const forged = new URL(back)
      forged.searchParams.set('state', state)
      expect(await outcomeOf(ada, forged.href)).toBe('link-invalid')
    }
    back.searchParams.delete('state')
    expect(await outcomeOf(ada, back.href)).toBe('link-invalid')
    expect(spotify.current.accounts.asked).toEqual([])
  })

  test('is over after ten minutes', async () => {
    const [ada] = await signIn('ada')
    const page = await beginAtSpotify(ada)
    const back = spotify.current.accounts.decide(page, 'ada')
    const late = Date.now() + 10 * 60_000 + 1000
    vi.useFakeTimers({ toFake: ['Date'], now: late })
    expect(await outcomeOf(ada, back)).toBe('link-invalid')
  })

  afterEach(() => void vi.useRealTimers())

  test('of somebody who is not signed in ends where they can', async () => {
    const [ada] = await signIn('ada')
    const back = spotify.current.accounts.decide(await beginAtSpotify(ada), 'ada')
    expect(await outcomeOf(stranger(), back)).toBe('sign-in-required')
  })

  test('with a code of another page of consent is refused by its proof (PKCE)', async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const stolen = new URL(spotify.current.accounts.decide(await beginAtSpotify(ada), 'ada'))
    const mine = new URL(spotify.current.accounts.decide(await beginAtSpotify(bo), 'bo'))
    mine.searchParams.set('code', stolen.searchParams.get('code') ?? '')
    expect(await outcomeOf(bo, mine.href)).toBe('code-refused')
    expect((await stateOf(bo)).connection).toBeNull()
  })

  test('to an address that the app does not name to the letter is not gone at all', async () => {
    const [ada] = await signIn('ada')
    spotify.current.app.redirectUris = ['http://127.0.0.1:8787/api/v1/spotify/callback/']
    const fault = spotify.current.accounts.faultOf(await beginAtSpotify(ada))
    expect(fault).toBe('INVALID_CLIENT: Invalid redirect URI')
  })

  test('says it when the person is not on the list of the app, or its owner has no Premium', async () => {
    const [ada] = await signIn('ada')
    spotify.current.person('ada').isOnList = false
    expect(await outcomeOf(ada, spotify.current.accounts.decide(await beginAtSpotify(ada), 'ada'))).toBe(
      'not-on-list',
    )
    spotify.current.app.ownerHasPremium = false
    expect(await outcomeOf(ada, spotify.current.accounts.decide(await beginAtSpotify(ada), 'ada'))).toBe(
      'owner-without-premium',
    )
    expect((await stateOf(ada)).connection).toBeNull()
  })

  test('says it when Spotify breaks, is overrun or does not know the app', async () => {
    const [ada] = await signIn('ada')
    const outcomes = { 502: 'unavailable', 429: 'busy', 400: 'not-set-up' }
    for (const [status, outcome] of Object.entries(outcomes)) {
      const body = status === '400' ? { error: 'invalid_client' } : 'no'
      spotify.current.tokenTroubles.push({ kind: 'status', status: Number(status), body })
      const back = spotify.current.accounts.decide(await beginAtSpotify(ada), 'ada')
      expect(await outcomeOf(ada, back)).toBe(outcome)
    }
  })
})

describe('what is kept of a connection', () => {
  let lines: string[] = []
  beforeEach(() => {
    lines = []
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  })
  afterEach(() => void vi.restoreAllMocks())

  test('names no token, and no line of the log does, nor a code', async () => {
    const [ada] = await signIn('ada')
    const back = spotify.current.accounts.decide(await beginAtSpotify(ada), 'ada')
    await comeBack(ada, back)
    const { accessToken } = (await ada.get('/spotify/player-token')).json as { accessToken: string }
    spotify.current.accounts.revoke('ada')
    await ada.get('/spotify/playback')
    const row = JSON.stringify(await findConnection(db, await accountIdOf(ada)))
    const code = new URL(back).searchParams.get('code') ?? 'none'
    expect(accessToken).toMatch(/^BQ/)
    for (const secret of [accessToken, code, 'AQ', 'BQ'])
      expect(row).not.toMatch(new RegExp(`"[^"]*${secret}-`))
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) for (const secret of [accessToken, code]) expect(line).not.toContain(secret)
  })
})

describe('without a client id', () => {
  test('the lane is dark: nothing of it is there, and that it is dark is said', async () => {
    const [ada] = await signIn('ada')
    const dark = { ...bindings, SPOTIFY_CLIENT_ID: undefined }
    const ask = async (method: string, path: string) => {
      const headers = { cookie: ada.cookie, origin }
      const request = new Request(`${origin}/api/v1/spotify${path}`, { method, headers })
      return await app.fetch(request, dark, createExecutionContext())
    }
    expect(await (await ask('GET', '')).json()).toEqual({ isLit: false, connection: null })
    for (const [method, path] of [
      ['POST', '/connections'],
      ['DELETE', '/connections'],
      ['GET', '/playback'],
      ['GET', '/queue'],
      ['GET', '/player-token'],
      ['GET', '/callback?code=1&state=2'],
      ['POST', '/restorings'],
    ] as const)
      expect([path, (await ask(method, path)).status]).toEqual([path, 404])
  })
})

test('a token that may only read gives no token for the player', async () => {
  const [ada] = await signIn('ada')
  await connectSpotify(ada, spotify.current, 'ada')
  const made = await ada.post('/tokens', { name: 'reader', scopes: ['read'] })
  const { token } = made.json as { token: string }
  const reader = makeClient('', '', { authorization: `Bearer ${token}` })
  expect((await reader.get('/spotify/player-token')).problem?.type).toContain('scope-missing')
  expect((await reader.get('/spotify/playback')).status).toBe(200)
})
