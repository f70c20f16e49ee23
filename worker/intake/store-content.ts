/** Takes the bytes of a file into storage while they arrive: sniffed by the first of them, never whole in memory. */
import { formatFacts, type MediaFormat } from '#core/media/format.ts'
import type { FilePurpose } from '#core/media/sniffed-format.ts'
import type { Refusal } from '../http/refusal.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { storeChunks } from '../storage/store-chunks.ts'
import { sniffedBytes, sniffFormat } from './sniff.ts'

/** Where the bytes go and what for; `opened` is told when storage begins a multipart upload. */
export type ContentTarget = {
  readonly key: string
  readonly purpose: FilePurpose
  readonly opened: (storageUploadId: string) => Promise<void>
}

/** How many bytes there may be, and the refusal of more. */
export type ContentLimit = { readonly mostBytes: number; refusal(): Refusal }

/** Stores a file and answers what it is. Refuses what we do not take, and what is longer than the limit. */
export async function storeContent(
  store: MediaStore,
  { key, purpose, opened }: ContentTarget,
  content: AsyncIterable<Uint8Array>,
  limit: ContentLimit,
): Promise<MediaFormat> {
  const chunks = limited(content, limit)[Symbol.asyncIterator]()
  const first = await takeFirst(chunks)
  const format = await sniffFormat(first, purpose)
  const { contentType } = formatFacts[format]
  await storeChunks(store, { key, contentType, opened }, continued(first, chunks))
  return format
}

async function* limited(content: AsyncIterable<Uint8Array>, limit: ContentLimit): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    if (bytes > limit.mostBytes) throw limit.refusal()
    yield chunk
  }
}

/** As many of the first bytes as are looked at, and what came with them in the same chunk. */
async function takeFirst(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const taken: Uint8Array[] = []
  for (let bytes = 0; bytes < sniffedBytes; ) {
    const { done, value } = await chunks.next()
    if (done) break
    taken.push(value)
    bytes += value.length
  }
  return new Uint8Array(await new Blob(taken).arrayBuffer())
}

async function* continued(first: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
}
