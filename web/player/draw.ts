/** Draws a song on a canvas: parts in their colours, beats as lines, energy as a ground, peaks as bars. */
import type { Analysis, Waveform } from '#core/audio/analysis.ts'
import { placeLabels } from './labels.ts'
import type { Part, PartColour } from './parts.ts'
import { partAt } from './parts.ts'
import { barsOf, energyAround } from './peaks.ts'
import { pixelsOf, secondsAt, type View } from './view.ts'

/** What there is to draw. */
export type Scene = {
  readonly waveform: Waveform
  readonly parts: readonly Part[]
  readonly beatSeconds: readonly number[]
  readonly downbeatSeconds: readonly number[]
  readonly energy: Analysis['energy'] | undefined
  /** Cuts of a video, drawn as marks under the waveform. */
  readonly cutSeconds: readonly number[]
  readonly view: View
  readonly labels: boolean
}

/** The colours of the moment, already resolved. */
export type Palette = {
  readonly ink: string
  readonly part: (colour: PartColour) => string
  readonly none: string
}

type Area = { readonly width: number; readonly height: number; readonly top: number }

const barPixels = 2
const gapPixels = 1
const bandPixels = 3
const labelRowPixels = 24
/** How many pixels the energy is smoothed over: its shape, not its flicker. */
const energyPixels = 14

/** Sizes a canvas for the screen it is on and hands its context, in CSS pixels, empty. */
export function preparedContext(
  canvas: HTMLCanvasElement,
): { context: CanvasRenderingContext2D; width: number; height: number } | undefined {
  const width = canvas.clientWidth
  const height = canvas.clientHeight
  const context = canvas.getContext('2d')
  if (context === null || width === 0 || height === 0) return undefined
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  return { context, width, height }
}

/** What lies still: the names, the lines, the energy and the bars that are yet to come. */
export function drawGround(canvas: HTMLCanvasElement, scene: Scene, palette: Palette): void {
  const prepared = preparedContext(canvas)
  if (prepared === undefined) return
  const { context, width, height } = prepared
  const area = areaOf(width, height, scene)
  if (scene.labels) drawNames(context, area, scene, palette)
  drawLines(context, area, scene, palette)
  drawEnergy(context, area, scene, palette)
  context.globalAlpha = 0.4
  drawBars(context, area, scene, palette)
  context.globalAlpha = 1
  drawCuts(context, area, scene, palette)
}

/** The bars alone, in full colour: laid over the ground and cut off at the playhead. */
export function drawPast(canvas: HTMLCanvasElement, scene: Scene, palette: Palette): void {
  const prepared = preparedContext(canvas)
  if (prepared === undefined) return
  const { context, width, height } = prepared
  drawBars(context, areaOf(width, height, scene), scene, palette)
}

function areaOf(width: number, height: number, scene: Scene): Area {
  return { width, height, top: scene.labels ? labelRowPixels : 0 }
}

function drawNames(context: CanvasRenderingContext2D, area: Area, scene: Scene, palette: Palette): void {
  context.font = '560 11px Inter, system-ui, sans-serif'
  context.textBaseline = 'alphabetic'
  const visible = scene.parts.filter(
    (part) => part.endSeconds > scene.view.fromSeconds && part.startSeconds < scene.view.toSeconds,
  )
  for (const part of visible) {
    const left = Math.max(0, pixelsOf(scene.view, area.width, part.startSeconds)) + 1
    const right = Math.min(area.width, pixelsOf(scene.view, area.width, part.endSeconds)) - 1
    context.fillStyle = palette.part(part.colour)
    context.beginPath()
    context.roundRect(left, 0, Math.max(1, right - left), bandPixels, 1.5)
    context.fill()
  }
  const wishes = visible.map((part) => ({
    name: part.name,
    startPixels: pixelsOf(scene.view, area.width, part.startSeconds),
    endPixels: pixelsOf(scene.view, area.width, part.endSeconds),
  }))
  for (const label of placeLabels(wishes, area.width, (text) => context.measureText(text).width)) {
    const part = partAt(visible, secondsAt(scene.view, area.width, label.leftPixels))
    context.fillStyle = part === undefined ? palette.none : palette.part(part.colour)
    context.fillText(label.text, label.leftPixels, 17)
  }
}

/** Lines closer than this would be a grey wash, which says nothing. */
const leastLineGapPixels = 7

