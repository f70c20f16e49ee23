/** HEIC photos, which no build of sharp can decode: libheif does, in a thread of its own. */
import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import sharp, { type Sharp } from 'sharp'
import { mediaLimits } from '#core/media/limits.ts'
import { TookTooLong } from '../ffmpeg/run.ts'
import { Refused } from '../server/complaint.ts'

type HeicAnswer =
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | {
      readonly kind: 'pixels'
      readonly width: number
      readonly height: number
      readonly pixels: Uint8ClampedArray
    }

const timeoutSeconds = 60
const mostHeapMegabytes = 128

/** The most that a photo can take of its own file; HEIC of our pixel limit stays far below. */
const mostFileBytes = 100 * 2 ** 20

/**
 * The upright photo as raw pixels. A thread, so that a hostile file can neither hold up nor take down the others, and
 * so that the decoder's memory is given back. Throws `Refused`, also with `refuseTooMany` told of the size in pixels.
 */
export async function openHeic(
  path: string,
  signal: AbortSignal,
  refuseTooMany: (widthPixels: number, heightPixels: number) => void,
): Promise<Sharp> {
  const bytes = await readFile(path)
  if (bytes.length > mostFileBytes) {
    throw new Refused('unreadable-file', 'The photo is larger than 100 MB, which no real HEIC photo is.')
  }
  const answer = await decode(bytes, signal)
  if (answer.kind === 'size') refuseTooMany(answer.width, answer.height)
  if (answer.kind !== 'pixels') throw damaged()
  const { width, height, pixels } = answer
  return sharp(pixels, { raw: { width, height, channels: 4 } })
}

async function decode(bytes: Buffer, signal: AbortSignal): Promise<HeicAnswer> {
  const worker = new Worker(new URL('./heic-thread.ts', import.meta.url), {
    workerData: { bytes, mostPixels: mediaLimits.heifPixels },
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMegabytes },
    // The library writes what it thinks of a file to the console, which is the service's log.
    stdout: true,
    stderr: true,
  })
  const { promise, resolve, reject } = Promise.withResolvers<HeicAnswer>()
  const stop = () => reject(signal.reason)
  const timer = setTimeout(() => reject(new TookTooLong(timeoutSeconds)), timeoutSeconds * 1000)
  signal.addEventListener('abort', stop)
  worker.once('message', resolve)
  worker.once('error', () => reject(damaged()))
  worker.once('exit', () => reject(damaged()))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

function damaged(): Refused {
  return new Refused('unreadable-file', 'The photo is damaged: it cannot be decoded.')
}
