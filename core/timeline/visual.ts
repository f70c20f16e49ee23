/** Draws one frame of the generated picture: slow light in deep water, which swells and glints with the music. */
import type { VisualShot } from './timeline.ts'

/** The generated picture is drawn small and scaled up smoothly: it has no edges that a larger drawing would sharpen. */
export const visualSize = { longSidePixels: 256 } as const

type Colour = readonly [red: number, green: number, blue: number]

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

/** Fills `into` with RGB. */
export function drawVisual(input: VisualFrame): void {
  const { shot, frame, level, pulse, frameRate, widthPixels, heightPixels, into } = input
  const seconds = (shot.phaseFrames + frame) / frameRate
  const waves = wavesOf(shot.seed, seconds, level)
  const palette = paletteOf(shot.hueDegrees)
  const scale = 3.2 / Math.max(widthPixels, heightPixels)
  for (let y = 0, at = 0; y < heightPixels; y += 1) {
    const v = (y - heightPixels / 2) * scale
    for (let x = 0; x < widthPixels; x += 1, at += 3) {
      const u = (x - widthPixels / 2) * scale
      paint(into, at, lightAt(waves, u, v), { level, pulse, distance: u * u + v * v }, palette)
    }
  }
}

/** One moving wave of the field: its direction, fineness and phase at this moment. */
type Wave = { readonly x: number; readonly y: number; readonly phase: number; readonly bend: number }

/** Five waves from the seed. Music makes them finer and lets them drift farther; time moves each at its own slow speed. */
function wavesOf(seed: number, seconds: number, level: number): readonly Wave[] {
  return Array.from({ length: 5 }, (_, i) => {
    const turn = fraction(Math.sin(seed * 12.9898 + i * 78.233) * 43758.5453) * 2 * Math.PI
    const fineness = 1.1 + i * 0.75 + level * 0.25
    return {
      x: Math.cos(turn) * fineness,
      y: Math.sin(turn) * fineness,
      phase: seconds * (0.16 + 0.07 * i) + turn * 3,
      bend: 0.55 + 0.35 * level,
    }
  })
}

/** The brightness of the field, 0 to 1: each wave is bent by the one before, so that bands fold like silk. */
function lightAt(waves: readonly Wave[], u: number, v: number): number {
  let folded = 0
  let sum = 0
  for (const wave of waves) {
    folded = Math.sin(wave.x * u + wave.y * v + wave.phase + folded * wave.bend * 2)
    sum += folded
  }
  return 0.5 + sum / (2 * waves.length)
}

type Palette = {
  readonly ground: Colour
  readonly body: Colour
  readonly accent: Colour
  readonly light: Colour
}

function paletteOf(hueDegrees: number): Palette {
  return {
    ground: colourOf(hueDegrees + 15, 0.5, 0.035),
    body: colourOf(hueDegrees, 0.72, 0.3),
    accent: colourOf(hueDegrees + 42, 0.85, 0.56),
    light: colourOf(hueDegrees + 70, 0.6, 0.86),
  }
}

type Music = { readonly level: number; readonly pulse: number; readonly distance: number }

/** Dark ground, a body of colour where the field is high, a glint along its ridges that beats make wider. */
function paint(into: Uint8Array, at: number, light: number, music: Music, palette: Palette): void {
  const body = smooth(0.42 - 0.12 * music.level, 0.95, light)
  const ridge = Math.exp(-(((light - 0.72) / (0.05 + 0.04 * music.pulse)) ** 2))
  const glow = Math.exp(-music.distance * 1.6) * (0.1 + 0.5 * music.pulse)
  const vignette = 1 - 0.55 * smooth(0.35, 1.5, music.distance)
  const accent = ridge * (0.25 + 0.55 * music.level)
  const spark = ridge * music.pulse * 0.45 + glow * 0.25
  for (let channel = 0; channel < 3; channel += 1) {
    const ground = palette.ground[channel] ?? 0
    const mixed =
      ground +
      ((palette.body[channel] ?? 0) - ground) * body * (0.65 + 0.5 * music.level) +
      (palette.accent[channel] ?? 0) * accent * 0.7 +
      (palette.light[channel] ?? 0) * spark
    // A soft shoulder, as film has: bright places bend towards white instead of clipping.
    into[at + channel] = Math.round(255 * (1 - Math.exp(-1.7 * mixed * vignette)))
  }
}

function smooth(from: number, to: number, value: number): number {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return share * share * (3 - 2 * share)
}

function fraction(value: number): number {
  return value - Math.floor(value)
}

/** A colour of the HSL model (CSS Color 4, section 7), each channel 0 to 1. */
function colourOf(hueDegrees: number, saturation: number, lightness: number): Colour {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (n: number) => {
    const k = (n + hueDegrees / 30) % 12
    return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))
  }
  return [channel(0), channel(8), channel(4)]
}
