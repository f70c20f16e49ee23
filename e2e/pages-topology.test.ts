import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { RoomMessage } from '../core/rooms/message.ts'
import { signIn } from '../scripts/client/client.ts'
import { type Child, startChild } from '../scripts/stack/child.ts'
import { findFreePort } from '../scripts/stack/port.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { startTestStack } from './support/stack.ts'

const Room = z.object({ id: z.string() })
const WayIn = z.object({ token: z.string() })

const root = join(import.meta.dirname, '..')
let running: Awaited<ReturnType<typeof startTestStack>>
let browser: Browser
let pages: Child
let origin = ''
let folder = ''

beforeAll(async () => {
  const port = await findFreePort()
  origin = `http://localhost:${port}`
  running = await startTestStack({ webOrigin: origin })
  folder = await copyOfPagesProject()
  pages = startChild({
    command: process.execPath,
    parameters: [
      join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js'),
      ...[
        'pages',
        'dev',
        'dist',
        '--ip',
        '127.0.0.1',
        '--port',
        String(port),
        '--persist-to',
        join(folder, 'state'),
      ],
      ...['--service', 'API=cuecraft', '--inspector-port', '0', '--show-interactive-dev-session=false'],
    ],
    folder: join(folder, 'web'),
    environment: { ...process.env, CI: '1', WRANGLER_REGISTRY_PATH: running.stack.registryFolder },
    output: new PassThrough().resume(),
  })
  await untilAnswers(`${origin}/`)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await pages?.stop()
  await running?.remove()
  await rm(folder, { recursive: true, force: true })
})

/**
 * The Pages project as Pages gets it, with the one file outside of it that its functions are bundled with. Beside our
 * package.json, `pages dev` would take the Worker's settings for its own.
 */
async function copyOfPagesProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'cuecraft-pages-'))
  for (const part of ['web/dist', 'web/functions', 'web/wrangler.toml', 'core/sharing'])
    await cp(join(root, part), join(copy, part), { recursive: true })
  await writeFile(join(copy, 'web', 'package.json'), '{"private": true, "type": "module"}')
  return copy
}

async function untilAnswers(url: string): Promise<void> {
  for (let left = 960; left > 0; left -= 1) {
    try {
      if ((await fetch(url, { signal: AbortSignal.timeout(2000) })).ok) return
    } catch {
      // Not listening yet.
    }
    await wait(250)
  }
  throw new Error(`${url} did not answer`)
}

browserTest(
  'the app served from Pages reaches the API through the service binding, with cookies and events',
  async () => {
    const page = await browser.newPage({ baseURL: origin })
    await page.goto('/')
    await page.getByLabel(/e-mail/i).fill('pages@example.com')
    await page.getByRole('button', { name: /sign-in link/i }).click()
    await page.getByRole('button', { name: /open the link/i }).click()
    await page.waitForURL('**/songs')
    const me = await page.evaluate(async () => (await fetch('/api/v1/me')).json())
    expect(me).toMatchObject({ email: 'pages@example.com' })
  },
)

browserTest('a live room is joined through Pages, its socket too', async () => {
  const client = await signIn(origin, 'host@example.com')
  const room = await client.send('POST', '/api/v1/rooms', Room, { name: 'Friday' })
  const { token } = await client.send('POST', `/api/v1/rooms/${room.id}/members`, WayIn)
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/v1/live/${room.id}/socket`)
  socket.addEventListener('open', () =>
    socket.send(JSON.stringify({ type: 'hello', version: 1, token, afterSeq: null })),
  )
  const first = await new Promise<string>((resolve, reject) => {
    socket.addEventListener('message', ({ data }) => resolve(String(data)))
    socket.addEventListener('close', ({ code }) => reject(new Error(`closed: ${code}`)))
  })
  expect(RoomMessage.parse(JSON.parse(first))).toMatchObject({
    type: 'welcome',
    snapshot: { name: 'Friday' },
  })
  socket.close()
})

browserTest('a page that only the app knows is served by Pages, and the API by the Worker', async () => {
  expect((await fetch(`${origin}/songs`)).headers.get('content-type')).toContain('text/html')
  const unknown = await fetch(`${origin}/api/v1/nothing-here`)
  expect(unknown.status).toBe(401)
  expect(unknown.headers.get('content-type')).toContain('application/problem+json')
})

browserTest(
  'the page of a link is written by Pages, under the policy of all pages, and says 404 where there is none',
  async () => {
    const page = await fetch(`${origin}/v/nobody-made-this`)
    expect([page.status, page.headers.get('x-robots-tag')]).toEqual([404, 'noindex'])
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const html = await page.text()
    expect(html).toContain('<meta property="og:title" content="A video on Cuecraft">')
    expect(html).toContain('/assets/share-')
  },
)
