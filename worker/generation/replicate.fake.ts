/**
 * Replicate as the Worker sees it, for tests: its addresses, statuses, documents and messages, as its HTTP reference says.
 * Predictions move when a test lets them. It can be slow, throttle, break after creating, lose answers, forget files, and
 * send messages twice, late, out of order or badly signed.
 */
import { SELF } from 'cloudflare:test'
import { beforeEach } from 'vitest'
import { z } from 'zod'

/** Where the tests' settings say Replicate is. */
const apiUrl = 'http://replicate.test'
const token = 'r8_a_token_of_the_tests'
const secret = 'YSBzZWNyZXQgb2YgdGhlIHRlc3Rz'

/** The head of an MP4 file, which is all that the tests' media service looks at. */
const clip = new Uint8Array(64)
clip.set([0, 0, 0, 32, ...new TextEncoder().encode('ftypisom'), 0, 0, 2, 0])

const Wish = z.object({
  input: z.record(z.string(), z.unknown()),
  webhook: z.url().optional(),
  webhook_events_filter: z.array(z.enum(['start', 'output', 'logs', 'completed'])).optional(),
})

/** A prediction as the fake keeps it. */
export type FakePrediction = {
  readonly id: string
  readonly model: string
  readonly input: Readonly<Record<string, unknown>>
  readonly webhook: string | undefined
  readonly cancelAfter: string | null
  readonly created_at: string
  status: 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted'
  output: unknown
  error: string | null
  logs: string
}

/** What the next request to create is answered instead, or after all. */
type Trouble =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Record<string, string>
      readonly detail?: string
    }
  /** The prediction is made, and the answer says that something broke. */
  | { readonly kind: 'broken-after' }
  /** The prediction is made, and the connection breaks. */
  | { readonly kind: 'lost-after' }
  /** The connection breaks before anything is made. */
  | { readonly kind: 'lost-before' }
  /** The prediction is made, and the answer takes longer than anybody waits. */
  | { readonly kind: 'slow' }
  /** The prediction appears only when `release` is called: a request that is still on its way inside. */
  | { readonly kind: 'held' }

/** A message as it is sent. */
export type FakeMessage = {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}

/** The fake and its switches. */
export class FakeReplicate {
  readonly predictions: FakePrediction[] = []
  readonly cancelled: string[] = []
  readonly #files = new Map<string, { readonly bytes: Uint8Array; readonly type: string }>()
  readonly #troubles: Trouble[] = []
  readonly #gets: number[] = []
  readonly #held: FakePrediction[] = []
  #messages = 0

  /** The next request to create meets this. */
  troubleNext(...troubles: readonly Trouble[]): void {
    this.#troubles.push(...troubles)
  }

  /** Nothing goes wrong any more. */
  clearTroubles(): void {
    this.#troubles.splice(0)
  }

  /** The next requests that read are answered with these statuses. */
  failReads(...statuses: readonly number[]): void {
    this.#gets.push(...statuses)
  }

