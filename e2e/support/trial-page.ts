/** Serves a page that tests drive, built as the app is built, under the app's own policy, files beside it. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { buildTrialPages } from '../../scripts/stack/web-build.ts'

const root = join(import.meta.dirname, '..', '..')

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  mp4: 'video/mp4',
  webm: 'video/webm',
  wasm: 'application/wasm',
  webp: 'image/webp',
  jpg: 'image/jpeg',
}

/** A running server of a trial page. `folder` is under `/files/`: songs and films are read there, and results kept. */
export type TrialPage = { readonly origin: string; readonly folder: string; remove(): Promise<void> }

/** Serves the trial page of what runs on the person's device, of the preview, or of a room's player, on a free port. */
export async function serveTrialPage(name: 'device' | 'preview' | 'rooms'): Promise<TrialPage> {
  const built = await buildTrialPages(root)
  const folder = await mkdtemp(join(tmpdir(), `cuecraft-${name}-`))
  const page = `<!doctype html><title>Trial</title><body><script type="module" src="/${name}.js"></script>`
  const policy = await readPolicy()
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy)
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const isFile = pathname.startsWith('/files/')
    const path = isFile ? join(folder, pathname.slice('/files/'.length)) : join(built, pathname)
    if (pathname === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    else if (isFile && request.method === 'PUT') keep(request, response, path)
    else answer(request, response, path).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    folder,
    remove: async () => {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The policy under which the app is deployed. */
async function readPolicy(): Promise<string> {
  const headers = await readFile(join(root, 'web', 'public', '_headers'), 'utf8')
  const policy = /Content-Security-Policy: (.+)/.exec(headers)?.[1]
  if (policy === undefined) throw new Error('web/public/_headers says no policy')
  return policy
}

/** Keeps what the page made, for the test to look at. */
function keep(request: IncomingMessage, response: ServerResponse, path: string): void {
  pipeline(request, createWriteStream(path)).then(
    () => response.writeHead(204).end(),
    () => response.destroy(),
  )
}

async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  const bytes = await stat(path).then(
    ({ size }) => size,
    () => undefined,
  )
  if (bytes === undefined) return void response.writeHead(404).end()
  const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  const start = Number(range?.[1] ?? 0)
  const end = Math.min(bytes - 1, Number(range?.[2] || bytes - 1))
  response.writeHead(range === null ? 200 : 206, {
    'content-type': type,
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${bytes}` }),
  })
  createReadStream(path, { start, end }).pipe(response)
}
