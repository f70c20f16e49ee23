/** Timecode of whole frame rates, where no frame is ever dropped. */

/** Hours, minutes, seconds and frames: `01:00:02:15`. */
export function timecodeOf(frames: number, frameRate: number): string {
  const seconds = Math.floor(frames / frameRate)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frames % frameRate]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
