/** What a video made on this device must be, apart from how it is decoded. */
import { secondsOfFrames } from '#core/units.ts'
import type { PlannedMovie } from './prove-movie.ts'
import { signatureBytes, signatureDistance } from './signature.ts'
import { soundTargets } from './sound-targets.ts'

/** Says in a sentence what is not as it was planned. */
export class NotProved extends Error {}

/** A decoded frame: when it is shown, and what it shows. */
export type FrameFound = { readonly seconds: number; readonly signature: Uint8Array }

/** The sound as it was decoded. */
export type SoundFound = {
  readonly seconds: number
  readonly lufs: number | undefined
  readonly truePeakDb: number | undefined
}

/** Encoding moves the mean grey of a cell by about one step; another picture moves it by tens. */
const largestDistance = 4

/** A packet of AAC: sound may be longer than the picture by what fills the last one. */
const soundToleranceSeconds = 0.05

/** How far from its place a cut is looked for. */
const farthestFrames = 15

/** The largest distance between a planned cut and the one found; throws when a frame is missing, astray or another. */
export function checkFrames(found: readonly FrameFound[], planned: PlannedMovie): number {
  const { lengthFrames, frameRate, cutFrames, signatures } = planned
  if (found.length !== lengthFrames) {
    throw new NotProved(`It has ${found.length} frames where ${lengthFrames} were planned.`)
  }
  const astray = found.findIndex(({ seconds }, frame) => Math.abs(seconds * frameRate - frame) > 0.01)
  if (astray !== -1) throw new NotProved(`Frame ${astray} is not shown at its time.`)
  const isAt = (planFrame: number, frame: number) => {
    const painted = signatures.subarray(planFrame * signatureBytes, (planFrame + 1) * signatureBytes)
    const shown = found[frame]?.signature
    return shown !== undefined && signatureDistance(shown, painted) <= largestDistance
  }
  const errors = cutFrames.map((cut) => cutError(cut, isAt))
  const maxCutErrorFrames = Math.max(0, ...errors)
  if (maxCutErrorFrames > 0) throw new NotProved(`A cut is ${maxCutErrorFrames} frames from its place.`)
  const other = found.findIndex((_, frame) => !isAt(frame, frame))
  if (other !== -1) throw new NotProved(`Frame ${other} does not show what was painted.`)
  return maxCutErrorFrames
}

/** How far from its place the first frame after a cut is; more than is looked for where it is nowhere near. */
function cutError(cut: number, isAt: (planFrame: number, frame: number) => boolean): number {
  for (let distance = 0; distance <= farthestFrames; distance += 1) {
    if (isAt(cut, cut - distance) || isAt(cut, cut + distance)) return distance
  }
  return farthestFrames + 1
}

/**
 * Long enough and loud enough, unless only peaks stand in the way: music of a few sharp clicks cannot be both loud and
 * unclipped, and then the peaks decide. Silence has no loudness and needs none.
 */
export function checkSound({ seconds, lufs, truePeakDb }: SoundFound, planned: PlannedMovie): void {
  const wanted = secondsOfFrames(planned.lengthFrames, planned.frameRate)
  if (Math.abs(seconds - wanted) > soundToleranceSeconds) {
    throw new NotProved(`Its sound is ${seconds.toFixed(2)} s long where ${wanted.toFixed(2)} were planned.`)
  }
  if (planned.loudness === 'untouched') return
  const { lufs: target, toleranceLu, mostTruePeakDb } = soundTargets
  if (truePeakDb !== undefined && truePeakDb > mostTruePeakDb) {
    throw new NotProved(`Its true peak is ${truePeakDb.toFixed(1)} dBTP.`)
  }
  if (lufs === undefined || Math.abs(lufs - target) <= toleranceLu) return
  const isHeldByPeaks = lufs < target && (truePeakDb ?? Number.NEGATIVE_INFINITY) > mostTruePeakDb - 3
  if (!isHeldByPeaks) throw new NotProved(`Its loudness is ${lufs.toFixed(1)} LUFS.`)
}
