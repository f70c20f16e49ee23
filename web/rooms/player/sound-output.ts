/** The loudspeaker of this device: what time of its context is heard when, and whether it may sound at all. */
import { secondsOfMs } from '#core/units.ts'
import { heardOf } from '../../player/heard.ts'

/** Time stamps jitter on some devices: the middle of so many is taken. */
const keptReadings = 5

/** See `makeSoundOutput`. */
export type SoundOutput = {
  readonly context: AudioContext
  /** Reads once more when what is heard; call it a few times a second. */
  read(): void
  /** Whether sound comes out, and it is known when. */
  isRunning(): boolean
  /** The time of the context, in seconds, that is heard at a moment of `performance.now()`. */
  contextSecondsAt(localMs: number): number
  /** When a time of the context is heard. */
  localMsAt(contextSeconds: number): number
}

/** A context whose output is watched. */
export function makeSoundOutput(context: AudioContext): SoundOutput {
  /** By how many milliseconds `performance.now()` is ahead of what is heard. */
  let readings: readonly number[] = []
  let aheadMs = 0
  const isRunning = () => context.state === 'running' && readings.length > 0
  return {
    context,
    read() {
      if (context.state !== 'running') {
        readings = []
        return
      }
      const { contextSeconds, atMs } = heardOf(context)
      if (contextSeconds <= 0) return
      readings = [...readings, atMs - contextSeconds * 1000].slice(-keptReadings)
      aheadMs = medianOf(readings)
    },
    isRunning,
    contextSecondsAt: (localMs) => secondsOfMs(localMs - aheadMs),
    localMsAt: (contextSeconds) => aheadMs + contextSeconds * 1000,
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
