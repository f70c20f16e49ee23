/** A city at night behind a lens that is out of focus: soft discs of light that drift, and light up with the beat. */
import {
  addLight,
  type Colour,
  chance,
  longSide,
  paintField,
  type Scene,
  setLight,
  smooth,
} from './drawing.ts'

const discCount = 46

/** See the head of this file. */
export function drawBokeh(scene: Scene): void {
  const { level, pulse, palette } = scene
  const discs = discsOf(scene)
  paintField(scene, 0.4, (u, v, light) => {
    setLight(light, palette.ground, 0.7)
    addLight(light, palette.body, 0.14 * (1 + v * 0.7) + 0.1 * level)
    for (const { x, y, radius, brightness, colour } of discs) {
      const distance = (u - x) * (u - x) + (v - y) * (v - y)
      if (distance > radius * radius) continue
      const from = Math.sqrt(distance) / radius
      // A lens draws its rim a little brighter than what is inside.
      const inside = (1 - smooth(0.93, 1, from)) * (0.55 + 0.45 * smooth(0.7, 0.95, from))
      addLight(light, colour, inside * brightness)
    }
    addLight(light, palette.light, pulse * 0.05 * Math.exp(-(u * u + v * v)))
  })
}

type Disc = {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly brightness: number
  readonly colour: Colour
}

/** Where the discs are now: each drifts on its own way, leaves at one side and comes back at the other. */
function discsOf({ seed, seconds, level, pulse, palette }: Scene): readonly Disc[] {
  const colours = [palette.body, palette.accent, palette.accent, palette.light]
  return Array.from({ length: discCount }, (_, i) => {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => chance(seed, i, k)) as [number, number, number, number]
    const speed = 0.03 + 0.07 * c
    const span = longSide * 1.3
    const x = ((((a * span + seconds * speed * (d > 0.5 ? 1 : -1)) % span) + span) % span) - span / 2
    const y = (b - 0.5) * span * 0.75 + 0.08 * Math.sin(seconds * (0.3 + 0.4 * d) + a * 6)
    const radius = (0.09 + 0.34 * c * c) * (1 + 0.05 * pulse)
    // Every third disc answers the beat, the others breathe with the energy.
    const breath = 0.7 + 0.3 * Math.sin(seconds + a * 20)
    const answers = i % 3 === 0 ? 0.3 + 1.1 * pulse : (0.3 + 0.7 * level) * breath
    const brightness = answers * (0.35 + 0.65 * (1 - c))
    return { x, y, radius, brightness, colour: colours[i % colours.length] ?? palette.light }
  })
}
