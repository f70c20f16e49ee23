/** Which moment of an audio context leaves the loudspeaker. */
import { secondsOfMs } from '#core/units.ts'

/** A time of the context, in seconds, and when it was heard, as `performance.now()` counts. */
export type Heard = { readonly contextSeconds: number; readonly atMs: number }

/** An older time stamp is of a context that stood still. */
const stalestMs = 1_000

/**
 * A recent moment of the context and when it was heard. `currentTime` moves in steps and runs ahead of what is heard; the
 * output's own time stamp knows the latency. Where there is none, the latency that the context tells of is taken off.
 */
export function heardOf(context: AudioContext): Heard {
  const nowMs = performance.now()
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp()
  if (contextTime > 0 && performanceTime > 0 && nowMs - performanceTime < stalestMs) {
    return { contextSeconds: contextTime, atMs: performanceTime }
  }
  const latencySeconds = context.outputLatency || context.baseLatency || 0
  return { contextSeconds: context.currentTime - latencySeconds, atMs: nowMs }
}

/** The time of the context that is heard now, in seconds. */
export function heardSeconds(context: AudioContext): number {
  const { contextSeconds, atMs } = heardOf(context)
  return Math.min(context.currentTime, contextSeconds + secondsOfMs(performance.now() - atMs))
}
