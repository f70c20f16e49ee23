/** Everybody who wants to hear of something. */
export type Listeners<T extends readonly unknown[]> = {
  readonly tell: (...words: T) => void
  /** Answers how to stop. */
  readonly listen: (listener: (...words: T) => void) => () => void
}

/** Nobody yet. */
export function makeListeners<T extends readonly unknown[]>(): Listeners<T> {
  const all = new Set<(...words: T) => void>()
  return {
    tell: (...words) => {
      for (const listener of [...all]) listener(...words)
    },
    listen: (listener) => {
      all.add(listener)
      return () => void all.delete(listener)
    },
  }
}
