/** The app of a stack under another address, as one version of it after the other: only the service worker tells them apart. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** See the file. */
export type VersionServer = {
  readonly origin: string
  /** The next answers are of this version. */
  publish(version: string): void
  close(): void
}

/** Serves what the stack at this origin serves to whoever reads. */
export async function serveVersions(stackOrigin: string): Promise<VersionServer> {
  let version = 'first'
  const server = createServer(async (request, response) => {
    const answer = await fetch(`${stackOrigin}${request.url ?? '/'}`)
    const isWorker = request.url === '/service-worker.js'
    const body = isWorker
      ? inVersion(await answer.text(), version)
      : new Uint8Array(await answer.arrayBuffer())
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Listening on a port, it has an address that is no path.
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${port}`,
    publish: (next) => {
      version = next
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The build writes the version into the script, as a text in a text. */
function inVersion(script: string, version: string): string {
  const found = /(\\?"version\\?":\\?")[0-9a-f]{12}/
  if (!found.test(script)) throw new Error('The service worker names no version.')
  return script.replace(found, `$1${version}`)
}
