/** Lets several waiters know that something changed; each looks for itself what it was. */
export function makeSignal(): { tell(): void; told(): Promise<void> } {
  let waiting: (() => void)[] = []
  return {
    tell() {
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
    told: () => new Promise((resolve) => waiting.push(resolve)),
  }
}
