/** One request to the API: JSON in, JSON out, and every failure an error the pages know how to word. */
import { hexOf } from '#core/hex.ts'
import { ApiError, ConnectionError, parseProblem } from './problem.ts'

/** Where the API lives, on the origin of the page. */
export const apiRoot = '/api/v1'

/** A request body that is JSON, and what rides with it. */
export type RequestOptions = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly json?: unknown
  readonly body?: Blob
  /** Makes a repeated create the same create. */
  readonly idempotencyKey?: string
  /** The entity tag of the version that a write replaces. */
  readonly ifMatch?: string
  /** Asks as the member of a room that has this token, and not as whoever is signed in. */
  readonly memberToken?: string
  readonly signal?: AbortSignal
}

const signInListeners = new Set<() => void>()

/** Calls the listener whenever the API says that nobody is signed in any more. Answers how to stop. */
export function onSignInRequired(listener: () => void): () => void {
  signInListeners.add(listener)
  return () => signInListeners.delete(listener)
}

/** Tells everybody who listens that the session is over: for requests that do not go through `request`. */
export function tellSignInRequired(): void {
  for (const listener of signInListeners) listener()
}

/** Asks the API at a path below `/api/v1`. Throws `ApiError` for a no and `ConnectionError` for no answer. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  return (await requestTagged<T>(path, options)).value
}

/** The same, with the entity tag of what was answered; empty where the API names no version. */
export async function requestTagged<T>(
  path: string,
  options: RequestOptions = {},
): Promise<{ readonly value: T; readonly etag: string }> {
  const response = await answerOf(path, options)
  if (response.ok) return { value: (await bodyOf(response)) as T, etag: response.headers.get('etag') ?? '' }
  const error = new ApiError(
    parseProblem(response.status, await bodyOf(response)),
    retryAfterSecondsOf(response.headers.get('retry-after')),
  )
  if (response.status === 401 && options.memberToken === undefined) tellSignInRequired()
  throw error
}

async function answerOf(path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey)
  if (options.ifMatch !== undefined) headers.set('if-match', options.ifMatch)
  if (options.memberToken !== undefined) headers.set('authorization', `Bearer ${options.memberToken}`)
  if (options.json !== undefined) headers.set('content-type', 'application/json')
  if (options.body !== undefined) headers.set('content-type', 'application/octet-stream')
  const body = options.json === undefined ? options.body : JSON.stringify(options.json)
  try {
    return await fetch(`${apiRoot}${path}`, {
      method: options.method ?? 'GET',
      headers,
      credentials: options.memberToken === undefined ? 'same-origin' : 'omit',
      keepalive: outlivesPage(options, body),
      ...(body === undefined ? {} : { body }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ConnectionError()
  }
}

/** All that a browser lets outlive a page at once is 64 KiB, and a letter may take three bytes: the rest is kept as a draft. */
const mostLastLetters = 16_000

/** What is written while the page is put away arrives although the page may be gone before the answer comes. */
function outlivesPage({ method = 'GET' }: RequestOptions, body: BodyInit | undefined): boolean {
  if (method === 'GET' || document.visibilityState !== 'hidden') return false
  return typeof body === 'string' && body.length <= mostLastLetters
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('json')) return undefined
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

/** The seconds of a `Retry-After` header in its number form; a date or nothing answers `undefined`. */
export function retryAfterSecondsOf(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
}

/** A fresh key for one intent to create. `crypto.randomUUID` is missing on plain-http LAN addresses, so not used. */
export function makeIdempotencyKey(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(16)))
}
