/** A flight through stars: the louder the music the more of them, and on the beat they become streaks. */
import {
  addLight,
  type Colour,
  chance,
  fraction,
  longSide,
  noiseAt,
  paintField,
  type Scene,
  setLight,
  smooth,
} from './drawing.ts'

const mostStars = 320
/** How long a star takes from far away to the eye. */
const flightSeconds = 7

/** See the head of this file. */
export function drawStars(scene: Scene): void {
  const { seed, seconds, level, palette } = scene
  paintField(scene, 0.2, (u, v, light) => {
    const bend = noiseAt(seed, u * 0.9 + seconds * 0.02, v * 0.9)
    const [x, y] = [u * 1.1 + bend * 1.6, v * 1.1 - bend * 1.2]
    const cloud =
      noiseAt(seed + 1, x, y) * 0.5 +
      noiseAt(seed + 2, x * 2.3, y * 2.3 + seconds * 0.03) * 0.3 +
      noiseAt(seed + 3, x * 5.1, y * 5.1) * 0.2
    setLight(light, palette.ground, 0.55)
    addLight(light, palette.body, smooth(0.32, 0.85, cloud) * (0.3 + 0.5 * level))
    addLight(light, palette.accent, smooth(0.52, 0.85, cloud) * (0.1 + 0.35 * level))
  })
  const count = Math.round(mostStars * (0.35 + 0.65 * level))
  for (let i = 0; i < count; i += 1) drawStar(scene, i)
}

/** One star on its way: where it was a moment ago and where it is now, with all that lies between. */
function drawStar(scene: Scene, i: number): void {
  const { seed, seconds, level, pulse, palette, widthPixels, heightPixels } = scene
  const age = fraction(chance(seed, i, 7) + seconds / flightSeconds)
  // Every flight of a star is another star.
  const flight = Math.floor(chance(seed, i, 7) + seconds / flightSeconds)
  const [across, down] = [chance(seed, i, 2 * flight + 11) - 0.5, chance(seed, i, 2 * flight + 12) - 0.5]
  const brightness =
    smooth(0, 0.25, age) * (0.3 + 0.7 * chance(seed, i, 9)) * (0.6 + 0.4 * level + 0.6 * pulse)
  const pixelsPerUnit = Math.max(widthPixels, heightPixels) / longSide
  const colour = chance(seed, i, 10) > 0.6 ? palette.accent : white
  const length = 0.004 + 0.012 * level + 0.045 * pulse
  const steps = Math.max(1, Math.round((length * age * pixelsPerUnit * 9) / 2))
  for (let step = 0; step < steps; step += 1) {
    const depth = 1.02 - Math.max(0, age - (length * step) / steps)
    const [x, y] = [(across * 1.5) / depth, (down * 1.5) / depth]
    const radius = (0.004 + 0.009 * age * age) * pixelsPerUnit
    addDot(
      scene,
      { x: widthPixels / 2 + x * pixelsPerUnit, y: heightPixels / 2 + y * pixelsPerUnit, radius },
      colour,
      (brightness * 1.6) / (1 + 0.5 * (steps - 1)),
    )
  }
}

const white: Colour = [1, 1, 1]

/** Adds a soft round dot, at its exact place. */
function addDot(
  { widthPixels, heightPixels, into }: Scene,
  dot: { readonly x: number; readonly y: number; readonly radius: number },
  colour: Colour,
  amount: number,
): void {
  const reach = dot.radius * 2.2 + 1
  const [top, bottom] = [
    Math.max(0, Math.ceil(dot.y - reach)),
    Math.min(heightPixels - 1, Math.floor(dot.y + reach)),
  ]
  const [left, right] = [
    Math.max(0, Math.ceil(dot.x - reach)),
    Math.min(widthPixels - 1, Math.floor(dot.x + reach)),
  ]
  const narrowness = 1 / (dot.radius * dot.radius + 0.35)
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const light = 255 * amount * Math.exp(-((x - dot.x) ** 2 + (y - dot.y) ** 2) * narrowness)
      const at = (y * widthPixels + x) * 3
      for (let channel = 0; channel < 3; channel += 1)
        into[at + channel] = Math.min(
          255,
          Math.round((into[at + channel] ?? 0) + light * (colour[channel] ?? 0)),
        )
    }
  }
}
