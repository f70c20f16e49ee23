/**
 * Painting threads between renders. One that has just been used is kept for a while: starting another and warming up its
 * code takes longer than painting a short piece, and whoever edits renders again soon.
 */
import { type PaintLane, startPaintLane } from './paint-lane.ts'

const keptMs = 60_000

/** Threads of one render, and threads that rest: more would gain nothing, since storage and memory become the limit. */
export const mostLanes = 4

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
  if (resting.size >= mostLanes) {
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
