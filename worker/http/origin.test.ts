import { env, SELF } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { app } from '../app.ts'
import { origin, signIn } from '../testing/harness.ts'

const body = JSON.stringify({ name: 'x', scopes: ['read'] })
const json = { 'content-type': 'application/json' }

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['a site whose name begins like ours', { origin: `${origin}.evil.example` }],
  ['our own name by another scheme', { origin: origin.replace('http:', 'https:') }],
  ['no origin at all', { origin: '' }],
  ['a page that the browser calls cross-site', { origin, 'sec-fetch-site': 'cross-site' }],
  ['another site with a password beside it', { origin: 'https://evil.example', authorization: 'Basic YTpi' }],
  ['another site with a bearer of nothing', { origin: 'https://evil.example', authorization: 'Bearer' }],
])('a write with the cookie from %s is refused', async (_name, headers) => {
  const [ada] = await signIn('ada')
  const answer = await ada.raw('/tokens', { method: 'POST', body, headers: { ...json, ...headers } })
  expect(answer.status).toBe(403)
  expect((await ada.get('/tokens')).json).toEqual({ items: [] })
})

test('a form of another kind than JSON is refused, also from our own pages', async () => {
  const [ada] = await signIn('ada')
  const answer = await ada.raw('/tokens', { method: 'POST', body, headers: { 'content-type': 'text/plain' } })
  expect(answer.status).toBe(415)
})

test('only the exact web origin may read across origins', async () => {
  const preflight = async (from: string) =>
    await SELF.fetch(`${origin}/api/v1/me`, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'GET' },
    })
  expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBe(origin)
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).not.toBe(
    'https://evil.example',
  )
})

test('malformed JSON, a wrong shape and an oversized body are each one clear no', async () => {
  const [ada] = await signIn('ada')
  const send = async (text: string) =>
    (await ada.raw('/tokens', { method: 'POST', body: text, headers: json })).status
  expect(await send('{')).toBe(400)
  expect(await send('{"name":1}')).toBe(400)
  expect(await send(JSON.stringify({ name: 'x'.repeat(3 * 1024 * 1024) }))).toBe(413)
})

test('answers carry the headers that keep a browser from being turned against its owner', async () => {
  const { headers } = await SELF.fetch(`${origin}/healthz`)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval'")
  expect(headers.get('strict-transport-security')).toBeNull()
  expect(headers.get('x-request-id')).toMatch(/^req_/)
})

test('no browser keeps what belongs to somebody, files excepted', async () => {
  const [ada] = await signIn('ada')
  expect((await ada.get('/me')).headers.get('cache-control')).toBe('no-store')
  expect((await ada.get('/songs')).headers.get('cache-control')).toBe('no-store')
})

test('a deployed Worker is only ever spoken to over https', async () => {
  const mail = { MAIL: 'resend', RESEND_API_KEY: 'key', MAIL_FROM: 'a@example.com' }
  const deployed = { ...env, ...mail, ENVIRONMENT: 'production' }
  const { headers } = await app.fetch(new Request('https://cuecraft.test/healthz'), deployed as never)
  expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
})
