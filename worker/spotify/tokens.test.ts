import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '../db/client.ts'
import type { Bindings } from '../env.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { accountIdOf } from '../testing/material.ts'
import { accountObject } from './account.ts'
import { PlayerToken, SpotifyState } from './schema.ts'
import { sealTokens } from './sealing.ts'
import { changeConnection, findConnection } from './store.ts'
import { connectSpotify, restart, useFakeSpotify } from './use-spotify.fake.ts'

const spotify = useFakeSpotify()
const bindings = env as unknown as Bindings
const db = openDatabase(bindings.DB)
const oldKey = { id: 'old', key: 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=' }

const refreshes = () => spotify.current.accounts.asked.filter(({ grant }) => grant === 'refresh_token')

/** Somebody whose access token is over, as after an hour. */
async function connected(rotates = false): Promise<Client> {
  const [ada] = await signIn('ada')
  const { rules } = spotify.current.accounts
  rules.rotates = rotates
  rules.accessSeconds = 20
  await connectSpotify(ada, spotify.current, 'ada')
  rules.accessSeconds = 3600
  return ada
}

async function tokenOf(client: Client): Promise<string> {
  return PlayerToken.parse((await client.get('/spotify/player-token')).json).accessToken
}

async function forgetInMemory(client: Client): Promise<void> {
  const accountId = await accountIdOf(client)
  await restart(() => bindings.SPOTIFY_ACCOUNTS.getByName(accountId))
}

describe('an access token that is over', () => {
  test('is refreshed once for a hundred requests at once', async () => {
    const ada = await connected(true)
    const nowMs = Date.now()
    const ownerId = await accountIdOf(ada)
    // The object itself is asked: the limit of one person's requests is lower than a hundred.
    const object = accountObject(bindings, ownerId)
    const answers = await Promise.all(Array.from({ length: 100 }, () => object.access({ ownerId, nowMs })))
    expect(refreshes()).toEqual([{ grant: 'refresh_token', status: 200 }])
    const tokens = new Set(
      answers.map((answer) => (answer.kind === 'token' ? answer.accessToken : answer.kind)),
    )
    expect(tokens).toEqual(new Set([await tokenOf(ada)]))
  })

  test('is refreshed again with the old refresh token where Spotify sends no new one', async () => {
    const ada = await connected(false)
    const first = await tokenOf(ada)
    spotify.current.accounts.endAccess('ada')
    expect((await ada.get('/spotify/playback')).status).toBe(200)
    expect(await tokenOf(ada)).not.toBe(first)
    expect(refreshes().map(({ status }) => status)).toEqual([200, 200])
  })

  test('is refreshed with each new refresh token where Spotify sends one, also after a restart', async () => {
    const ada = await connected(true)
    await tokenOf(ada)
    for (let round = 0; round < 3; round += 1) {
      spotify.current.accounts.endAccess('ada')
      await forgetInMemory(ada)
      expect((await ada.get('/spotify/playback')).status).toBe(200)
    }
    expect(refreshes().map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })

  test('is asked for again once when Spotify takes it before its time, and then no more', async () => {
    const ada = await connected()
    await tokenOf(ada)
    spotify.current.troubles.push({ kind: 'status', status: 401 }, { kind: 'status', status: 401 })
    expect((await ada.get('/spotify/playback')).problem?.type).toContain('spotify-unavailable')
    expect((await ada.get('/spotify/playback')).status).toBe(200)
  })
})

test('a token that Spotify refused is given to nobody again, also when the object that gave it is gone', async () => {
  const ada = await connected()
  const ownerId = await accountIdOf(ada)
  const rejected = await tokenOf(ada)
  await forgetInMemory(ada)
  const answer = await accountObject(bindings, ownerId).access({ ownerId, nowMs: Date.now(), rejected })
  expect(answer.kind).toBe('token')
  const token = await tokenOf(ada)
  expect(token).not.toBe(rejected)
  // Whoever comes late with the old one is given the new one, and nothing is asked of Spotify.
  await accountObject(bindings, ownerId).access({ ownerId, nowMs: Date.now(), rejected })
  expect(await tokenOf(ada)).toBe(token)
})

describe('a consent that has ended', () => {
  test('after six months is asked for again, plainly, and giving it connects again', async () => {
    const ada = await connected(true)
    spotify.current.advance(200 * 86_400_000)
    const refused = await ada.get('/spotify/playback')
    expect(refused.problem?.type).toContain('spotify-consent-needed')
    expect(refused.problem?.detail).toContain('Connect again')
    const { connection } = SpotifyState.parse((await ada.get('/spotify')).json)
    expect(connection).toMatchObject({ status: 'consent-needed', displayName: 'ada at Spotify' })
    // Spotify is not asked again and again with what it has refused.
    await ada.get('/spotify/playback')
    expect(refreshes()).toHaveLength(1)
    await connectSpotify(ada, spotify.current, 'ada')
    expect((await ada.get('/spotify/playback')).status).toBe(200)
  })

  test('leaves nothing of its tokens behind', async () => {
    const ada = await connected()
    spotify.current.accounts.revoke('ada')
    await ada.get('/spotify/playback')
    expect(await findConnection(db, await accountIdOf(ada))).toMatchObject({
      status: 'consent-needed',
      sealed: '',
    })
  })
})

describe('when the accounts service', () => {
  test('asks to wait, that is said with its time', async () => {
    const ada = await connected()
    spotify.current.advance(60_000)
    const body = { error: 'too many' }
    spotify.current.tokenTroubles.push({
      kind: 'status',
      status: 429,
      body,
      headers: { 'retry-after': '17' },
    })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
    const answer = await ada.get('/spotify/playback')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '17'])
    expect((await ada.get('/spotify/playback')).status).toBe(200)
  })

  test('is away, a token that is still good is used on, and nobody loses their connection', async () => {
    const ada = await connected()
    spotify.current.tokenTroubles.push({ kind: 'status', status: 503, body: 'down' })
    expect((await ada.get('/spotify/playback')).status).toBe(200)
    spotify.current.tokenTroubles.push({ kind: 'status', status: 200, body: 'no JSON' })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
    spotify.current.advance(0)
    expect((await ada.get('/spotify/playback')).problem?.type).toContain('spotify-unavailable')
    expect((await ada.get('/spotify/playback')).status).toBe(200)
  })

  test('does not know the app any more, the operator is named as who can help', async () => {
    const ada = await connected()
    const body = { error: 'invalid_client', error_description: 'Invalid client' }
    spotify.current.tokenTroubles.push({ kind: 'status', status: 400, body })
    const answer = await ada.get('/spotify/playback')
    expect([answer.status, answer.problem?.detail]).toEqual([501, expect.stringContaining('operator')])
    expect((await ada.get('/spotify/playback')).status).toBe(200)
  })

  beforeEach(() => void vi.useRealTimers())
  afterEach(() => void vi.useRealTimers())
})