  /** Requests that were held arrive now. */
  release(): void {
    this.predictions.push(...this.#held.splice(0))
  }

  /** The last prediction made. */
  get last(): FakePrediction {
    const last = this.predictions.at(-1)
    if (last === undefined) throw new Error('nothing was asked of Replicate')
    return last
  }

  /** The model begins. */
  start(prediction = this.last, logs = ''): void {
    prediction.status = 'processing'
    prediction.logs = logs
  }

  /** The model is done; its file lies at an address of its own. */
  succeed(prediction = this.last, bytes: Uint8Array = clip, type = 'video/mp4'): void {
    const name = `/files/${prediction.id}/output`
    this.#files.set(name, { bytes, type })
    prediction.status = 'succeeded'
    prediction.output = `${apiUrl}${name}`
  }

  /** The model could not. */
  fail(prediction = this.last, error = 'CUDA out of memory'): void {
    prediction.status = 'failed'
    prediction.error = error
  }

  /** An hour later: files, inputs and outputs are gone. */
  expire(prediction = this.last): void {
    this.#files.delete(`/files/${prediction.id}/output`)
  }

  /** The message about how a prediction stands, signed now, or at another time, or with another key. */
  async message(
    prediction = this.last,
    signing: { readonly atSeconds?: number; readonly key?: string; readonly id?: string } = {},
  ): Promise<FakeMessage> {
    this.#messages += 1
    const id = signing.id ?? `msg_${crypto.randomUUID()}${this.#messages}`
    const timestamp = String(signing.atSeconds ?? Math.floor(Date.now() / 1000))
    const body = JSON.stringify(documentOf(prediction))
    const mac = await sign(signing.key ?? secret, `${id}.${timestamp}.${body}`)
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` }
    return { url: prediction.webhook ?? '', headers, body }
  }

  /** Sends a message to the address that was given for it, or to another one. */
  async send(message: FakeMessage, url = message.url): Promise<Response> {
    const headers = { ...message.headers, 'content-type': 'application/json' }
    return await SELF.fetch(url, { method: 'POST', headers, body: message.body })
  }

  /** Answers one request as Replicate would. */
  async handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/files/')) return this.#file(pathname, request)
    if (request.headers.get('authorization') !== `Bearer ${token}`)
      return Response.json(
        { title: 'Unauthenticated', detail: 'You did not pass a valid token', status: 401 },
        { status: 401 },
      )
    const model = /^\/v1\/models\/([^/]+\/[^/]+)\/predictions$/.exec(pathname)?.[1]
    if (request.method === 'POST' && model !== undefined) return await this.#create(model, request)
    const status = this.#gets.shift()
    if (status !== undefined) return Response.json({ detail: 'no' }, { status })
    if (pathname === '/v1/predictions') return Response.json(this.#list(new URL(request.url)))
    const [, id, action] = /^\/v1\/predictions\/([^/]+)(\/cancel)?$/.exec(pathname) ?? []
    const found = this.predictions.find((each) => each.id === id)
    if (found === undefined) return Response.json({ detail: 'Not found.', status: 404 }, { status: 404 })
    if (action !== undefined) this.#cancel(found)
    return Response.json(documentOf(found))
  }

  async #create(model: string, request: Request): Promise<Response> {
    const trouble = this.#troubles.shift()
    if (trouble?.kind === 'lost-before') throw new TypeError('connect ECONNREFUSED')
    if (trouble?.kind === 'status') {
      const {
        status,
        headers = {},
        detail = 'Request was throttled. Your rate limit resets in ~30s.',
      } = trouble
      return Response.json({ detail, status }, { status, headers })
    }
    const wish = Wish.safeParse(await request.json())
    if (!wish.success || JSON.stringify(wish.data.input).includes('data:'))
      return Response.json(
        { title: 'Input validation failed', detail: '- input: prompt is required', status: 422 },
        { status: 422 },
      )
    const prediction: FakePrediction = {
      id: crypto.randomUUID().replaceAll('-', '').slice(0, 26),
      model,
      input: wish.data.input,
      webhook: wish.data.webhook,
      cancelAfter: request.headers.get('cancel-after'),
      created_at: new Date().toISOString(),
      status: 'starting',
      output: null,
      error: null,
      logs: '',
    }
    if (trouble?.kind === 'held') {
      this.#held.push(prediction)
      throw new TypeError('the connection was lost')
    }
    this.predictions.push(prediction)
    if (trouble?.kind === 'broken-after') return new Response('<html>502 Bad Gateway</html>', { status: 502 })
    if (trouble?.kind === 'slow') await aborted(request.signal)
    if (trouble?.kind === 'lost-after') throw new TypeError('the connection was lost')
    return Response.json(documentOf(prediction), { status: 201 })
  }

  #list(url: URL) {
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const newest = [...this.predictions].reverse()
    const results = newest.slice(from, from + 2).map(documentOf)
    const next = from + 2 < newest.length ? `${apiUrl}/v1/predictions?cursor=${from + 2}` : null
    return { previous: null, next, results }
  }

  #cancel(prediction: FakePrediction): void {
    this.cancelled.push(prediction.id)
    if (prediction.status === 'starting' || prediction.status === 'processing') prediction.status = 'canceled'
  }

  #file(pathname: string, request: Request): Response {
    // Files are public: whoever sends the token along would give it away.
    if (request.headers.get('authorization') !== null)
      throw new Error('the token was sent to where files lie')
    const file = this.#files.get(pathname)
    if (file === undefined) return new Response('Not found', { status: 404 })
    return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.type } })
  }
}

function documentOf({ webhook: _hook, cancelAfter: _after, ...prediction }: FakePrediction) {
  const { id } = prediction
  const urls = { get: `${apiUrl}/v1/predictions/${id}`, cancel: `${apiUrl}/v1/predictions/${id}/cancel` }
  return { ...prediction, version: 'hidden', data_removed: false, source: 'api', urls }
}

/** Resolves never; ends when whoever asked has given up. */
async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new TypeError('nobody waits any more')))
  })
}

async function sign(key: string, text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(mac)))
}

/** Puts a fresh fake at Replicate's address for every test of a file. */
export function useFakeReplicate(): { readonly current: FakeReplicate } {
  const holder = { current: new FakeReplicate() }
  const otherFetch = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    return new URL(request.url).origin === apiUrl ? holder.current.handle(request) : otherFetch(request)
  }
  beforeEach(() => {
    holder.current = new FakeReplicate()
  })
  return holder
}
