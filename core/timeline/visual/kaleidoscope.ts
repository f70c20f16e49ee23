/** A kaleidoscope: coloured glass seen in a ring of mirrors that turns slowly and comes nearer on the beat. */
import { addLight, chance, mixLight, paintField, type Scene, setLight, smooth } from './drawing.ts'

/** See the head of this file. The seed chooses the mirrors and the glass. */
export function drawKaleidoscope(scene: Scene): void {
  const { seed, seconds, level, pulse, palette } = scene
  const mirrors = 3 + Math.floor(chance(seed, 1, 1) * 4)
  const wedge = Math.PI / mirrors
  const [turn, shift] = [chance(seed, 2, 1) * 10, chance(seed, 3, 1) * 10]
  const nearness = 2.3 - 0.35 * pulse
  paintField(scene, 0.5, (u, v, light) => {
    const distance = Math.sqrt(u * u + v * v)
    const angle = Math.atan2(v, u) + seconds * 0.08
    const folded = Math.abs(angle - 2 * wedge * Math.round(angle / (2 * wedge)))
    const x = Math.cos(folded) * distance * nearness
    const y = Math.sin(folded) * distance * nearness
    const first = Math.sin(x * 1.7 + turn + seconds * 0.5 + 1.4 * Math.sin(y * 1.3 + shift))
    const second = Math.sin(y * 2.4 - x * 0.8 + shift - seconds * 0.37 + 1.2 * first)
    const third = Math.sin((x + y) * 1.2 + turn * 2 + seconds * 0.29 + second)
    const leaded = Math.min(Math.abs(first), Math.abs(second), Math.abs(third))
    setLight(light, palette.ground)
    mixLight(light, palette.body, smooth(-0.1, 0.4, first) * (0.6 + 0.4 * level))
    mixLight(light, palette.accent, smooth(0, 0.5, second) * (0.4 + 0.5 * level))
    mixLight(light, palette.light, smooth(0.45, 0.95, third * first) * (0.3 + 0.4 * level + 0.3 * pulse))
    mixLight(light, palette.ground, (1 - smooth(0.02, 0.12, leaded)) * 0.8)
    addLight(light, palette.light, Math.exp(-distance * 5) * (0.1 + 0.5 * pulse))
  })
}
