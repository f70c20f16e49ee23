/** A few lanes for many things: whoever asks waits for a free one, in order. */

/** Hands out lanes. The answer of `run` is the answer of the work. */
export type Lanes = { readonly run: <T>(work: () => Promise<T>) => Promise<T> }

/** Makes lanes of which at most `count` are taken at a time. */
export function makeLanes(count: number): Lanes {
  let free = count
  const waiting: (() => void)[] = []
  const enter = (): Promise<void> => {
    if (free > 0) {
      free -= 1
      return Promise.resolve()
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  const leave = () => {
    const next = waiting.shift()
    // A lane that is handed on was never free.
    if (next === undefined) free += 1
    else next()
  }
  return {
    run: async (work) => {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
