/** Slow light in deep water: bands that fold like silk, swell and glint with the music. */
import { addLight, fraction, mixLight, paintField, type Scene, setLight, smooth } from './drawing.ts'

/** See the head of this file. */
export function drawSilk(scene: Scene): void {
  const { level, pulse, palette } = scene
  const waves = wavesOf(scene.seed, scene.seconds, level)
  paintField(scene, 0.55, (u, v, light) => {
    const field = fieldAt(waves, u, v)
    const ridge = Math.exp(-(((field - 0.72) / (0.05 + 0.04 * pulse)) ** 2))
    const glow = Math.exp(-(u * u + v * v) * 1.6) * (0.1 + 0.5 * pulse)
    setLight(light, palette.ground)
    mixLight(light, palette.body, smooth(0.42 - 0.12 * level, 0.95, field) * (0.65 + 0.5 * level))
    addLight(light, palette.accent, ridge * (0.25 + 0.55 * level) * 0.7)
    addLight(light, palette.light, ridge * pulse * 0.45 + glow * 0.25)
  })
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

/** The brightness of the field, 0 to 1: each wave is bent by the one before, so that bands fold. */
function fieldAt(waves: readonly Wave[], u: number, v: number): number {
  let folded = 0
  let sum = 0
  for (const wave of waves) {
    folded = Math.sin(wave.x * u + wave.y * v + wave.phase + folded * wave.bend * 2)
    sum += folded
  }
  return 0.5 + sum / (2 * waves.length)
}
