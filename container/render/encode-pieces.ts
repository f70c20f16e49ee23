/** Encodes many segments side by side: a few lanes, each a painting thread and one encoder at a time. */
import { availableParallelism } from 'node:os'
import type { Segment } from '#core/timeline/segments.ts'
import type { SegmentPlace } from '#core/work/order.ts'
import type { TaskWork } from '../server/task-work.ts'
import { encodeSegment } from './encode-segment.ts'
import { type PaintLane, startPaintLane } from './paint-lane.ts'
import type { Progress } from './progress.ts'
import { proveSegment } from './prove-segment.ts'
import { readyScene, type Surroundings } from './scene.ts'
import { type SegmentOnDisk, sealSegment, segmentPath, storeSegment } from './segment-store.ts'
import { timed } from './step-timing.ts'

/** A segment of the timeline with its place in storage. */
export type Piece = { readonly segment: Segment; readonly place: SegmentPlace }

/** A lane more than this gains nothing: storage and memory become the limit. */
const mostLanes = 4

type Hands = { readonly work: TaskWork; readonly progress: Progress }

/** Encodes, proves and stores every piece; answers them by hash. Long ones go first, so that no lane is left with one. */
export async function encodePieces(
  pieces: readonly Piece[],
  around: Surroundings,
  hands: Hands,
): Promise<ReadonlyMap<string, SegmentOnDisk>> {
  const made = new Map<string, SegmentOnDisk>()
  const queue = pieces.toSorted((a, b) => b.segment.lengthFrames - a.segment.lengthFrames)
  const lanes = Array.from({ length: Math.min(laneCount(), queue.length) }, startPaintLane)
  const storing: Promise<void>[] = []
  try {
    await Promise.all(
      lanes.map(async (lane) => {
        for (let piece = queue.shift(); piece !== undefined; piece = queue.shift()) {
          warm(queue.slice(0, lanes.length), lane, around)
          const { segment, file } = await encodePiece(piece, lane, around, hands)
          made.set(piece.place.hash, segment)
          const stored = storeSegment(piece.place, file, segment.frames, hands.work)
          // Its failure is met below, when all are awaited.
          stored.catch(() => undefined)
          storing.push(stored)
        }
      }),
    )
    await Promise.all(storing)
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()))
  }
  return made
}

function laneCount(): number {
  return Math.min(mostLanes, availableParallelism())
}

/** Prepares the photos of the pieces that come next, so that no encoder waits for one. */
function warm(pieces: readonly Piece[], lane: PaintLane, around: Surroundings): void {
  for (const { segment } of pieces) {
    const { content } = segment
    for (const { shot } of content.kind === 'shot' ? [content.part] : [content.from, content.to]) {
      // Whoever needs the picture meets the same failure.
      if (shot.kind === 'photo') around.photos.pictureOf(shot, lane).catch(() => undefined)
    }
  }
}

async function encodePiece(
  { segment, place }: Piece,
  lane: PaintLane,
  around: Surroundings,
  { work, progress }: Hands,
): Promise<{ segment: SegmentOnDisk; file: Buffer }> {
  const { signal, folder } = work
  const { frameRate } = around
  const { lengthFrames } = segment
  const path = segmentPath(folder, place.hash)
  const ready = await timed('prepare', () => readyScene(segment, lane, around))
  const painted = await timed('encode', () =>
    encodeSegment({ ...ready, lane, path, signal, onFrame: () => progress.frameDone() }),
  )
  const proof = await timed('proof-segment', () =>
    proveSegment({ path, lengthFrames, frameRate, painted, signal }),
  )
  const file = await sealSegment(path, place.hash, proof)
  progress.partDone()
  return { segment: { path, ...proof }, file }
}
