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

type Answer = { readonly status: number; readonly type: string; readonly bytes: Buffer }

/** Serves what the stack at this origin serves to whoever reads. */
export async function serveVersions(stackOrigin: string): Promise<VersionServer> {
  let version = 'first'
  // Each version asks for all of its hundred files anew, and they are the same ones: the stack is asked once.
  const answers = new Map<string, Promise<Answer>>()
  const answerOf = (path: string): Promise<Answer> => {
    const answer = answers.get(path) ?? askStack(`${stackOrigin}${path}`)
    if (path.startsWith('/assets/')) answers.set(path, answer)
    return answer
  }
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const { status, type, bytes } = await answerOf(path)
    response.writeHead(status, { 'content-type': type })
    response.end(path === '/service-worker.js' ? inVersion(bytes.toString(), version) : bytes)
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

async function askStack(address: string): Promise<Answer> {
  const answer = await fetch(address)
  const type = answer.headers.get('content-type') ?? ''
  return { status: answer.status, type, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** The build writes the version into the script, as a text in a text. */
function inVersion(script: string, version: string): string {
  const found = /(\\?"version\\?":\\?")[0-9a-f]{12}/
  if (!found.test(script)) throw new Error('The service worker names no version.')
  return script.replace(found, `$1${version}`)
}
