/** Encodes many segments side by side: a few lanes, each a painting thread and one encoder at a time. */
import type { Segment } from '#core/timeline/segments.ts'
import type { SegmentPlace } from '#core/work/order.ts'
import type { TaskWork } from '../server/task-work.ts'
import { encodeSegment } from './encode-segment.ts'
import { laneCount, returnLane, takeLane } from './lane-pool.ts'
import type { PaintLane } from './paint-lane.ts'
import type { Progress } from './progress.ts'
import { proveSegments } from './prove-segments.ts'
import { readyScene, type Surroundings } from './scene.ts'
import { type SegmentOnDisk, sealSegment, segmentPath, storeSegment } from './segment-store.ts'
import { nearestZoom } from './side-looks.ts'
import { timed } from './step-timing.ts'

/** A segment of the timeline with its place in storage. */
export type Piece = { readonly segment: Segment; readonly place: SegmentPlace }

/** A lane proves its pieces when so many frames are waiting: one decoder for many short pieces, and none waits for long. */
const provedAtOnceFrames = 75

type Hands = { readonly work: TaskWork; readonly progress: Progress }

/** Encodes, proves and stores every piece; answers them by hash. Long ones go first, so that no lane is left with one. */
export async function encodePieces(
  pieces: readonly Piece[],
  around: Surroundings,
  hands: Hands,
): Promise<ReadonlyMap<string, SegmentOnDisk>> {
  const made = new Map<string, SegmentOnDisk>()
  const queue = pieces.toSorted((a, b) => b.segment.lengthFrames - a.segment.lengthFrames)
  const lanes = Array.from({ length: Math.min(laneCount(around.frame), queue.length) }, takeLane)
  const storing: Promise<void>[] = []
  const settle = async (encoded: readonly EncodedPiece[]) => {
    for (const { piece, segment, file } of await provePieces(encoded, around, hands.work)) {
      made.set(piece.place.hash, segment)
      const stored = storeSegment(piece.place, file, segment.frames, hands.work)
      // Its failure is met below, when all are awaited.
      stored.catch(() => undefined)
      storing.push(stored)
    }
  }
  try {
    await Promise.all(
      lanes.map(async (lane) => {
        const unproved: EncodedPiece[] = []
        for (let piece = queue.shift(); piece !== undefined; piece = queue.shift()) {
          warm(queue.slice(0, lanes.length), lane, around)
          unproved.push(await encodePiece(piece, lane, around, hands))
          const frames = unproved.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0)
          if (frames >= provedAtOnceFrames) await settle(unproved.splice(0))
        }
        await settle(unproved)
      }),
    )
    await Promise.all(lanes.map(returnLane))
  } catch (error) {
    // Of what was begun nobody wants the end.
    await Promise.all(lanes.map((lane) => lane.close()))
    throw error
  }
  await Promise.all(storing)
  return made
}

/** Prepares the photos of the pieces that come next, so that no encoder waits for one. */
function warm(pieces: readonly Piece[], lane: PaintLane, around: Surroundings): void {
  for (const { segment } of pieces) {
    const { content } = segment
    const transition = content.kind === 'shot' ? undefined : content.transition
    for (const part of content.kind === 'shot' ? [content.part] : [content.from, content.to]) {
      const { shot } = part
      if (shot.kind !== 'photo') continue
      const zoom = nearestZoom(part, transition)
      // Whoever needs the picture meets the same failure.
      around.photos.pictureOf({ shot, zoom }, lane).catch(() => undefined)
    }
  }
}

/** A piece on disk that nobody has looked at yet, with the signatures it was painted with. */
type EncodedPiece = {
  readonly piece: Piece
  readonly path: string
  readonly lengthFrames: number
  readonly painted: readonly Uint8Array[]
}

async function encodePiece(
  piece: Piece,
  lane: PaintLane,
  around: Surroundings,
  { work, progress }: Hands,
): Promise<EncodedPiece> {
  const { signal, folder } = work
  const { segment, place } = piece
  const path = segmentPath(folder, place.hash)
  const ready = await timed('prepare', () => readyScene(segment, lane, around))
  const painted = await timed('encode', () =>
    encodeSegment({ ...ready, lane, path, signal, onFrame: () => progress.frameDone() }),
  )
  progress.partDone()
  return { piece, path, lengthFrames: segment.lengthFrames, painted }
}

/** Proves and seals pieces; answers them with the bytes to store. */
async function provePieces(
  encoded: readonly EncodedPiece[],
  { frameRate }: Surroundings,
  { signal }: TaskWork,
): Promise<readonly { piece: Piece; segment: SegmentOnDisk; file: Buffer }[]> {
  const [first, ...others] = encoded
  if (first === undefined) return []
  const proofs = await timed('proof-segments', () => proveSegments([first, ...others], { frameRate, signal }))
  return await Promise.all(
    proofs.map(async (proof, i) => {
      const { piece, path } = encoded[i] ?? first
      const file = await sealSegment(path, piece.place.hash, proof)
      return { piece, segment: { path, ...proof }, file }
    }),
  )
}
