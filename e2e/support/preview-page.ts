/** Builds the page that plays previews as the app is built, and serves it under the app's own policy, files beside it. */
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildTrialPage } from './trial-build.ts'

const web = join(import.meta.dirname, '..', '..', 'web')

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  html: 'text/html',
  mp4: 'video/mp4',
  webm: 'video/webm',
  wasm: 'application/wasm',
  webp: 'image/webp',
  jpg: 'image/jpeg',
}

/** A running server of the trial page. What lies in `folder` is served under `/files/`. */
export type PreviewPage = { readonly origin: string; readonly folder: string; remove(): Promise<void> }

/** Builds the trial page and serves it on a free port. */
export async function servePreviewPage(): Promise<PreviewPage> {
  const folder = await mkdtemp(join(tmpdir(), 'cuecraft-preview-'))
  await buildTrialPage('preview/trial-page.fake.ts', join(folder, 'dist'))
  const headers = await readFile(join(web, 'public', '_headers'), 'utf8')
  const policy = /Content-Security-Policy: (.+)/.exec(headers)?.[1]
  if (policy === undefined) throw new Error('web/public/_headers says no policy')
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy)
    answer(request, response, folder).catch(() => response.destroy())
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

const page = '<!doctype html><title>Trial</title><body><script type="module" src="/trial.js"></script>'

async function answer(request: IncomingMessage, response: ServerResponse, folder: string): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end(page)
  const path = pathname.startsWith('/files/')
    ? join(folder, pathname.slice('/files/'.length))
    : join(folder, 'dist', pathname)
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
