/** Draws the song's shape over a moment, as the render does. */
import type { FrameSize } from '#core/timeline/preset.ts'
import { waveBarsAt } from '#core/timeline/wave.ts'
import type { Moment } from './frame-index.ts'
import type { Context } from './surfaces.ts'

/** Lays the bars of a moment over it, where its timeline has any. */
export function drawWave(target: Context, { segment, frame }: Moment, size: FrameSize): void {
  const { wave } = segment
  if (wave === undefined) return
  target.fillStyle = wave.colour
  for (const { left, top, width, height, opacity } of waveBarsAt(wave.heard, frame, size)) {
    target.globalAlpha = opacity
    target.fillRect(left, top, width, height)
  }
  target.globalAlpha = 1
}
