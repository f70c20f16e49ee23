/** A Spotify that is not there as a server of its own, with a page of consent that has buttons: for browsers, and for a stack. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { FakeSpotify } from '../../worker/spotify/spotify.fake.ts'

/** A running Spotify: its switches, and what a stack must be told to use it. */
export type SpotifyServer = {
  readonly spotify: FakeSpotify
  readonly settings: Readonly<Record<string, string>>
  /** The one address that it sends browsers back to. */
  allowReturnTo(stackOrigin: string): void
  close(): Promise<void>
}

const clientId = 'a0client0of0the0tests'

/** Starts it on a free port. */
export async function startSpotifyServer(): Promise<SpotifyServer> {
  const spotify = new FakeSpotify({ clientId, redirectUris: [] })
  const server = createServer((request, response) => {
    answer(spotify, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  return {
    spotify,
    settings: {
      SPOTIFY_CLIENT_ID: clientId,
      SPOTIFY_TOKEN_KEYS: `tests:${Buffer.alloc(32, 7).toString('base64')}`,
      SPOTIFY_ACCOUNTS_URL: origin,
      SPOTIFY_API_URL: origin,
    },
    allowReturnTo(stackOrigin) {
      const url = new URL('/api/v1/spotify/callback', stackOrigin)
      // Spotify takes loopback addresses by their number alone.
      if (url.hostname === 'localhost') url.hostname = '127.0.0.1'
      spotify.app.redirectUris = [url.href]
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  spotify: FakeSpotify,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  if (url.pathname === '/authorize') return consent(spotify, url, response)
  const body = request.method === 'GET' ? null : await text(request)
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  const answered = await spotify.handle(new Request(url, { method: request.method ?? 'GET', headers, body }))
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
}

/** The page that asks, one button a person, and where its buttons lead. */
function consent(spotify: FakeSpotify, url: URL, response: ServerResponse): void {
  const fault = spotify.accounts.faultOf(url)
  if (fault !== undefined) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(fault)
    return
  }
  const decision = url.searchParams.get('decision')
  if (decision !== null) {
    const location = spotify.accounts.decide(url, decision === 'cancel' ? undefined : decision)
    response.writeHead(302, { location }).end()
    return
  }
  const button = (name: string, label: string) => {
    const to = new URL(url)
    to.searchParams.set('decision', name)
    return `<p><a role="button" href="${to.href.replaceAll('&', '&amp;')}">${label}</a></p>`
  }
  const people = spotify.people.map(({ id, displayName }) => button(id, `Agree as ${displayName}`))
  const page = `<!doctype html><html lang="en"><title>Spotify of the tests</title><h1>Cuecraft wants to use Spotify</h1>${people.join('')}${button('cancel', 'Cancel')}</html>`
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
}
