import { expect, test } from 'vitest'
import { z } from 'zod'
import { budgetOf } from './budget.ts'
import { openSpotifyAccounts } from './client.ts'
import type { Lane } from './lane.ts'
import { bindingsOfTests, fakeApp, useFakeSpotify } from './use-spotify.fake.ts'
import { openWebApi } from './web-api.ts'

const spotify = useFakeSpotify()
const verifier = 'a-verifier-of-the-tests-that-is-long-enough-for-it'
const lane: Lane = {
  clientId: fakeApp.clientId,
  clientSecret: undefined,
  keys: [],
  accountsUrl: 'http://accounts.spotify.test',
  apiUrl: 'http://api.spotify.test',
  redirectUri: fakeApp.redirectUris[0] ?? '',
}

function codeFor(lit: Lane): string {
  const page = new URL(openSpotifyAccounts(lit).authorizationUrl('state', verifier))
  return new URL(spotify.current.accounts.decide(page, 'ada')).searchParams.get('code') ?? ''
}

async function tokenOf(lit: Lane): Promise<string> {
  const answer = await openSpotifyAccounts(lit).redeem(codeFor(lit), verifier)
  if (answer.kind !== 'tokens') throw new Error(answer.kind)
  return answer.accessToken
}

test('an app that has a secret shows it with its proof, and a wrong one is for the operator to mend', async () => {
  spotify.current.app.clientSecret = 'the secret'
  const withSecret = { ...lane, clientSecret: 'the secret' }
  expect(await tokenOf(withSecret)).toMatch(/^BQ/)
  const wrong = openSpotifyAccounts({ ...lane, clientSecret: 'another' })
  expect(await wrong.redeem(codeFor(lane), verifier)).toEqual({ kind: 'not-set-up' })
})

test('tokens that Spotify sends without what they must have are none', async () => {
  const { redeem } = openSpotifyAccounts(lane)
  for (const body of [
    {},
    { access_token: 'x' },
    { access_token: '', expires_in: 1 },
    { access_token: 1, expires_in: 1 },
    { access_token: 'naïve', expires_in: 1 },
    { access_token: 'x', refresh_token: 'two\nlines', expires_in: 1 },
  ]) {
    spotify.current.tokenTroubles.push({ kind: 'status', status: 200, body })
    expect(await redeem(codeFor(lane), verifier)).toEqual({ kind: 'away' })
  }
})

test('the place of `fetch` is given back before anybody else can meet the one that stood there, and is not needed any more', async () => {
  const before = globalThis.fetch
  const asked = openSpotifyAccounts(lane).redeem(codeFor(lane), verifier)
  expect(globalThis.fetch).toBe(before)
  // Whoever asked later than this would meet another one, and neither its limit of time nor what it remembers.
  globalThis.fetch = () => Promise.reject(new Error('asked too late'))
  try {
    expect(await asked).toMatchObject({ kind: 'tokens' })
    const refreshed = openSpotifyAccounts(lane).refresh('refresh')
    expect(await refreshed).toEqual({ kind: 'away' })
  } finally {
    globalThis.fetch = before
  }
})

test('an answer that takes too long is none: what only reads is asked again, what adds is not', async () => {
  const token = await tokenOf(lane)
  const access = { token: async () => token }
  const budget = budgetOf(bindingsOfTests, lane)
  const api = openWebApi({ apiUrl: lane.apiUrl, access, budget, timeoutMs: 30 })
  const read = () => api.read({ method: 'GET', path: '/me' }, z.object({ id: z.string() }))
  spotify.current.troubles.push({ kind: 'slow' }, { kind: 'slow' })
  expect(await read()).toEqual({ id: 'ada' })
  spotify.current.troubles.push({ kind: 'slow' })
  const calls = spotify.current.troubles.length
  const added = api.command({ method: 'POST', path: '/me/player/queue', query: { uri: 'spotify:track:x' } })
  await expect(added).rejects.toMatchObject({ code: 'spotify-unavailable' })
  expect(spotify.current.troubles.length).toBe(calls - 1)
  expect(spotify.current.calls.filter((call) => call.startsWith('POST'))).toEqual([])
})
