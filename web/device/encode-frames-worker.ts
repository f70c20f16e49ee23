/** The worker that encodes painted frames: brings each to I420, keeps its signature, and hands it to what was ordered. */
import { joinedBytes } from '#core/joined-bytes.ts'
import { signatureOf } from '#core/video/signature.ts'
import type { FromEncoding, ToEncoding } from './encode-frames.ts'
import type { FrameTaker } from './frame-taker.ts'
import { makeFrameTaker } from './frame-takers.ts'
import { i420Of } from './i420.ts'

let taker: FrameTaker | undefined
const signatures: Uint8Array[] = []
let last: Promise<void> = Promise.resolve()

addEventListener('message', (event: MessageEvent<ToEncoding>) => {
  // Only encode-frames.ts starts this worker, so what comes is what its type says. One message after the other.
  last = last.then(async () => {
    try {
      tell(await answer(event.data))
    } catch (error) {
      tell({ kind: 'failed', error })
    }
  })
})

async function answer(message: ToEncoding): Promise<FromEncoding> {
  if (message.kind === 'open') {
    taker = await makeFrameTaker(message.order, message.shape)
    return { kind: 'taken' }
  }
  if (taker === undefined) throw new Error('nothing was ordered')
  switch (message.kind) {
    case 'frame':
      return taken(await take(taker, message.picture))
    case 'sound':
      await taker.takeSound?.(message.file)
      return { kind: 'taken' }
    case 'finish': {
      const bytes = await taker.finish()
      return {
        kind: 'finished',
        signatures: joinedBytes(signatures),
        ...(bytes === undefined ? {} : { bytes }),
      }
    }
  }
}

async function take(to: FrameTaker, picture: VideoFrame): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { codedWidth: widthPixels, codedHeight: heightPixels } = picture
  try {
    const planes = await i420Of(picture)
    signatures.push(signatureOf(planes, { widthPixels, heightPixels, strideBytes: widthPixels }))
    return await to.take(planes)
  } finally {
    picture.close()
  }
}

function taken(bytes: Uint8Array<ArrayBuffer> | undefined): FromEncoding {
  return bytes === undefined ? { kind: 'taken' } : { kind: 'taken', bytes }
}

function tell(message: FromEncoding): void {
  const bytes = message.kind === 'failed' ? undefined : message.bytes
  postMessage(message, { transfer: bytes === undefined ? [] : [bytes.buffer] })
}
