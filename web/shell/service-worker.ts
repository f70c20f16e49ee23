/**
 * Keeps the shell of the app on the device, so that it opens without a network and shows the rooms that were kept there.
 *
 * It answers for pages and for the files it keeps, and for nothing else: what the API says is somebody's own and is never kept,
 * and pages of links come as they are. Pages come from the network first, so that no old version can get stuck.
 */

// Imports nothing: browsers take it as one plain script.

/** The part of a service worker's world that is used here; the types of pages and of workers do not go together. */
type Scope = {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(kind: 'fetch', listener: (event: Asked) => void): void
}
type Lasting = { waitUntil(work: Promise<unknown>): void }
type Asked = Lasting & { readonly request: Request; respondWith(answer: Promise<Response>): void }

/** What is kept, and a name for exactly this: written in by the build. */
const kept: { readonly version: string; readonly paths: readonly string[] } = JSON.parse('{"kept":"here"}')

const scope = self as unknown as Scope
const prefix = 'cuecraft-shell-'
const cacheName = `${prefix}${kept.version}`
const paths = new Set(kept.paths)
/** A network that answers later than this is none: the shell shows what is kept. */
const patienceMs = 4_000

scope.addEventListener('install', (event) => event.waitUntil(keepShell()))
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()))
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return
  if (request.mode === 'navigate') {
    if (isPageOfTheApp(url.pathname)) event.respondWith(answerPage(request))
  } else if (paths.has(url.pathname) && !request.headers.has('range')) {
    event.respondWith(answerFile(request))
  }
})

async function keepShell(): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll(kept.paths.map((path) => new Request(path, { cache: 'reload' })))
  // A page that is open goes on with the files it knows: the cache before this one stays as long.
  await scope.skipWaiting()
}

async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
  await scope.clients.claim()
}

/** Pages of links are written by the server for each link, and everything of the API is its own. */
function isPageOfTheApp(path: string): boolean {
  return !/^\/(api|v|scalar|cdn-cgi)\/|^\/(healthz|readyz)$/.test(path)
}

async function answerPage(request: Request): Promise<Response> {
  const shell = async () => (await caches.open(cacheName)).match('/')
  const network = fetch(request)
  try {
    return await Promise.race([network, refusalAfter(patienceMs)])
  } catch {
    return (await shell()) ?? (await network)
  }
}

function refusalAfter(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('The network does not answer.')), ms))
}

/** Files carry a hash of what is in them, so that one that is kept is the right one whatever version it came with. */
async function answerFile(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? (await fetch(request))
}
