/** Writes the page of a link: what draws a card of it runs no scripts, so its tags stand in the head when it leaves here. */
import { type KnownShare, sharePage } from '../../../core/sharing/share-page.ts'
import type { SharedVideo } from '../../../core/sharing/shared-video.ts'

type Answering = { fetch(request: Request | URL): Promise<Response> }

type Context = {
  readonly request: Request
  readonly params: { readonly slug: string }
  readonly env: { readonly API: Answering; readonly ASSETS: Answering }
}

/** Headers that belong to the page as it was stored, or to the request for it. */
const ofStoredPage = ['content-length', 'content-encoding', 'etag']
const ofRequest = ['cookie', 'range', 'if-none-match', 'if-modified-since', 'if-range']

/** Answers the app's page for links, with what the API says of this one to anybody who asks. */
export async function onRequest({ request, params, env }: Context): Promise<Response> {
  const { origin } = new URL(request.url)
  const [shell, known] = await Promise.all([
    env.ASSETS.fetch(new URL('/share', origin)),
    askOf(env.API, new URL(`/api/v1/shares/${encodeURIComponent(params.slug)}`, origin), request.headers),
  ])
  const page = sharePage(await shell.text(), known, origin)
  const headers = new Headers(shell.headers)
  for (const name of ofStoredPage) headers.delete(name)
  for (const [name, value] of Object.entries(page.headers)) headers.set(name, value)
  return new Response(page.html, { status: page.status, headers })
}

async function askOf(api: Answering, url: URL, asked: Headers): Promise<KnownShare> {
  const headers = new Headers(asked)
  for (const name of ofRequest) headers.delete(name)
  const answer = await api.fetch(new Request(url, { headers }))
  // The API checks what it answers against this very shape.
  if (answer.ok) return { kind: 'open', video: (await answer.json()) as SharedVideo }
  // Only whoever asked for many links that lead nowhere is slowed down, and this is one more of them.
  return { kind: answer.status === 404 || answer.status === 429 ? 'gone' : 'locked' }
}
