/** Puts a Spotify that is not there where the tests' settings say Spotify is, and connects people with it. */
import { env, runInDurableObject } from 'cloudflare:test'
import { beforeEach } from 'vitest'
import type { Bindings } from '../env.ts'
import type { Client } from '../testing/harness.ts'
import { Authorization } from './schema.ts'
import { FakeSpotify } from './spotify.fake.ts'

const addresses = ['http://accounts.spotify.test', 'http://api.spotify.test']

/** The app of the tests' settings. */
export const fakeApp = {
  clientId: 'a0client0of0the0tests',
  redirectUris: ['http://127.0.0.1:8787/api/v1/spotify/callback'],
}

/** A fresh fake for every test of a file. */
export function useFakeSpotify(): { readonly current: FakeSpotify } {
  const holder = { current: new FakeSpotify(fakeApp) }
  const otherFetch = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    return addresses.includes(new URL(request.url).origin)
      ? holder.current.handle(request)
      : otherFetch(request)
  }
  beforeEach(async () => {
    holder.current = new FakeSpotify(fakeApp)
    // What one test used up of the budget that everybody shares is not the next one's.
    await runInDurableObject(budgetObject(), async (_, { storage }) => {
      await storage.deleteAll()
      await storage.sync()
    })
    await restart(budgetObject)
  })
  return holder
}

/** What the tests' Worker is bound to. */
export const bindingsOfTests = env as unknown as Bindings

/** The object that counts what everybody here asks of Spotify. */
export function budgetObject(): DurableObjectStub {
  return bindingsOfTests.SPOTIFY_BUDGETS.getByName(fakeApp.clientId)
}

/** The machine that held an object in memory is gone; what it stored is not. A stub of before is good for nothing. */
export async function restart(object: () => DurableObjectStub): Promise<void> {
  await runInDurableObject(object(), (_, state) => state.abort('the machine is taken away')).catch(
    () => undefined,
  )
}

/** The page that asks this person for consent. */
export async function beginAtSpotify(client: Client, returnTo?: string): Promise<URL> {
  const answer = await client.post('/spotify/connections', returnTo === undefined ? {} : { returnTo })
  return new URL(Authorization.parse(answer.json).authorizationUrl)
}

/** The browser goes where Spotify sends it, as this person; answers where it ends. */
export async function comeBack(client: Client, address: string): Promise<URL> {
  let url = new URL(address)
  for (let hops = 0; url.pathname.startsWith('/api/v1/'); hops += 1) {
    if (hops > 2) throw new Error(`sent round and round: ${url.href}`)
    const path = `${url.pathname.slice('/api/v1'.length)}${url.search}`
    const response = await client.raw(path, { redirect: 'manual' })
    const location = response.headers.get('location')
    if (location === null) throw new Error(`answered ${response.status}: ${await response.text()}`)
    url = new URL(location)
  }
  return url
}

/** Connects somebody here with somebody at Spotify. */
export async function connectSpotify(client: Client, spotify: FakeSpotify, personId: string): Promise<void> {
  const back = await comeBack(client, spotify.accounts.decide(await beginAtSpotify(client), personId))
  if (back.searchParams.get('outcome') !== 'connected') throw new Error(`it ended with ${back.search}`)
}