describe('keys that are rotated', () => {
  test('open what the old one sealed, and seal it with the new one when it is read', async () => {
    const ada = await connected()
    const ownerId = await accountIdOf(ada)
    const { accessToken } = PlayerToken.parse((await ada.get('/spotify/player-token')).json)
    const sealed = await sealTokens([oldKey], ownerId, { accessToken, refreshToken: 'AQ-of-before' })
    await changeConnection(db, ownerId, sealed)
    await forgetInMemory(ada)
    expect(await tokenOf(ada)).toBe(accessToken)
    expect((await findConnection(db, ownerId))?.keyId).toBe('new')
  })

  test('that are lost end a connection as a consent does, and nothing breaks', async () => {
    const ada = await connected()
    const ownerId = await accountIdOf(ada)
    const lost = { id: 'lost', key: oldKey.key }
    await changeConnection(
      db,
      ownerId,
      await sealTokens([lost], ownerId, { accessToken: 'x', refreshToken: 'y' }),
    )
    await forgetInMemory(ada)
    expect((await ada.get('/spotify/playback')).problem?.type).toContain('spotify-consent-needed')
  })

  test("from somebody else's row open nothing", async () => {
    const ada = await connected()
    const [bo] = await signIn('bo')
    await connectSpotify(bo, spotify.current, 'bo')
    const [adaId, boId] = [await accountIdOf(ada), await accountIdOf(bo)]
    const row = await findConnection(db, adaId)
    await changeConnection(db, boId, { sealed: row?.sealed ?? '', keyId: row?.keyId ?? '' })
    await forgetInMemory(bo)
    expect((await bo.get('/spotify/player-token')).problem?.type).toContain('spotify-consent-needed')
  })
})
