/** Files in and out by signed addresses: streamed, bounded, and tried again when the other side stumbles. */
import { createHash } from 'node:crypto'
import { createWriteStream, openAsBlob } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { PartedTarget } from '#core/work/order.ts'
import { Refused } from './complaint.ts'

const attempts = 4
const attemptTimeoutMs = 10 * 60_000

/** What arrived: its size, and the SHA-256 of its bytes in hex. */
export type Arrived = { readonly bytes: number; readonly contentHash: string }

/** Streams an address into a file. Throws `Refused` when the source is gone or larger than `mostBytes`. */
export async function download(
  url: string,
  path: string,
  limits: { readonly signal: AbortSignal; readonly mostBytes: number },
): Promise<Arrived> {
  return await persistently(limits.signal, async (signal) => {
    const answer = await fetch(url, { signal })
    if (!answer.ok || answer.body === null) throw new HttpTrouble(answer.status, 'source')
    const hash = createHash('sha256')
    let bytes = 0
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        hash.update(chunk)
        done(bytes > limits.mostBytes ? tooLarge(limits.mostBytes) : null, chunk)
      },
    })
    await pipeline(Readable.fromWeb(answer.body), count, createWriteStream(path), { signal })
    return { bytes, contentHash: hash.digest('hex') }
  })
}

function tooLarge(mostBytes: number): Refused {
  return new Refused('too-long', `The file is larger than ${Math.round(mostBytes / 2 ** 20)} MB.`)
}

/** How a body is sent. */
type Sending = { readonly contentType: string; readonly signal: AbortSignal }

/** Sends bytes to an address and answers the ETag they were stored under. */
export async function upload(url: string, body: Uint8Array, sending: Sending): Promise<string> {
  return await put(url, new Uint8Array(body), sending)
}

/** Sends a file to an address without holding it in memory, and answers the ETag it was stored under. */
export async function uploadFile(url: string, path: string, sending: Sending): Promise<string> {
  return await put(url, await openAsBlob(path), sending)
}

async function put(
  url: string,
  body: Uint8Array<ArrayBuffer> | Blob,
  { contentType, signal: leaving }: Sending,
): Promise<string> {
  return await persistently(leaving, async (signal) => {
    const answer = await fetch(url, { method: 'PUT', body, headers: { 'content-type': contentType }, signal })
    await answer.arrayBuffer()
    if (!answer.ok) throw new HttpTrouble(answer.status, 'target')
    return answer.headers.get('etag') ?? ''
  })
}

/** Sends a file as parts of one size, the last excepted, and answers their ETags in order. Holds one part in memory. */
export async function uploadParts(
  path: string,
  target: PartedTarget,
  signal: AbortSignal,
): Promise<string[]> {
  const { size } = await stat(path)
  const count = Math.max(1, Math.ceil(size / target.partBytes))
  if (count > target.partUrls.length)
    throw new Refused('too-long', 'The finished video is larger than storage was asked to hold.')
  const file = await open(path)
  try {
    const etags: string[] = []
    for (const [i, url] of target.partUrls.slice(0, count).entries()) {
      const offset = i * target.partBytes
      const part = Buffer.alloc(Math.min(target.partBytes, size - offset))
      await file.read(part, 0, part.length, offset)
      etags.push(await upload(url, part, { contentType: 'application/octet-stream', signal }))
    }
    return etags
  } finally {
    await file.close()
  }
}

/** An answer that was not the file. The status tells whether trying again can help. */
class HttpTrouble extends Error {
  readonly status: number

  constructor(status: number, side: 'source' | 'target') {
    super(`the ${side} answered ${status}`)
    this.name = 'HttpTrouble'
    this.status = status
  }
}

/** Tries up to four times, waiting longer each time with some chance in it, so that many tasks do not come back as one. */
async function persistently<T>(
  signal: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt(AbortSignal.any([signal, AbortSignal.timeout(attemptTimeoutMs)]))
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Refused) throw error
      const isFinal = error instanceof HttpTrouble && error.status < 500 && error.status !== 429
      if (isFinal || count === attempts) {
        throw new Refused('source-unavailable', 'A file could not be fetched or stored.', true)
      }
      await wait(2 ** count * 100 * (0.5 + Math.random()), undefined, { signal })
    }
  }
}
