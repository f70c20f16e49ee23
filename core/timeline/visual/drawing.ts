/** What every look of the generated picture draws with: the canvas, the colours of the key, and a few soft shapes. */

/** Linear light of red, green and blue, from 0; more than 1 is brighter than white and bends towards it. */
export type Colour = readonly [red: number, green: number, blue: number]

/** Four colours that belong together, from the darkest to the lightest. */
export type Palette = {
  readonly ground: Colour
  readonly body: Colour
  readonly accent: Colour
  readonly light: Colour
}

/** One frame to draw. `level` and `pulse`, 0 to 1, are the energy and the beats of the music; `into` holds 3 bytes a pixel. */
export type Scene = {
  readonly seed: number
  readonly seconds: number
  readonly level: number
  readonly pulse: number
  readonly palette: Palette
  readonly widthPixels: number
  readonly heightPixels: number
  readonly into: Uint8Array
}

/** Fills a scene with RGB. */
export type DrawLook = (scene: Scene) => void

/** Sets the light of one place; `u` runs to the right and `v` down, from the middle; the longer side is 3.2 long. */
export type LightAt = (u: number, v: number, light: Float64Array) => void

/** Length of the frame's longer side in the coordinates of `LightAt`. */
export const longSide = 3.2

/** Asks `lightAt` for every pixel, and darkens the corners as a lens does, by `vignette` of 0 to 1. */
export function paintField(scene: Scene, vignette: number, lightAt: LightAt): void {
  const { widthPixels, heightPixels, into } = scene
  const scale = longSide / Math.max(widthPixels, heightPixels)
  const light = new Float64Array(3)
  for (let y = 0, at = 0; y < heightPixels; y += 1) {
    const v = (y - heightPixels / 2) * scale
    for (let x = 0; x < widthPixels; x += 1, at += 3) {
      const u = (x - widthPixels / 2) * scale
      lightAt(u, v, light)
      const kept = 1 - vignette * smooth(0.35, 1.5, u * u + v * v)
      for (let channel = 0; channel < 3; channel += 1)
        into[at + channel] = exposed((light[channel] ?? 0) * kept)
    }
  }
}

const exposureSteps = 1024
const brightest = 4

/** The byte of every brightness: a soft shoulder, as film has, bends bright places towards white instead of clipping. */
const exposure = Uint8Array.from({ length: brightest * exposureSteps + 1 }, (_, i) =>
  Math.round(255 * (1 - Math.exp((-1.7 * i) / exposureSteps))),
)

function exposed(light: number): number {
  return exposure[Math.min(brightest * exposureSteps, Math.max(0, (light * exposureSteps + 0.5) | 0))] ?? 0
}

/** Sets `light` to a colour, so many times as bright. */
export function setLight(light: Float64Array, colour: Colour, amount = 1): void {
  light[0] = colour[0] * amount
  light[1] = colour[1] * amount
  light[2] = colour[2] * amount
}

/** Adds a colour to `light`. */
export function addLight(light: Float64Array, colour: Colour, amount: number): void {
  light[0] = (light[0] ?? 0) + colour[0] * amount
  light[1] = (light[1] ?? 0) + colour[1] * amount
  light[2] = (light[2] ?? 0) + colour[2] * amount
}

/** Moves `light` towards a colour: by 0 not at all, by 1 all the way. */
export function mixLight(light: Float64Array, colour: Colour, share: number): void {
  light[0] = (light[0] ?? 0) + (colour[0] - (light[0] ?? 0)) * share
  light[1] = (light[1] ?? 0) + (colour[1] - (light[1] ?? 0)) * share
  light[2] = (light[2] ?? 0) + (colour[2] - (light[2] ?? 0)) * share
}

/** A colour of the HSL model (CSS Color 4, section 7), each channel 0 to 1. */
export function colourOf(hueDegrees: number, saturation: number, lightness: number): Colour {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (n: number) => {
    const place = (n + hueDegrees / 30) % 12
    return lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1))
  }
  return [channel(0), channel(8), channel(4)]
}

/** 0 before `from`, 1 after `to`, and a smooth way between. */
export function smooth(from: number, to: number, value: number): number {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return share * share * (3 - 2 * share)
}

/** The part behind the point, from 0 up to 1, of negative numbers too. */
export function fraction(value: number): number {
  return value - Math.floor(value)
}

/** A number from 0 up to 1 that belongs to two whole numbers and a seed, and looks drawn by chance. */
export function chance(seed: number, x: number, y: number): number {
  let mixed = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(x | 0, 0x85ebca6b) ^ Math.imul(y | 0, 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}

/** Smooth noise from 0 to 1: the chances of the four corners around a place, blended. */
export function noiseAt(seed: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [across, down] = [x - left, y - top]
  const [a, b] = [across * across * (3 - 2 * across), down * down * (3 - 2 * down)]
  const upper = chance(seed, left, top) * (1 - a) + chance(seed, left + 1, top) * a
  const lower = chance(seed, left, top + 1) * (1 - a) + chance(seed, left + 1, top + 1) * a
  return upper * (1 - b) + lower * b
}
