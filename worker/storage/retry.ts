/** Tries again when storage stumbles: a few times, later each time, with chance in it so that callers do not return as one. */
import { StorageUnavailable } from './media-store.ts'

/** How often and how long. `baseDelayMs` doubles with every try. */
export type RetryPlan = { readonly tries: number; readonly baseDelayMs: number }

/** What storage is given: three tries over about a second. */
export const storageRetries: RetryPlan = { tries: 3, baseDelayMs: 200 }

/** Where the only try that can be made is the first: a stream cannot be sent twice. */
export const noRetries: RetryPlan = { tries: 1, baseDelayMs: 0 }

/** Runs `attempt` until it answers, throws something `isFinal`, or has been tried often enough: `StorageUnavailable`. */
export async function withRetries<T>(
  operation: string,
  plan: RetryPlan,
  attempt: () => Promise<T>,
  isFinal: (error: unknown) => boolean = () => false,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (isFinal(error)) throw error
      if (tried >= plan.tries) throw new StorageUnavailable(operation, error)
      const delayMs = plan.baseDelayMs * 2 ** (tried - 1) * (0.5 + Math.random())
      await new Promise((resolve) => setTimeout(resolve, delayMs))
    }
  }
}
