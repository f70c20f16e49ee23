/** An evening drive: a striped sun behind mountains, and a lit grid that comes towards the eye. */
import {
  addLight,
  chance,
  fraction,
  mixLight,
  type Palette,
  paintField,
  type Scene,
  setLight,
  smooth,
} from './drawing.ts'

/** Where the horizon is, below the middle, and how far the sun stands above it. */
const horizon = 0.16
const sunHeight = 0.3

/** See the head of this file. Energy lifts the mountains and the light on the grid; the beat swells the sun. */
export function drawHorizon(scene: Scene): void {
  const { seed, seconds, level, pulse, palette } = scene
  const sunRadius = 0.46 + 0.05 * pulse
  paintField(scene, 0.22, (u, v, light) => {
    if (v > horizon) {
      drawGround(light, { u, depth: 1 / (v - horizon + 0.012), seconds, level, pulse }, palette)
      return
    }
    drawSky(light, u, v, scene)
    const sunY = v - (horizon - sunHeight)
    const toSun = Math.sqrt(u * u + sunY * sunY)
    addLight(light, palette.accent, Math.exp(-Math.max(0, toSun - sunRadius) * 3.2) * (0.16 + 0.35 * pulse))
    const disc = 1 - smooth(sunRadius - 0.012, sunRadius + 0.012, toSun)
    if (disc > 0) {
      setSun(
        light,
        { disc: disc * stripesAt(sunY / sunRadius, seconds), height: sunY / sunRadius, pulse },
        palette,
      )
    }
    const ridge = horizon - ridgeAt(seed, u) * (0.75 + 0.5 * level)
    const land = smooth(ridge - 0.008, ridge + 0.008, v)
    mixLight(light, palette.ground, land * 0.96)
    addLight(light, palette.light, Math.exp(-(((v - ridge) / 0.012) ** 2)) * (0.12 + 0.4 * level))
  })
}

function drawSky(light: Float64Array, u: number, v: number, { seed, seconds, level, palette }: Scene): void {
  const height = (horizon - v) / 1.1
  setLight(light, palette.ground, 0.8)
  addLight(light, palette.body, Math.exp(-height * 2.2) * (0.5 + 0.4 * level))
  const [x, y] = [Math.floor(u * 60), Math.floor(v * 60)]
  if (height <= 0.25 || chance(seed, x, y) <= 0.988) return
  const [across, down] = [fraction(u * 60) - 0.5, fraction(v * 60) - 0.5]
  const shine = Math.exp(-(across * across + down * down) * 16)
  addLight(light, palette.light, shine * (0.7 + 0.5 * Math.sin(seconds * 2 + x)))
}

/** The sun's stripes grow towards its foot and sink slowly. */
function stripesAt(height: number, seconds: number): number {
  if (height < 0.05) return 1
  const stripe = fraction(height * 4.2 - seconds * 0.12)
  const gap = 0.12 + 0.45 * height
  return smooth(gap - 0.06, gap + 0.06, stripe)
}

function setSun(
  light: Float64Array,
  sun: { readonly disc: number; readonly height: number; readonly pulse: number },
  palette: Palette,
): void {
  const low = smooth(-1, 1, sun.height)
  mixLight(light, palette.light, sun.disc)
  mixLight(light, palette.accent, sun.disc * low * 0.85)
  addLight(light, palette.light, sun.disc * 0.5 * sun.pulse)
}

/** Two ranges of mountains, as heights above the horizon; low in the middle, where the road runs. */
function ridgeAt(seed: number, u: number): number {
  const turn = chance(seed, 3, 0) * 40
  const peaks = 1 - Math.abs(Math.sin(u * 2.7 + turn))
  const rough = 1 - Math.abs(Math.sin(u * 6.1 + turn * 2))
  const fine = 1 - Math.abs(Math.sin(u * 13.7 + turn * 3))
  return (peaks * 0.55 + rough * 0.28 + fine * 0.12) * 0.42 * (0.15 + 0.85 * smooth(0.1, 1.2, Math.abs(u)))
}

type Ground = {
  readonly u: number
  readonly depth: number
  readonly seconds: number
  readonly level: number
  readonly pulse: number
}

function drawGround(light: Float64Array, ground: Ground, palette: Palette): void {
  const { u, depth, seconds, level, pulse } = ground
  const near = Math.exp(-depth * 0.075)
  // A line is as wide as the ground under one pixel is deep, so that far lines blend instead of flickering.
  const across = lineAt(u * depth * 1.15, 0.018 + 0.006 * depth)
  const along = lineAt(depth * 0.42 + seconds * 1.5, 0.02 + 0.0045 * depth * depth)
  const lines = Math.min(1, across + along)
  setLight(light, palette.ground, 0.6)
  addLight(light, palette.body, Math.exp(-depth * 0.25) * 0.12 + 0.1 * (1 - near))
  addLight(light, palette.accent, lines * near * (0.35 + 0.5 * level + 0.5 * pulse))
  addLight(light, palette.light, lines * lines * near * (0.12 + 0.4 * pulse))
  addLight(light, palette.accent, Math.exp(-((1 / depth) * 9)) * (0.3 + 0.4 * pulse))
}

/** How much of a line there is, where lines stand on whole numbers. */
function lineAt(place: number, width: number): number {
  const distance = Math.abs(fraction(place + 0.5) - 0.5)
  // Where lines would stand closer than pixels they fade, so that they do not make patterns of their own.
  return (
    (1 - smooth(0.1, 0.42, width)) *
    Math.min(1, 0.03 / width + 0.25) *
    (1 - smooth(width * 0.4, width * 1.6, distance))
  )
}
