/** Which ports are free on this machine. */
import { createServer } from 'node:net'

/** Whether a port of the loopback address can be listened on now. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryListen(port)) !== undefined
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const port = await tryListen(0)
  if (port === undefined) throw new Error('This machine has no free port.')
  return port
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const chosen = typeof address === 'object' && address !== null ? address.port : undefined
      server.close(() => resolve(chosen))
    })
  })
}
