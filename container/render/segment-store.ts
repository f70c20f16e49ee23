/** Segments of one order on this disk: fetched from storage when they can be trusted, stored as soon as they are made. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mediaLimits } from '#core/media/limits.ts'
import type { Segment } from '#core/timeline/segments.ts'
import type { SegmentPlace } from '#core/work/order.ts'
import type { TaskWork } from '../server/task-work.ts'
import { download, upload } from '../server/transfer.ts'
import { proveSegments, type SegmentProof } from './prove-segments.ts'
import { readSeal, sealed } from './seal.ts'

/** A proved segment on disk. */
export type SegmentOnDisk = SegmentProof & { readonly path: string }

/** Where a segment of this hash is, or will be, on disk. */
export function segmentPath(folder: string, hash: string): string {
  return join(folder, `${hash.replaceAll(/[^\w-]/g, '_')}.mp4`)
}

/** Downloads under way at once. */
const fetchesAtOnce = 4

/** Fetches every segment that storage has and that can be trusted, by hash. */
export async function fetchSegments(
  pieces: readonly { readonly segment: Segment; readonly place: SegmentPlace }[],
  frameRate: number,
  work: TaskWork,
): Promise<ReadonlyMap<string, SegmentOnDisk>> {
  const found = new Map<string, SegmentOnDisk>()
  const queue = [...new Map(pieces.map((piece) => [piece.place.hash, piece])).values()]
  const fetchQueued = async () => {
    for (let piece = queue.shift(); piece !== undefined; piece = queue.shift()) {
      const { lengthFrames } = piece.segment
      const segment = await fetchSegment(piece.place, { lengthFrames, frameRate }, work)
      if (segment !== undefined) found.set(piece.place.hash, segment)
    }
  }
  await Promise.all(Array.from({ length: fetchesAtOnce }, fetchQueued))
  return found
}

/**
 * Fetches a stored segment. Answers `undefined` when it must be made anew: storage does not have it, a byte has changed,
 * or it is another segment than its name says. One that storage does not say was proved is decoded here.
 */
async function fetchSegment(
  place: SegmentPlace,
  expected: { readonly lengthFrames: number; readonly frameRate: number },
  work: TaskWork,
): Promise<SegmentOnDisk | undefined> {
  const { getUrl, hash, provedFrames } = place
  const { signal } = work
  const { lengthFrames, frameRate } = expected
  if (getUrl === undefined) return undefined
  const path = segmentPath(work.folder, hash)
  try {
    await download(getUrl, path, { signal, mostBytes: mediaLimits.uploadBytes })
  } catch {
    // A lost segment is only lost time: it is encoded again. A cancelled task ends here.
    signal.throwIfAborted()
    return undefined
  }
  const seal = readSeal(await readFile(path), hash)
  if (seal === undefined || seal.frames !== lengthFrames) return undefined
  if (provedFrames === lengthFrames) return { path, frames: seal.frames, digest: seal.digest }
  const [proof] = await proveSegments([{ path, lengthFrames, painted: undefined }], { frameRate, signal })
  return proof === undefined ? undefined : { path, ...proof }
}

/** Seals a proved segment on disk, and answers the bytes to store. */
export async function sealSegment(path: string, hash: string, proof: SegmentProof): Promise<Buffer> {
  const file = sealed(await readFile(path), { segmentHash: hash, ...proof })
  await writeFile(path, file)
  return file
}

/** Stores a sealed segment and tells that it is stored. */
export async function storeSegment(
  place: SegmentPlace,
  file: Buffer,
  frames: number,
  work: TaskWork,
): Promise<void> {
  await upload(place.putUrl, file, { contentType: 'video/mp4', signal: work.signal })
  work.report({ storedSegment: { hash: place.hash, bytes: file.length, provedFrames: frames } })
}
