/** Does slow work for the newest wish only: what was wished while it worked, and is wished no more, is left out. */
export function newestOnly<Wish>(work: (wish: Wish) => Promise<void>): (wish: Wish) => Promise<void> {
  let waiting: { readonly wish: Wish } | undefined
  let working: Promise<void> | undefined
  const workOn = async () => {
    try {
      while (waiting !== undefined) {
        const { wish } = waiting
        waiting = undefined
        await work(wish)
      }
    } finally {
      working = undefined
    }
  }
  return (wish) => {
    waiting = { wish }
    working ??= workOn()
    return working
  }
}
