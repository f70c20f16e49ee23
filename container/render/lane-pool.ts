/**
 * Painting threads between renders. One that has just been used is kept for a while: starting another and warming up its
 * code takes longer than painting a short piece, and whoever edits renders again soon.
 */
import { availableParallelism } from 'node:os'
import { type PaintLane, startPaintLane } from './paint-lane.ts'

const keptMs = 60_000

/** Each with the encoder at its side holds some 250 MB, and the encoder has two threads of its own. */
const mostLanes = 3

/** How many lanes a render has on this machine; no more threads rest either. */
export function laneCount(): number {
  return Math.min(mostLanes, availableParallelism())
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
  if (resting.size >= laneCount()) {
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
