/** The loudspeaker of this device: what time of its context is heard when, and whether it may sound at all. */
import { secondsOfMs } from '#core/units.ts'
import { heardOf } from '../../player/heard.ts'

/** Time stamps jitter on some devices: the middle of so many is taken. */
const keptReadings = 5

/** A change of loudness takes about three times this long: at once, it would click. */
const glideSeconds = 0.02

/** See `makeSoundOutput`. */
export type SoundOutput = {
  readonly context: AudioContext
  /** What sounds is connected here. */
  readonly outlet: AudioNode
  /** How loud it is on this device, from 0 to 1 as the ear takes it. */
  setVolume(share: number): void
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
  const loudness = new GainNode(context)
  loudness.connect(context.destination)
  const isRunning = () => context.state === 'running' && readings.length > 0
  return {
    context,
    outlet: loudness,
    setVolume: (share) => loudness.gain.setTargetAtTime(gainOf(share), context.currentTime, glideSeconds),
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

/** The ear hears shares of loudness: half of a slider is about a fifth of the power. */
function gainOf(share: number): number {
  return share * share
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
