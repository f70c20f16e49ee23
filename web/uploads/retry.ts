/** Trying again: with growing pauses, only what can succeed, and not while there is no network at all. */
import { ApiError, ConnectionError } from '../api/problem.ts'
import { mayRetry, mostTries, retryDelayMs } from './plan.ts'

/** Runs the work until it succeeds, is refused, is cancelled, or was tried often enough. */
export async function withRetries<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let retry = 1; ; retry += 1) {
    await online(signal)
    try {
      return await work()
    } catch (error) {
      if (retry >= mostTries || !isPassing(error)) throw error
      const asked = error instanceof ApiError ? error.retryAfterSeconds : undefined
      await pause(retryDelayMs(retry, Math.random(), asked), signal)
    }
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof ConnectionError) return true
  return error instanceof ApiError && mayRetry(error.problem.status)
}

/** Waits until the browser has a network, which may be now. */
function online(signal: AbortSignal): Promise<void> {
  if (navigator.onLine) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const settled = new AbortController()
    const end = (finish: () => void) => () => {
      settled.abort()
      finish()
    }
    window.addEventListener('online', end(resolve), { signal: settled.signal })
    signal.addEventListener(
      'abort',
      end(() => reject(cancelled())),
      { signal: settled.signal },
    )
  })
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(cancelled())
      },
      { once: true },
    )
  })
}

function cancelled(): DOMException {
  return new DOMException('Cancelled', 'AbortError')
}
