/** Stores bytes of unknown length in bounded memory: one put for a small object, parts for a larger one. */
import type { MediaStore, StoredObject, StoredPart } from './media-store.ts'

/** The smallest part that R2 and S3 take, because this much is held in memory for each object on its way. */
export const bufferedPartBytes = 5 * 1024 * 1024

/** What `storeChunks` needs to know of the object. `opened` is told the multipart upload as soon as there is one. */
export type ChunksTarget = {
  readonly key: string
  readonly contentType: string
  readonly opened?: (storageUploadId: string) => Promise<void>
}

/**
 * Stores what the chunks hold. When they end in an error, or storage fails, the multipart upload is aborted and the
 * error goes on: no half object is ever left.
 */
export async function storeChunks(
  store: MediaStore,
  target: ChunksTarget,
  chunks: AsyncIterable<Uint8Array>,
): Promise<StoredObject> {
  const { key, contentType } = target
  let uploadId: string | undefined
  const parts: StoredPart[] = []
  try {
    for await (const { bytes, isLast } of gathered(chunks)) {
      if (isLast && uploadId === undefined)
        return await store.put(key, bytes, { contentType, bytes: bytes.length })
      if (uploadId === undefined) {
        uploadId = await store.createMultipart(key, contentType)
        await target.opened?.(uploadId)
      }
      if (bytes.length > 0)
        parts.push(await store.putPart(key, uploadId, parts.length + 1, bytes, bytes.length))
    }
    return await store.completeMultipart(key, uploadId ?? '', parts)
  } catch (error) {
    // What cannot be freed now is left to the sweep; the first error is the one that says why.
    if (uploadId !== undefined) await store.abortMultipart(key, uploadId).catch(() => undefined)
    throw error
  }
}

/** The same bytes in pieces of exactly the part size, the last excepted, which may be empty. Each piece is only valid until the next is asked for. */
async function* gathered(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly isLast: boolean }> {
  const piece = new Uint8Array(bufferedPartBytes)
  let filled = 0
  for await (const chunk of chunks) {
    let rest = chunk
    while (rest.length > 0) {
      const taken = rest.subarray(0, bufferedPartBytes - filled)
      piece.set(taken, filled)
      filled += taken.length
      rest = rest.subarray(taken.length)
      if (filled < bufferedPartBytes) continue
      yield { bytes: piece, isLast: false }
      filled = 0
    }
  }
  yield { bytes: piece.subarray(0, filled), isLast: true }
}
