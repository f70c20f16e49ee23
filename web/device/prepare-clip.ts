/** Prepares a clip that this browser cannot decode: fetches it, converts it here, and keeps the copy. */
import { keepClipCopy } from './clip-copies.ts'
import { failureOf } from './device-failure.ts'
import { makeProxy } from './proxy.ts'

/** A clip as it must be known to be prepared. Sizes are upright. */
export type ClipToPrepare = {
  readonly mediaId: string
  readonly url: string
  readonly bytes: number
  readonly widthPixels: number
  readonly heightPixels: number
  readonly durationSeconds: number
}

/** Fetching takes less than decoding a camera's pictures without help of the device's own decoder. */
const fetchShare = 0.2

/**
 * Prepares a clip; `clipCopyUrl` knows it then. `onProgress` is told from 0 to 1. An abort ends it at once, and what fails
 * is thrown as a `DeviceFailure` with a sentence.
 */
export async function prepareClip(
  clip: ClipToPrepare,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<void> {
  try {
    const file = await fetchCounted(clip, signal, (share) => onProgress(fetchShare * share))
    const { widthPixels, heightPixels, durationSeconds } = clip
    const onSeconds = (seconds: number) =>
      onProgress(fetchShare + (1 - fetchShare) * Math.min(1, seconds / durationSeconds))
    const copy = await makeProxy({ file, widthPixels, heightPixels }, { signal, onSeconds })
    signal.throwIfAborted()
    keepClipCopy(clip.mediaId, copy)
  } catch (error) {
    signal.throwIfAborted()
    throw failureOf(error, 'preparing the clip')
  }
}

/** Reads a file without holding it: a browser keeps a large blob on its disk. */
async function fetchCounted(
  { url, bytes }: ClipToPrepare,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Blob> {
  const answer = await fetch(url, { signal })
  if (!answer.ok || answer.body === null) throw new Error(`the clip was answered ${answer.status}`)
  let arrived = 0
  const counted = answer.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        arrived += piece.length
        onShare(Math.min(1, arrived / bytes))
        controller.enqueue(piece)
      },
    }),
  )
  return await new Response(counted).blob()
}
