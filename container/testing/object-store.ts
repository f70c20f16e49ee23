/** A small store of objects over HTTP with signed-looking addresses: what R2 and S3 are to the media service in tests. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PartedTarget } from '#core/work/order.ts'

/** One object that was put. */
export type StoredObject = { readonly bytes: Buffer; readonly contentType: string; readonly etag: string }

/** What every address of the store carries, and what no log may show. */
export const signature = 'signature-that-must-stay-secret'

/** A running store. Objects are named by key; parts of a large one are `key#1`, `key#2`. */
export class ObjectStore {
  readonly objects = new Map<string, StoredObject>()
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy())
  })
  #failures = 0
  #slowKeys = new Set<string>()

  /** Listens on a free port of this machine. */
  static async start(): Promise<ObjectStore> {
    const store = new ObjectStore()
    store.#server.listen(0, '127.0.0.1')
    await once(store.#server, 'listening')
    return store
  }

  /** Stores bytes under a key and answers the address they can be read at. */
  put(key: string, bytes: Uint8Array): string {
    this.#keep(key, Buffer.from(bytes), 'application/octet-stream')
    return this.url(key)
  }

  /** The signed address of a key, for reading and for writing. */
  url(key: string): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}/${encodeURIComponent(key)}?signature=${signature}`
  }

  /** Where a large result goes, in parts. */
  parts(key: string, partBytes: number, count: number): PartedTarget {
    return {
      partBytes,
      partUrls: Array.from({ length: count }, (_, i) => `${this.url(`${key}#${i + 1}`)}`),
    }
  }

  /** The bytes under a key; throws when nothing is there. */
  get(key: string): StoredObject {
    const object = this.objects.get(key)
    if (object === undefined) throw new Error(`nothing is stored under ${key}`)
    return object
  }

  /** The next `count` requests are answered 503. */
  failNext(count: number): void {
    this.#failures = count
  }

  /** Reading this key begins and never ends. */
  stallReadsOf(key: string): void {
    this.#slowKeys.add(key)
  }

  /** Ends every connection. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://store')
    const key = decodeURIComponent(url.pathname.slice(1))
    if (url.searchParams.get('signature') !== signature) return end(response, 403)
    if (this.#failures > 0) {
      this.#failures -= 1
      request.resume()
      return end(response, 503)
    }
    if (request.method === 'PUT') return await this.#receive(key, request, response)
    const object = this.objects.get(key)
    if (object === undefined) return end(response, 404)
    if (!this.#slowKeys.has(key)) return sendRange(request, response, object)
    response.writeHead(200, { 'content-length': object.bytes.length + 1 })
    response.write(object.bytes)
  }

  async #receive(key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const object = this.#keep(key, Buffer.concat(chunks), request.headers['content-type'] ?? '')
    response.setHeader('etag', object.etag)
    end(response, 200)
  }

  #keep(key: string, bytes: Buffer, contentType: string): StoredObject {
    const object = { bytes, contentType, etag: `"${createHash('md5').update(bytes).digest('hex')}"` }
    this.objects.set(key, object)
    return object
  }
}

function sendRange(request: IncomingMessage, response: ServerResponse, object: StoredObject): void {
  const { bytes, etag, contentType } = object
  const headers = { etag, 'content-type': contentType, 'accept-ranges': 'bytes' }
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  if (range === null) {
    response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes)
    return
  }
  const first = Number(range[1])
  const last = range[2] === '' ? bytes.length - 1 : Math.min(Number(range[2]), bytes.length - 1)
  if (first > last) {
    end(response, 416)
    return
  }
  const part = bytes.subarray(first, last + 1)
  const contentRange = `bytes ${first}-${last}/${bytes.length}`
  response
    .writeHead(206, { ...headers, 'content-range': contentRange, 'content-length': part.length })
    .end(part)
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end()
}
