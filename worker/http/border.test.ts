import { env } from 'cloudflare:test'
import { afterEach, expect, test, vi } from 'vitest'
import { app } from '../app.ts'
import { origin } from '../testing/harness.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** What is logged from now on, line by line. */
function logLines(): string[] {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line))
  return lines
}

async function fail(): Promise<never> {
  throw new Error('D1_ERROR: Network connection lost.')
}

/** A database that goes away after its first batch. */
const brokenDatabase = {
  prepare: () => ({ bind: () => ({ run: fail, all: fail, raw: fail }) }),
  batch: async (statements: readonly unknown[]) => statements.map(() => ({ results: [] })),
}

/** Asks for a sign-in link while the database is away: the answer, and all that was logged. */
async function askForLinkInVain(email: string) {
  const lines = logLines()
  const request = new Request(`${origin}/api/v1/auth/email`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', 'cf-connecting-ip': crypto.randomUUID() },
    body: JSON.stringify({ email }),
  })
  const answer = await app.fetch(request, { ...env, DB: brokenDatabase } as never)
  return { answer, log: lines.join('\n') }
}

test.each([
  ['/healthz', '/healthz', 200],
  ['/api/v1/me', '/api/v1/me', 401],
  ['/api/v1/songs/sng_ADA/file?download=1', '/api/v1/songs/:songId/file', 401],
  ['/api/v1/objects/acc_ADA/songs/sng_ADA/file?signature=secret', '/api/v1/objects/*', 403],
  ['/somewhere', 'none', 404],
])('a request for %s is one line of the log, by the pattern of its route', async (path, route, status) => {
  const lines = logLines()
  const answer = await app.fetch(new Request(`${origin}${path}`), env as never)
  const [line = '', ...others] = lines.filter((each) => each.includes('"event":"request"'))
  expect(others).toEqual([])
  const requestId = answer.headers.get('x-request-id')
  expect(JSON.parse(line)).toEqual({
    event: 'request',
    requestId,
    method: 'GET',
    route,
    status,
    ms: expect.any(Number),
  })
})

test('a bug is answered with a request id that is in the log, and with nothing of our inside', async () => {
  const { answer, log } = await askForLinkInVain('ada@example.com')
  const text = await answer.text()
  expect(answer.status).toBe(500)
  expect(text).not.toContain('D1_ERROR')
  expect(text).not.toMatch(/\.ts|insert into/)
  expect(log).toContain('Network connection lost')
  expect(log).toContain((JSON.parse(text) as { requestId: string }).requestId)
})

test('a query that failed is logged without the values it was given', async () => {
  const { log } = await askForLinkInVain('ada.lovelace@example.com')
  expect(log).toContain('"event":"bug"')
  expect(log).not.toContain('lovelace')
})
