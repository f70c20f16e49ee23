/** A flight through a tunnel of panels: rings come towards the eye, panels light up by chance, brighter on the beat. */
import { addLight, chance, fraction, paintField, type Scene, setLight, smooth } from './drawing.ts'

/** See the head of this file. The seed chooses how many panels a ring has and which way the tunnel turns. */
export function drawTunnel(scene: Scene): void {
  const { seed, seconds, level, pulse, palette } = scene
  const panels = 6 + 2 * Math.floor(chance(seed, 1, 0) * 4)
  const twist = (chance(seed, 2, 0) - 0.5) * 1.4
  const [swayX, swayY] = [0.16 * Math.sin(seconds * 0.5), 0.1 * Math.sin(seconds * 0.37 + seed)]
  paintField(scene, 0.25, (u, v, light) => {
    const [x, y] = [u - swayX, v - swayY]
    const distance = Math.sqrt(x * x + y * y) + 0.02
    const depth = 0.75 / distance
    const along = depth * 1.5 + seconds * 1.3
    const around = (Math.atan2(y, x) / (2 * Math.PI) + 0.5 + twist * depth * 0.12 + seconds * 0.02) * panels
    const [ring, spoke] = [fraction(along), fraction(around)]
    // Far away everything runs together, so lines grow soft there and fade.
    const softness = 0.02 + 0.045 * depth
    const near = Math.exp(-depth * 0.3)
    const lines = Math.max(edgeOf(ring, softness), edgeOf(spoke, softness * 0.7))
    const isLit =
      chance(seed, Math.floor(along), ((Math.floor(around) % panels) + panels) % panels) > 0.72 - 0.3 * level
    setLight(light, palette.ground, 0.6)
    addLight(light, palette.body, near * (0.1 + 0.25 * level))
    if (isLit) addLight(light, palette.accent, near * (0.12 + 0.35 * level + 0.6 * pulse) * (1 - lines))
    addLight(light, palette.light, near * lines * (0.16 + 0.3 * level + 0.55 * pulse))
    addLight(light, palette.light, Math.exp(-distance * 5) * (0.35 + 0.9 * pulse))
  })
}

/** How much of an edge there is at a place between 0 and 1, whose edges are at both ends. */
function edgeOf(place: number, softness: number): number {
  return 1 - smooth(0, softness, Math.min(place, 1 - place))
}
