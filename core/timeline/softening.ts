/** Blurred copies of a picture, made small: what lies behind a whole picture, and the light that bright places spill. */
import type { FrameSize } from './preset.ts'

/** A small picture, 4 bytes a pixel: red, green, blue, and an alpha that is left alone. */
export type SmallPicture = {
  readonly rgba: Uint8Array | Uint8ClampedArray
  readonly widthPixels: number
  readonly heightPixels: number
}

/** The long side, in pixels, at which both are computed; they are then scaled up smoothly. */
export const smallLongSidePixels = 64

const backdrop = { brightness: 0.45, blurPixels: 1, rounds: 3 } as const
const spill = { blurPixels: 2, rounds: 3 } as const

/** The size of the small picture of a frame: whole pixels, both at least 1. */
export function smallSize(frame: FrameSize): FrameSize {
  const scale = smallLongSidePixels / Math.max(frame.widthPixels, frame.heightPixels)
  return {
    widthPixels: Math.max(1, Math.round(frame.widthPixels * scale)),
    heightPixels: Math.max(1, Math.round(frame.heightPixels * scale)),
  }
}

/** Turns a small picture that covers the frame into the backdrop of a `fill` shot: blurred and darkened, in place. */
export function softenBackdrop(picture: SmallPicture): void {
  eachColour(picture, (value) => value * backdrop.brightness)
  blur(picture, backdrop.blurPixels, backdrop.rounds)
}

/** Turns a small copy of a frame into the light that its bright places spill (glow): squared and blurred, in place. */
export function spillLight(picture: SmallPicture): void {
  eachColour(picture, (value) => (value * value) / 255)
  blur(picture, spill.blurPixels, spill.rounds)
}

function eachColour({ rgba }: SmallPicture, change: (value: number) => number): void {
  for (let at = 0; at < rgba.length; at += 1) {
    if (at % 4 !== 3) rgba[at] = Math.round(change(rgba[at] ?? 0))
  }
}

/** Running means along rows and columns, a few rounds of which come near a Gaussian (Wells 1986). */
function blur(picture: SmallPicture, radiusPixels: number, rounds: number): void {
  const { rgba, widthPixels, heightPixels } = picture
  // One buffer for all lines: the preview does this up to four times a frame, and would spend half of its time making lines.
  const padded = new Uint8Array(Math.max(widthPixels, heightPixels) + 2 * radiusPixels + 1)
  const over = { padded, radius: radiusPixels }
  for (let round = 0; round < rounds; round += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      for (let y = 0; y < heightPixels; y += 1)
        blurLine(rgba, { start: y * widthPixels * 4 + channel, step: 4, count: widthPixels }, over)
      for (let x = 0; x < widthPixels; x += 1)
        blurLine(rgba, { start: x * 4 + channel, step: widthPixels * 4, count: heightPixels }, over)
    }
  }
}

type Line = { readonly start: number; readonly step: number; readonly count: number }

/** The edge goes on past itself, so that a bright border stays bright. */
function blurLine(
  rgba: SmallPicture['rgba'],
  { start, step, count }: Line,
  { padded, radius }: { readonly padded: Uint8Array; readonly radius: number },
): void {
  for (let i = 0; i < count; i += 1) padded[radius + i] = rgba[start + i * step] ?? 0
  padded.fill(padded[radius] ?? 0, 0, radius)
  padded.fill(padded[radius + count - 1] ?? 0, radius + count)
  const width = 2 * radius + 1
  let sum = 0
  for (let i = 0; i < width; i += 1) sum += padded[i] ?? 0
  for (let i = 0; i < count; i += 1) {
    rgba[start + i * step] = Math.round(sum / width)
    sum += (padded[i + width] ?? 0) - (padded[i] ?? 0)
  }
}
