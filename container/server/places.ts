/** Places for work: so many at once, the rest waits in order, and past a length of queue nobody more is let in. */

/** Thrown when the queue is full; whoever came may come back, or go to another process. */
export class TooBusy extends Error {
  constructor() {
    super('too much work is waiting')
    this.name = 'TooBusy'
  }
}

/** A counted set of places. */
export class Places {
  readonly #atOnce: number
  readonly #mostWaiting: number
  readonly #waiting: (() => void)[] = []
  #taken = 0

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce
    this.#mostWaiting = mostWaiting
  }

  /** Whether nobody more can wait. */
  get isFull(): boolean {
    return this.#waiting.length >= this.#mostWaiting
  }

  /** Does `work` once there is a place. Throws the signal's reason when it fires while waiting, and `TooBusy`. */
  async hold<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    await this.#enter(signal)
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    if (this.#taken < this.#atOnce) {
      this.#taken += 1
      return
    }
    if (this.isFull) throw new TooBusy()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const giveUp = () => {
      const at = this.#waiting.indexOf(resolve)
      // Whose turn has just come waits no more, and gives the place back after the work.
      if (at < 0) return
      this.#waiting.splice(at, 1)
      reject(signal.reason)
    }
    this.#waiting.push(resolve)
    signal.addEventListener('abort', giveUp, { once: true })
    try {
      await promise
    } finally {
      signal.removeEventListener('abort', giveUp)
    }
  }

  /** A place that is left goes to the one who has waited longest, without being free in between. */
  #leave(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#taken -= 1
    else next()
  }
}
