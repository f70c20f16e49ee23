// Shows on a terminal that something is still going on, second by second.
import process from 'node:process'

/**
 * Runs `work` and, on a terminal, counts its seconds in a line of its own that is gone afterwards. Where the output is
 * a file the line that announced the work has to do.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withElapsed(work) {
  if (!process.stderr.isTTY) return await work()
  const begunMs = Date.now()
  const timer = setInterval(() => {
    process.stderr.write(`\r\u001b[2K  ${Math.round((Date.now() - begunMs) / 1000)} s`)
  }, 1000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    process.stderr.write('\r\u001b[2K')
  }
}
