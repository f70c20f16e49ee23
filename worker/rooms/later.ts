/** Does things a little later, once for all who ask meanwhile: what comes close together leaves together. */
export class Later {
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>()

  /** Runs `flush` after this time, unless something of this name waits already. */
  soon(name: string, waitMs: number, flush: () => void): void {
    if (this.#waiting.has(name)) return
    this.#waiting.set(
      name,
      setTimeout(() => {
        this.#waiting.delete(name)
        flush()
      }, waitMs),
    )
  }
}
