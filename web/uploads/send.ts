/** Sends bytes with their progress. XMLHttpRequest, because fetch tells nothing while a body goes up. */
import { ApiError, ConnectionError, parseProblem } from '../api/problem.ts'
import { apiRoot, retryAfterSecondsOf, tellSignInRequired } from '../api/request.ts'

/** One request that carries a body up. */
export type Sending = {
  readonly method: 'POST' | 'PUT'
  readonly path: string
  readonly body: FormData | Blob
  readonly idempotencyKey?: string
  readonly signal: AbortSignal
  /** Bytes that have left this device so far. */
  readonly onSent: (bytes: number) => void
}

/** Sends, and answers what the API answered. Throws as `request` does, and `AbortError` when it was cancelled. */
export function send<T>(sending: Sending): Promise<T> {
  const { signal } = sending
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new DOMException('Cancelled', 'AbortError'))
    if (signal.aborted) return aborted()
    const call = new XMLHttpRequest()
    call.open(sending.method, `${apiRoot}${sending.path}`)
    call.responseType = 'text'
    if (sending.idempotencyKey !== undefined) call.setRequestHeader('idempotency-key', sending.idempotencyKey)
    if (sending.body instanceof Blob) call.setRequestHeader('content-type', 'application/octet-stream')
    const cancel = () => call.abort()
    signal.addEventListener('abort', cancel, { once: true })
    call.upload.addEventListener('progress', (event) => sending.onSent(event.loaded))
    call.addEventListener('abort', aborted)
    call.addEventListener('error', () => reject(new ConnectionError()))
    call.addEventListener('load', () => {
      const body = parsed(call.responseText)
      if (call.status >= 200 && call.status < 300) return resolve(body as T)
      if (call.status === 401) tellSignInRequired()
      const wait = retryAfterSecondsOf(call.getResponseHeader('retry-after'))
      reject(new ApiError(parseProblem(call.status, body), wait))
    })
    call.addEventListener('loadend', () => signal.removeEventListener('abort', cancel))
    call.send(sending.body)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
