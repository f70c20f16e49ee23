/** Builds what runs on the person's device as the app is built, and serves it under the app's own policy. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildTrialPage } from './trial-build.ts'

const web = join(import.meta.dirname, '..', '..', 'web')

const types: Readonly<Record<string, string>> = { js: 'text/javascript' }

/** A running server of the trial page. `folder` is under `/files/`: songs and clips are read there, and results kept. */
export type DevicePage = { readonly origin: string; readonly folder: string; remove(): Promise<void> }

/** Builds the trial page and serves it on a free port. */
export async function serveDevicePage(): Promise<DevicePage> {
  const folder = await mkdtemp(join(tmpdir(), 'cuecraft-device-'))
  const dist = join(folder, 'dist')
  await buildTrialPage('device/trial-page.fake.ts', dist)
  const policy = await readPolicy()
  const server = createServer((request, response) => {
    const path = join(dist, (request.url ?? '/').replace('/files/', '/../'))
    const done = request.method === 'PUT' ? keep(request, response, path) : answer(response, path, policy)
    done.catch(() => response.destroy())
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
  const headers = await readFile(join(web, 'public', '_headers'), 'utf8')
  const policy = /Content-Security-Policy: (.+)/.exec(headers)?.[1]
  if (policy === undefined) throw new Error('web/public/_headers says no policy')
  return policy
}

/** Keeps what the page made, for the test to look at. */
async function keep(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  await writeFile(path, Buffer.concat(pieces))
  response.writeHead(204).end()
}

async function answer(response: ServerResponse, path: string, policy: string): Promise<void> {
  const page = '<!doctype html><title>Trial</title><script type="module" src="/trial.js"></script>'
  const isPage = path.endsWith('/')
  const body = isPage ? page : await readFile(path).catch(() => undefined)
  if (body === undefined) {
    response.writeHead(404).end()
    return
  }
  const type = (isPage ? 'text/html' : types[path.split('.').at(-1) ?? '']) ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body)
}
