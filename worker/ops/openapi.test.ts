import { SELF } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { app } from '../app.ts'
import { readDocument } from '../testing/document.ts'
import { origin, signIn, stranger } from '../testing/harness.ts'

const open = [
  '/api/v1/auth/',
  '/api/v1/outbox',
  '/api/v1/shares',
  '/api/v1/joining/',
  // By the token of a member, not by an account.
  '/api/v1/live/',
  // A browser's way back, which ends in the app, signed in or not.
  '/api/v1/spotify/callback',
  '/api/v1/openapi.json',
  '/api/v1/objects',
  '/api/v1/webhooks/',
  // A browser is sent there, and sent on into the app, whoever it is.
  '/api/v1/spotify/callback',
  '/healthz',
  '/readyz',
  '/api/docs',
]

test('every address of the app that people may call is in the document', async () => {
  const { paths } = await readDocument()
  const documented = new Set(Object.keys(paths))
  const routes = app.routes
    .filter(
      (route) =>
        route.method !== 'ALL' && route.path.startsWith('/api/v1/') && !route.path.includes('/objects'),
    )
    .map((route) => route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}').replace(/\/$/, ''))
  const missing = [...new Set(routes)].filter(
    (path) => !documented.has(path) && path !== '/api/v1/openapi.json',
  )
  expect(missing).toEqual([])
})

test('every operation that is not open to all asks a stranger to sign in', async () => {
  const { paths } = await readDocument()
  for (const [path, operations] of Object.entries(paths)) {
    if (open.some((prefix) => path.startsWith(prefix))) continue
    for (const method of Object.keys(operations)) {
      const address = path.replace('/api/v1', '').replace(/\{[^}]+\}/g, 'x')
      const answer = await stranger().raw(address, {
        method: method.toUpperCase(),
        ...(method === 'get' ? {} : { headers: { 'content-type': 'application/json' } }),
      })
      expect([path, method, answer.status]).toEqual([path, method, 401])
    }
  }
})

test('every operation says what the middleware before it may answer', async () => {
  const { paths } = await readDocument()
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const isOpen = open.some((prefix) => path.startsWith(prefix))
      const expected = [
        '400',
        '500',
        '503',
        ...(isOpen ? [] : ['401', '403']),
        ...(method === 'get' ? [] : ['413', '415']),
      ]
      const said = Object.keys((operation as { responses: object }).responses)
      expect([path, method, expected.filter((status) => !said.includes(status))]).toEqual([path, method, []])
    }
  }
})

test('the readable page of the document loads its script from us alone', async () => {
  const page = await SELF.fetch(`${origin}/api/docs`)
  expect(await page.text()).toContain('/scalar/standalone.js')
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
})

test('an unknown address is a problem document', async () => {
  const [ada] = await signIn('ada')
  const answer = await ada.get('/nothing-here')
  expect([answer.status, answer.problem?.type]).toEqual([404, 'https://cuecraft.dev/problems/not-found'])
})
