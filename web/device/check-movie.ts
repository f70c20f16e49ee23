/** What a video made on this device must be, apart from how it is decoded. */
import { secondsOfFrames } from '#core/units.ts'
import { signatureBytes, signatureDistance } from '#core/video/signature.ts'
import { loudnessFault, type MeasuredLoudness } from '#core/video/sound-targets.ts'
import type { PlannedMovie } from './prove-movie.ts'

/** Says in a sentence what is not as it was planned. */
export class NotProved extends Error {}

/** A decoded frame: when it is shown, and what it shows. */
export type FrameFound = { readonly seconds: number; readonly signature: Uint8Array }

/** The sound as it was decoded. */
export type SoundFound = MeasuredLoudness & { readonly seconds: number }

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

/** The sound must be as long as the picture and, unless the song was to be left as it is, as loud as every video. */
export function checkSound(found: SoundFound, planned: PlannedMovie): void {
  const wantedSeconds = secondsOfFrames(planned.lengthFrames, planned.frameRate)
  if (Math.abs(found.seconds - wantedSeconds) > soundToleranceSeconds) {
    throw new NotProved(
      `Its sound is ${found.seconds.toFixed(2)} s long where ${wantedSeconds.toFixed(2)} were planned.`,
    )
  }
  const fault = planned.loudness === 'untouched' ? undefined : loudnessFault(found)
  if (fault !== undefined) throw new NotProved(fault)
}
