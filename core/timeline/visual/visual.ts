/** Draws one frame of a generated picture, in the look that its shot names. */
import type { VisualLook, VisualShot } from '../timeline.ts'
import { drawBokeh } from './bokeh.ts'
import { colourOf, type DrawLook, type Palette } from './drawing.ts'
import { drawHorizon } from './horizon.ts'
import { drawInk } from './ink.ts'
import { drawKaleidoscope } from './kaleidoscope.ts'
import { drawSilk } from './silk.ts'
import { drawStars } from './stars.ts'
import { drawTunnel } from './tunnel.ts'

/** What to draw: a frame of the shot counted from its beginning, and the canvas of 3 bytes a pixel to fill. */
export type VisualFrame = {
  readonly shot: VisualShot
  readonly frame: number
  /** What the music does there: its energy and its beats, 0 to 1. */
  readonly level: number
  readonly pulse: number
  readonly frameRate: number
  readonly widthPixels: number
  readonly heightPixels: number
  readonly into: Uint8Array
}

/**
 * Pixels of the longer side that a look is drawn in, to be scaled up smoothly. Soft looks are drawn small: they have no edges
 * that a larger drawing would sharpen. The others are as large as a browser can draw thirty times a second.
 */
const longSidePixels: Readonly<Record<VisualLook, number>> = {
  silk: 256,
  ink: 288,
  bokeh: 288,
  tunnel: 400,
  stars: 480,
  horizon: 448,
  kaleidoscope: 384,
}

/** The size that a look is drawn in, to fill a frame of this shape. */
export function visualSize(
  look: VisualLook,
  frame: { readonly widthPixels: number; readonly heightPixels: number },
): { readonly widthPixels: number; readonly heightPixels: number } {
  const scale = longSidePixels[look] / Math.max(frame.widthPixels, frame.heightPixels)
  return { widthPixels: evenly(frame.widthPixels * scale), heightPixels: evenly(frame.heightPixels * scale) }
}

/** Fills `into` with RGB. */
export function drawVisual(input: VisualFrame): void {
  const { shot, frame, frameRate, level, pulse, widthPixels, heightPixels, into } = input
  const seconds = (shot.phaseFrames + frame) / frameRate
  const scene = { seed: shot.seed, seconds, level, pulse, widthPixels, heightPixels, into }
  const palette = paletteOf(shot.hueDegrees)
  if (shot.look === 'ink') drawInk({ ...scene, palette }, shot.hueDegrees)
  else darkLooks[shot.look]({ ...scene, palette })
}

const darkLooks: Readonly<Record<Exclude<VisualLook, 'ink'>, DrawLook>> = {
  silk: drawSilk,
  bokeh: drawBokeh,
  tunnel: drawTunnel,
  stars: drawStars,
  horizon: drawHorizon,
  kaleidoscope: drawKaleidoscope,
}

function paletteOf(hueDegrees: number): Palette {
  return {
    ground: colourOf(hueDegrees + 15, 0.5, 0.035),
    body: colourOf(hueDegrees, 0.72, 0.3),
    accent: colourOf(hueDegrees + 42, 0.85, 0.56),
    light: colourOf(hueDegrees + 70, 0.6, 0.86),
  }
}

function evenly(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}