function drawLines(context: CanvasRenderingContext2D, area: Area, scene: Scene, palette: Palette): void {
  context.fillStyle = palette.ink
  const downbeats = new Set(scene.downbeatSeconds)
  const beats = scene.beatSeconds.filter((second) => !downbeats.has(second))
  drawLineSet(context, area, scene.view, beats, 0.1, 1)
  drawLineSet(context, area, scene.view, scene.downbeatSeconds, 0.24, 4)
}

function drawLineSet(
  context: CanvasRenderingContext2D,
  area: Area,
  view: View,
  times: readonly number[],
  alpha: number,
  thinning: number,
): void {
  const inView = times.filter((second) => second >= view.fromSeconds && second <= view.toSeconds)
  const gap = area.width / Math.max(1, inView.length)
  // Every fourth bar line keeps the sense of phrases where single bars would run together.
  const step = gap >= leastLineGapPixels ? 1 : thinning
  if (gap * step < leastLineGapPixels || (step === 1 && gap < leastLineGapPixels)) return
  context.globalAlpha = alpha
  for (let index = 0; index < inView.length; index += step) {
    context.fillRect(pixelsOf(view, area.width, inView[index] ?? 0), area.top, 1, area.height - area.top)
  }
  context.globalAlpha = 1
}

/** The energy as a band around the middle: a soft filling and its edge, in the colour of each part. */
function drawEnergy(context: CanvasRenderingContext2D, area: Area, scene: Scene, palette: Palette): void {
  const { energy, view, parts } = scene
  if (energy === undefined || energy.values.length === 0) return
  const middle = area.top + (area.height - area.top) / 2
  const reach = (area.height - area.top) / 2
  const stretchSeconds = (view.toSeconds - view.fromSeconds) * (energyPixels / area.width)
  const halfAt = (x: number) => reach * energyAround(energy, secondsAt(view, area.width, x), stretchSeconds)
  const whole = { startSeconds: 0, endSeconds: Infinity, colour: undefined }
  for (const part of parts.length === 0 ? [whole] : parts) {
    const left = Math.max(0, pixelsOf(view, area.width, part.startSeconds))
    const right = Math.min(area.width, pixelsOf(view, area.width, part.endSeconds))
    if (right <= left) continue
    const upper = new Path2D()
    const lower = new Path2D()
    const band = new Path2D()
    band.moveTo(left, middle)
    const steps = Math.ceil(right - left)
    for (let step = 0; step <= steps; step += 1) {
      const x = left + (right - left) * (step / steps)
      const half = halfAt(x)
      band.lineTo(x, middle - half)
      upper.lineTo(x, middle - half)
      lower.lineTo(x, middle + half)
    }
    band.lineTo(right, middle)
    const mirrored = new Path2D(band)
    mirrored.addPath(band, new DOMMatrix([1, 0, 0, -1, 0, 2 * middle]))
    context.fillStyle = part.colour === undefined ? palette.none : palette.part(part.colour)
    context.strokeStyle = context.fillStyle
    context.globalAlpha = 0.13
    context.fill(mirrored)
    context.globalAlpha = 0.5
    context.stroke(upper)
    context.stroke(lower)
  }
  context.globalAlpha = 1
}

function drawBars(context: CanvasRenderingContext2D, area: Area, scene: Scene, palette: Palette): void {
  const step = barPixels + gapPixels
  const heights = barsOf(scene.waveform, scene.view, Math.floor(area.width / step))
  const middle = area.top + (area.height - area.top) / 2
  const reach = ((area.height - area.top) / 2) * 0.9
  heights.forEach((height, bar) => {
    const x = bar * step
    const part = partAt(scene.parts, secondsAt(scene.view, area.width, x + 1))
    context.fillStyle = part === undefined ? palette.none : palette.part(part.colour)
    const half = Math.max(0.75, height * reach)
    context.beginPath()
    context.roundRect(x, middle - half, barPixels, half * 2, 1)
    context.fill()
  })
}

function drawCuts(context: CanvasRenderingContext2D, area: Area, scene: Scene, palette: Palette): void {
  context.fillStyle = palette.ink
  context.globalAlpha = 0.85
  for (const second of scene.cutSeconds) {
    context.fillRect(pixelsOf(scene.view, area.width, second) - 0.5, area.height - 7, 1, 7)
  }
  context.globalAlpha = 1
}
