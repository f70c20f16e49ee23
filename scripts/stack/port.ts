/** Which ports are free on this machine. */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Whether a port of the loopback address can be listened on now. */
export async function isPortFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/**
 * A port that was free a moment ago. It is below those that systems take for the near end of connections (32768 on
 * Linux, 49152 elsewhere), so that until it is listened on no connection comes to sit on it.
 */
export async function findFreePort(): Promise<number> {
  for (let left = 100; left > 0; left -= 1) {
    const port = randomInt(20_000, 32_768)
    if (await isPortFree(port)) return port
  }
  throw new Error('This machine has no free port.')
}
