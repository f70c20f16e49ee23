import { env } from 'cloudflare:test'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { app } from '../app.ts'
import { makeClient, origin, signIn, stranger } from '../testing/harness.ts'
import { makeFakeResend } from './client.fake.ts'

const Token = z.object({ id: z.string(), token: z.string() })

async function makeToken(scopes: readonly string[]) {
  const [ada] = await signIn('ada')
  const made = await ada.post('/tokens', { name: 'backup script', scopes })
  const { id, token } = Token.parse(made.json)
  const program = stranger()
  const asProgram = (path: string, init: RequestInit = {}) =>
    program.raw(path, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}`, origin: 'https://elsewhere.example' },
    })
  return { ada, id, asProgram }
}

test('a person signs in with a link from their mail, and is who they said', async () => {
  const [ada] = await signIn('ada')
  expect((await ada.get('/me')).json).toMatchObject({ email: ada.email })
})

test('an address in capitals is the same person', async () => {
  const [ada] = await signIn('ada')
  const door = stranger()
  await door.post(
    '/auth/email',
    { email: ` ${ada.email.toUpperCase()} ` },
    { 'cf-connecting-ip': crypto.randomUUID() },
  )
  const { items } = z
    .object({ items: z.array(z.object({ to: z.string(), text: z.string() })) })
    .parse((await door.get('/outbox')).json)
  expect(items.at(-1)?.to).toBe(ada.email)
})

test('a link works once', async () => {
  const door = stranger()
  const email = `once.${crypto.randomUUID()}@example.com`
  await door.post('/auth/email', { email }, { 'cf-connecting-ip': crypto.randomUUID() })
  const outbox = await door.get('/outbox')
  const token = outbox.text
    .split('token=')
    .at(-1)
    ?.match(/^[\w-]+/)?.[0]
  const [first, second] = [
    await door.post('/auth/email/verify', { token }),
    await door.post('/auth/email/verify', { token }),
  ]
  expect([first.status, second.status]).toEqual([200, 400])
  expect(second.problem?.type).toBe('https://cuecraft.dev/problems/sign-in-link-invalid')
})

test('nobody learns whether an address is known', async () => {
  const [ada] = await signIn('ada')
  const headers = { 'cf-connecting-ip': crypto.randomUUID() }
  const [known, unknown] = [
    await stranger().post('/auth/email', { email: ada.email }, headers),
    await stranger().post('/auth/email', { email: `new.${crypto.randomUUID()}@example.com` }, headers),
  ]
  expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
})

test('signing out ends the session wherever its cookie still lies', async () => {
  const [ada] = await signIn('ada')
  const elsewhere = makeClient(ada.email, ada.cookie)
  expect((await ada.post('/auth/sign-out')).status).toBe(204)
  expect((await elsewhere.get('/me')).status).toBe(401)
})

test('a session that is used lasts on, in the browser too; one that rests for a month is over', async () => {
  const dayMs = 86_400_000
  const [ada, bo] = await signIn('ada', 'bo')
  const startMs = Date.now()
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    expect((await ada.get('/me')).headers.get('set-cookie')).toBeNull()
    vi.setSystemTime(startMs + 20 * dayMs)
    const cookie = (await ada.get('/me')).headers.get('set-cookie') ?? ''
    expect(cookie.split(';')[0]).toBe(ada.cookie)
    expect(cookie).toContain('Max-Age=2592000')
    expect((await ada.get('/me')).headers.get('set-cookie')).toBeNull()
    vi.setSystemTime(startMs + 40 * dayMs)
    expect((await ada.get('/me')).status).toBe(200)
    expect((await bo.get('/me')).status).toBe(401)
  } finally {
    vi.useRealTimers()
  }
})

test('the session cookie cannot be read by scripts nor sent by other sites', async () => {
  const door = stranger()
  const email = `cookie.${crypto.randomUUID()}@example.com`
  await door.post('/auth/email', { email }, { 'cf-connecting-ip': crypto.randomUUID() })
  const token = (await door.get('/outbox')).text
    .split('token=')
    .at(-1)
    ?.match(/^[\w-]+/)?.[0]
  const cookie = (await door.post('/auth/email/verify', { token })).headers.get('set-cookie') ?? ''
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
})

test('asking for links again and again is refused with the time to wait', async () => {
  const email = `eager.${crypto.randomUUID()}@example.com`
  const door = stranger()
  const answers = []
  for (let i = 0; i < 6; i += 1) {
    answers.push(await door.post('/auth/email', { email }, { 'cf-connecting-ip': crypto.randomUUID() }))
  }
  expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202, 202, 202, 429])
  expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('a program with a token acts for its owner, from any origin', async () => {
  const { ada, asProgram } = await makeToken(['read', 'write'])
  const me = await asProgram('/me')
  expect(await me.json()).toMatchObject({ email: ada.email })
})

test('a token that may only read cannot write', async () => {
  const { asProgram } = await makeToken(['read'])
  expect((await asProgram('/me')).status).toBe(200)
  const write = await asProgram('/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'more', scopes: ['read', 'write'] }),
  })
  expect(write.status).toBe(403)
})

test('a token cannot make one that may do more than itself', async () => {
  const { ada, asProgram } = await makeToken(['write'])
  const make = async (scopes: readonly string[]) =>
    await asProgram('/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'more', scopes }),
    })
  expect((await make(['read', 'write'])).status).toBe(403)
  expect((await ada.get('/tokens')).json).toMatchObject({ items: [{ scopes: ['write'] }] })
  expect((await make(['write'])).status).toBe(201)
})

test('the scheme of a token is read as the standard says, in any case', async () => {
  const { ada } = await makeToken(['read'])
  const made = await ada.post('/tokens', { name: 'loud', scopes: ['read'] })
  const { token } = made.json as { token: string }
  const answer = await stranger().get('/me', { authorization: `bearer ${token}` })
  expect(answer.status).toBe(200)
})

test('a revoked token is refused at once', async () => {
  const { ada, id, asProgram } = await makeToken(['read'])
  expect((await ada.delete(`/tokens/${id}`)).status).toBe(204)
  expect((await asProgram('/me')).status).toBe(401)
})

test("a token's secret is shown once and is nowhere in the list", async () => {
  const { ada, id } = await makeToken(['read'])
  const list = await ada.get('/tokens')
  expect(list.text).toContain(id)
  expect(list.text).not.toContain('cuecraft_')
})

test('nobody has more tokens than the list of them shows', async () => {
  const [ada] = await signIn('ada')
  const make = async () => (await ada.post('/tokens', { name: 'one of many', scopes: ['read'] })).status
  for (let i = 0; i < 100; i += 1) expect(await make()).toBe(201)
  expect(await make()).toBe(409)
  const { items } = z
    .object({ items: z.array(z.object({ id: z.string() })) })
    .parse((await ada.get('/tokens')).json)
  expect(items).toHaveLength(100)
  await ada.delete(`/tokens/${items[0]?.id}`)
  expect(await make()).toBe(201)
})

test("somebody else's token answers like one that never was", async () => {
  const { id } = await makeToken(['read'])
  const [bo] = await signIn('bo')
  const [foreign, absent] = [await bo.delete(`/tokens/${id}`), await bo.delete('/tokens/tok_absent')]
  expect([foreign.status, foreign.problem?.type, foreign.problem?.detail]).toEqual([
    404,
    absent.problem?.type,
    absent.problem?.detail,
  ])
  expect((await bo.get('/tokens')).json).toEqual({ items: [] })
})

/** The settings of a Worker that is not on somebody's own machine. */
const deployed = {
  ...env,
  ENVIRONMENT: 'staging',
  MAIL: 'resend',
  RESEND_API_KEY: 'key',
  MAIL_FROM: 'a@example.com',
}

test('while no mail goes out, whoever asks for a link is told to come again', async () => {
  const realFetch = globalThis.fetch
  globalThis.fetch = makeFakeResend('another key').fetcher
  try {
    const request = new Request(`${origin}/api/v1/auth/email`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', 'cf-connecting-ip': crypto.randomUUID() },
      body: JSON.stringify({ email: 'ada@example.com' }),
    })
    const answer = await app.fetch(request, deployed as never)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
  } finally {
    globalThis.fetch = realFetch
  }
})

test('the outbox is nowhere but on a local stack', async () => {
  const answer = await app.fetch(new Request(`${origin}/api/v1/outbox`), deployed as never)
  expect(answer.status).toBe(404)
})
