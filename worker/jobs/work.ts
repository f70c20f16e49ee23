/** Who does the work of a job, whoever that is: the media service, or a service that a domain brings. */
import type { TaskResult, TaskState } from '#core/work/report.ts'

/** What work came to. Of somebody else's work the floor knows no more than that it is there. */
export type WorkResult = TaskResult | { readonly kind: 'own' }

/**
 * How work stands. `pauseMs` is how long nobody need look again, for a service that cannot hold the question until
 * something changes; news of it still come at once.
 */
export type WorkState = Omit<TaskState, 'outcome' | 'id'> & {
  readonly pauseMs?: number
  readonly outcome:
    | { readonly kind: 'running' }
    | { readonly kind: 'succeeded'; readonly result: WorkResult }
    | Extract<TaskState['outcome'], { kind: 'failed' }>
}

/** What is asked of who does the work, for one attempt. Each call may be made twice, with one result. Throws `NotNow`. */
export interface Work {
  /** Starts the attempt; begun already, it goes on. */
  submit(attempt: number): Promise<void>
  /** How it stands once its revision is past `afterRevision`, or after a wait; `undefined` when nobody knows of it. */
  follow(attempt: number, afterRevision: number): Promise<WorkState | undefined>
  /** Ends it; one that nobody knows of is no error. */
  cancel(attempt: number): Promise<void>
}

/** Whoever does the work cannot be asked at the moment; `retryAfterMs` is what they say themselves of when they can. */
export class NotNow extends Error {
  readonly reason: string
  readonly retryAfterMs: number

  constructor(reason: string, retryAfterMs = 0) {
    super(reason)
    this.name = 'NotNow'
    this.reason = reason
    this.retryAfterMs = retryAfterMs
  }
}
