/** People with browsers, for tests: each client is signed in, and every answer it gets is held against the OpenAPI document. */
import { SELF } from 'cloudflare:test'
import { z } from 'zod'
import type { Answer } from './answer.ts'
import { checkAnswer } from './document.ts'

/** The origin of the web app in tests. */
export const origin = 'http://localhost:8787'

/** One person's browser. Paths are under /api/v1. */
export type Client = {
  readonly email: string
  readonly cookie: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body?: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** Sends bytes as one form file, with more fields beside it where given. */
  upload(path: string, bytes: Uint8Array, fileName: string, fields?: Record<string, string>): Promise<Answer>
  /** The answer itself, for streams and for what the other calls do not cover. */
  raw(path: string, init?: RequestInit): Promise<Response>
}

const Outbox = z.object({ items: z.array(z.object({ to: z.string(), text: z.string() })) })
const ProblemShape = z.object({ type: z.string(), detail: z.string(), field: z.string().optional() })

/** Signs people in by mail, one client for each name, in order. */
export async function signIn<const N extends readonly string[]>(
  ...names: N
): Promise<{ [K in keyof N]: Client }> {
  const clients: Client[] = []
  for (const name of names) clients.push(await signInOne(name))
  // One client was pushed for each name.
  return clients as { [K in keyof N]: Client }
}

/** Somebody who is not signed in. */
export function stranger(): Client {
  return makeClient('', '')
}

let visitors = 0

async function signInOne(name: string): Promise<Client> {
  visitors += 1
  const email = `${name}.${visitors}.${crypto.randomUUID().slice(0, 8)}@example.com`
  // Each person sits at an address of their own, so that limits by address do not meet across tests.
  const address = { 'cf-connecting-ip': `192.0.2.${visitors % 250}-${crypto.randomUUID()}` }
  const door = stranger()
  await door.post('/auth/email', { email }, address)
  const outbox = Outbox.parse((await door.get('/outbox')).json)
  const token = /token=([\w-]+)/.exec(outbox.items.findLast((item) => item.to === email)?.text ?? '')?.[1]
  const verified = await door.post('/auth/email/verify', { token }, address)
  const cookie = verified.headers.get('set-cookie')?.split(';')[0] ?? ''
  return makeClient(email, cookie)
}

/** A client with a cookie of any kind, for tests of what cookies do, or with headers of its own. */
export function makeClient(email: string, cookie: string, always: Record<string, string> = {}): Client {
  const own = { origin, ...(cookie === '' ? {} : { cookie }), ...always }
  const raw = (path: string, init: RequestInit = {}) => {
    const url = `${origin}${path.startsWith('/') && isOutsideApi(path) ? path : `/api/v1${path}`}`
    return SELF.fetch(url, { ...init, headers: { ...own, ...Object.fromEntries(new Headers(init.headers)) } })
  }
  const call = async (method: string, path: string, init: RequestInit) => {
    const answer = await readAnswer(await raw(path, { ...init, method }))
    await checkAnswer(method, isOutsideApi(path) ? path : `/api/v1${path}`, answer)
    return answer
  }
  const json = (body: unknown, headers: Record<string, string>): RequestInit => ({
    headers: { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return {
    email,
    cookie,
    raw,
    get: (path, headers = {}) => call('GET', path, { headers }),
    post: (path, body, headers = {}) => call('POST', path, json(body, headers)),
    put: (path, body, headers = {}) => call('PUT', path, json(body, headers)),
    patch: (path, body) => call('PATCH', path, json(body, {})),
    delete: (path) => call('DELETE', path, {}),
    upload: (path, bytes, fileName, fields = {}) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      form.set('file', new File([new Uint8Array(bytes)], fileName))
      return call('POST', path, { body: form })
    },
  }
}

function isOutsideApi(path: string): boolean {
  return path.startsWith('/healthz') || path.startsWith('/readyz') || path.startsWith('/api/')
}

/** An answer, read to its end. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  // A range of a document is no document.
  const isJson = response.status !== 206 && response.headers.get('content-type')?.includes('json') === true
  const json: unknown = isJson && text !== '' ? JSON.parse(text) : undefined
  const problem = response.headers.get('content-type')?.includes('problem+json')
    ? ProblemShape.parse(json)
    : undefined
  return { status: response.status, headers: response.headers, text, json, problem }
}
