/**
 * Painting threads between renders. One that has just been used is kept for a while: starting another and warming up its
 * code takes longer than painting a short piece, and whoever edits renders again soon.
 */
import { availableParallelism } from 'node:os'
import type { FrameSize } from '#core/timeline/preset.ts'
import { type PaintLane, startPaintLane } from './paint-lane.ts'

const keptMs = 60_000

/** Each with the encoder at its side holds some 250 MB in 1080p, and the encoder has two threads of its own. */
const mostLanes = 3

/** Pixels of all frames that are painted and encoded side by side: what keeps a render of 4K within a gigabyte. */
const mostPixelsAtOnce = mostLanes * 1920 * 1080

/** How many lanes a render of frames of this size has on this machine. */
export function laneCount({ widthPixels, heightPixels }: FrameSize): number {
  const fitting = Math.floor(mostPixelsAtOnce / (widthPixels * heightPixels))
  return Math.max(1, Math.min(mostLanes, availableParallelism(), fitting))
}

const resting = new Map<PaintLane, NodeJS.Timeout>()

/** A painting thread: one that rests, or a new one. */
export function takeLane(): PaintLane {
  for (const [lane, timer] of resting) {
    clearTimeout(timer)
    resting.delete(lane)
    if (lane.wake()) return lane
  }
  return startPaintLane()
}

/** Gives a thread back that has nothing left to do. */
export async function returnLane(lane: PaintLane): Promise<void> {
  if (resting.size >= Math.min(mostLanes, availableParallelism())) {
    await lane.close()
    return
  }
  lane.rest()
  const forget = () => {
    resting.delete(lane)
    // It rests, so there is nothing that its end could break.
    lane.close().catch(() => undefined)
  }
  resting.set(lane, setTimeout(forget, keptMs).unref())
}
