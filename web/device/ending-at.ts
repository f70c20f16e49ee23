/** Work that ends when its signal says so. */

/** What `work` answers, or the signal's reason thrown the moment it is aborted, whatever becomes of the work. */
export async function endingAt<Answer>(signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer> {
  signal.throwIfAborted()
  const ended = new AbortController()
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { signal: ended.signal })
  })
  try {
    return await Promise.race([work(), aborted])
  } finally {
    ended.abort()
  }
}
