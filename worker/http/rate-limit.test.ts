import { createExecutionContext, env } from 'cloudflare:test'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { app } from '../app.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { origin, signIn } from '../testing/harness.ts'
import { problemOf } from './border.ts'
import type { AppEnv } from './context.ts'
import { networkOf, type RateLimit, rateLimited } from './rate-limit.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:12:34:a:b:c:d', '2001:db8:12:34'],
  ['2001:db8:12:34::1', '2001:db8:12:34'],
  ['2001:0DB8::1', '2001:db8:0:0'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
  ['::1', '0:0:0:0'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

/** Asks a route behind these limits, once from each address in turn: the statuses. */
async function askFrom(addresses: readonly string[], ...limits: readonly RateLimit[]) {
  const limited = new Hono<AppEnv>()
    .use(async (c, next) => {
      c.set('settings', settingsOf(c.env))
      await next()
    })
    .get('/', rateLimited(...limits), (c) => c.text('come in'))
  limited.onError((error) => problemOf(error, ''))
  const statuses: number[] = []
  for (const address of addresses) {
    const request = new Request('http://localhost/', { headers: { 'cf-connecting-ip': address } })
    statuses.push((await limited.fetch(request, env as unknown as Bindings)).status)
  }
  return statuses
}

const two = { by: 'address', capacity: 2, refillPerSecond: 0.001 } as const

test('an address is let in as often as its bucket holds, and every other address as well', async () => {
  const limit = { ...two, name: crypto.randomUUID() }
  expect(await askFrom(['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2'], limit)).toEqual([
    200, 200, 429, 200,
  ])
})

test('all addresses of one customer are one', async () => {
  const limit = { ...two, name: crypto.randomUUID() }
  const addresses = ['2001:db8:1:1::1', '2001:db8:1:1::2', '2001:db8:1:1:ffff::3', '2001:db8:1:2::1']
  expect(await askFrom(addresses, limit)).toEqual([200, 200, 429, 200])
})

test('of several limits the tightest holds', async () => {
  const [wide, tight] = [crypto.randomUUID(), crypto.randomUUID()]
  const limits = [
    { ...two, name: wide, capacity: 9 },
    { ...two, name: tight, capacity: 1 },
  ] as const
  expect(await askFrom(['192.0.2.1', '192.0.2.1'], ...limits)).toEqual([200, 429])
})

/** Buckets of which those of one name are empty for seven seconds. */
function bucketsWithout(empty: string) {
  return {
    idFromName: (name: string) => name,
    get: (name: string) => ({ take: async () => (name.startsWith(`${empty}:`) ? 7 : 0) }),
  }
}

test.each([
  ['POST', '/songs', 'intake'],
  ['POST', '/songs', 'intake-address'],
  ['POST', '/media', 'intake'],
  ['POST', '/media', 'intake-address'],
  ['POST', '/uploads', 'intake'],
  ['POST', '/uploads', 'intake-address'],
  ['PUT', '/uploads/upl_1/parts/1', 'parts'],
  ['PUT', '/uploads/upl_1/parts/1', 'parts-address'],
])('%s %s is refused with the time to wait while the bucket %s is empty', async (method, path, bucket) => {
  const [ada] = await signIn('ada')
  const request = new Request(`${origin}/api/v1${path}`, { method, headers: { origin, cookie: ada.cookie } })
  const bindings = { ...env, TOKEN_BUCKETS: bucketsWithout(bucket) }
  const answer = await app.fetch(request, bindings as never, createExecutionContext())
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7'])
})
