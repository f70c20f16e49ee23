/** Ink in water on pale paper: two colours bleed into each other, and each beat lets them run a little farther. */
import {
  addLight,
  type Colour,
  colourOf,
  mixLight,
  noiseAt,
  paintField,
  type Scene,
  setLight,
  smooth,
} from './drawing.ts'

/** See the head of this file. The only look on a light ground. */
export function drawInk(scene: Scene, hueDegrees: number): void {
  const { seed, seconds, level, pulse } = scene
  const colours = inksOf(hueDegrees)
  const drift = seconds * 0.11
  const spread = 0.1 * level + 0.07 * pulse
  paintField(scene, 0.18, (u, v, light) => {
    // Noise bent by noise (domain warping) runs in the fingers and curls that ink has in water.
    const bendX = noiseAt(seed, u * 1.1 + drift, v * 1.1 - drift * 0.6) - 0.5
    const bendY = noiseAt(seed + 1, u * 1.1 - drift * 0.7, v * 1.1 + drift) - 0.5
    const [x, y] = [u * 0.9 + bendX * 2.4, v * 0.9 + bendY * 2.4]
    const first = noiseAt(seed + 2, x + drift * 0.8, y) * 0.66 + noiseAt(seed + 3, x * 2.3, y * 2.3) * 0.34
    const second =
      noiseAt(seed + 4, x * 1.2 - drift, y * 1.2) * 0.7 + noiseAt(seed + 5, y * 2.6, x * 2.6) * 0.3
    setLight(light, colours.paper)
    mixLight(light, colours.second, 0.85 * smooth(0.6 - spread, 0.82 - spread, second))
    mixLight(light, colours.first, 0.92 * smooth(0.54 - spread, 0.74 - spread, first))
    // Pigment gathers where a wash ends.
    const edge = first - (0.56 - spread)
    mixLight(light, colours.deep, Math.exp(-((edge / 0.022) ** 2)) * (0.25 + 0.5 * pulse))
    addLight(light, colours.paper, 0.12 * pulse)
  })
}

type Inks = { readonly paper: Colour; readonly first: Colour; readonly second: Colour; readonly deep: Colour }

function inksOf(hueDegrees: number): Inks {
  return {
    paper: brightened(colourOf(hueDegrees + 50, 0.45, 0.9), 1.7),
    first: colourOf(hueDegrees, 0.85, 0.3),
    second: colourOf(hueDegrees + 150, 0.75, 0.55),
    deep: colourOf(hueDegrees - 12, 0.8, 0.1),
  }
}

function brightened(colour: Colour, times: number): Colour {
  return [colour[0] * times, colour[1] * times, colour[2] * times]
}
