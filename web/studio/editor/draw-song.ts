/** Draws the song of the timeline: the ruler, the names of the parts, the grid, the energy and the peaks. */
import { secondsOfFrames } from '#core/units.ts'
import { placeLabels } from '../../player/labels.ts'
import { barsOf, energyAround } from '../../player/peaks.ts'
import { clockOf } from '../../ui/words.ts'
import type { Colours } from './colours.ts'
import { pixelsOfFrame } from './frame-view.ts'
import { type GridLine, gridLinesIn, rulerStepSeconds } from './grid-lines.ts'
import type { Scene } from './scene.ts'
import type { PartFrames } from './song-grid.ts'

const smallFont = '560 11px Inter, system-ui, sans-serif'

/** The ruler: times above, the numbers of bars where there is room for them in the lane of the parts. */
export function drawRuler(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { view, widthPixels, timeline, lanes } = scene
  const perFrame = widthPixels / (view.toFrame - view.fromFrame)
  const step = rulerStepSeconds(perFrame, timeline.frameRate)
  const firstSeconds = Math.floor(secondsOfFrames(view.fromFrame, timeline.frameRate) / step) * step
  const lastSeconds = secondsOfFrames(view.toFrame, timeline.frameRate)
  context.font = smallFont
  context.textBaseline = 'middle'
  for (let mark = 0; firstSeconds + mark * step <= lastSeconds; mark += 1) {
    const seconds = firstSeconds + mark * step
    const x = pixelsOfFrame(view, widthPixels, Math.round(seconds * timeline.frameRate))
    if (x < -1) continue
    context.fillStyle = colours('line-strong')
    context.fillRect(Math.round(x), lanes.ruler.height - 6, 1, 6)
    context.fillStyle = colours('ink-3')
    context.fillText(rulerWords(seconds, step, timeline.frameRate), x + 5, 11)
  }
}

function rulerWords(seconds: number, stepSeconds: number, frameRate: number): string {
  if (stepSeconds >= 1) return clockOf(seconds)
  const frame = Math.round((seconds - Math.floor(seconds + 1e-6)) * frameRate)
  return `${clockOf(seconds)}.${String(frame).padStart(2, '0')}`
}

/** The names of the parts in their colours, over a band that says how long each is. */
export function drawParts(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { grid, view, widthPixels, lanes } = scene
  const visible = grid.parts.filter(
    (part) => part.endFrame > view.fromFrame && part.startFrame < view.toFrame,
  )
  for (const part of visible) {
    const { left, right } = edgesOf(scene, part)
    context.fillStyle = colours(part.colour)
    context.fillRect(left, lanes.parts.top, Math.max(1, right - left), 3)
  }
  const wishes = visible.map((part) => ({
    name: part.name,
    startPixels: pixelsOfFrame(view, widthPixels, part.startFrame),
    endPixels: pixelsOfFrame(view, widthPixels, part.endFrame),
  }))
  context.font = smallFont
  context.textBaseline = 'middle'
  for (const label of placeLabels(wishes, widthPixels, (text) => context.measureText(text).width)) {
    const at = wishes.findLastIndex((wish) => wish.startPixels <= label.leftPixels)
    context.fillStyle = colours(visible[at]?.colour ?? 'ink-2')
    context.fillText(label.text, label.leftPixels, lanes.parts.top + 12)
  }
}

function edgesOf(
  { view, widthPixels }: Scene,
  part: Pick<PartFrames, 'startFrame' | 'endFrame'>,
): { readonly left: number; readonly right: number } {
  const left = Math.max(0, pixelsOfFrame(view, widthPixels, part.startFrame)) + 0.5
  return { left, right: Math.min(widthPixels, pixelsOfFrame(view, widthPixels, part.endFrame)) - 0.5 }
}

const lineAlphas: Readonly<Record<GridLine['rank'], number>> = { 0: 0.5, 1: 0.26, 2: 0.13, 3: 0.07, 4: 0.05 }

/** In a lower waveform the numbers of bars would lie on the peaks. */
const leastForWordsPixels = 56

/** The lines of the grid through the waveform and the clips' upper edge, as fine as the zoom allows. */
export function drawGrid(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { view, widthPixels, lanes } = scene
  const { top, height } = lanes.wave
  context.font = '500 10px Inter, system-ui, sans-serif'
  context.textBaseline = 'alphabetic'
  context.fillStyle = colours('ink')
  for (const line of gridLinesIn(scene.grid, view, widthPixels)) {
    const x = Math.round(pixelsOfFrame(view, widthPixels, line.frame))
    context.globalAlpha = lineAlphas[line.rank]
    context.fillRect(x, top, 1, height)
    if (line.words === undefined || height < leastForWordsPixels) continue
    context.globalAlpha = 0.62
    context.fillText(line.words, x + 4, top + height - 3)
  }
  context.globalAlpha = 1
}

/** How strong the music is felt, as a ground behind the peaks. */
export function drawEnergy(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const stepPixels = 6
  const { view, widthPixels, lanes, timeline, energy } = scene
  if (energy.values.length === 0) return
  const middle = lanes.wave.top + lanes.wave.height / 2
  const framesPerPixel = (view.toFrame - view.fromFrame) / widthPixels
  const stepSeconds = secondsOfFrames(framesPerPixel * stepPixels, timeline.frameRate)
  context.globalAlpha = 0.14
  for (const part of partsAround(scene)) {
    const { left, right } = edgesOf(scene, part)
    context.fillStyle = part.colour === undefined ? colours('ink-3') : colours(part.colour)
    for (let x = Math.floor(left / stepPixels) * stepPixels; x < right; x += stepPixels) {
      const seconds =
        timeline.songStartSeconds +
        secondsOfFrames(view.fromFrame + (x + stepPixels / 2) * framesPerPixel, timeline.frameRate)
      const half = (lanes.wave.height / 2) * energyAround(energy, seconds, 2 * stepSeconds)
      const from = Math.max(left, x)
      context.fillRect(from, middle - half, Math.min(right, x + stepPixels) - from, 2 * half)
    }
  }
  context.globalAlpha = 1
}

type PartToDraw = {
  readonly startFrame: number
  readonly endFrame: number
  readonly colour: PartFrames['colour'] | undefined
}

function partsAround({ grid, view, timeline }: Scene): readonly PartToDraw[] {
  if (grid.parts.length === 0) return [{ startFrame: 0, endFrame: timeline.lengthFrames, colour: undefined }]
  return grid.parts.filter((part) => part.endFrame > view.fromFrame && part.startFrame < view.toFrame)
}

const barPixels = 2
const barStepPixels = 3

/**
 * The peaks as bars in the colours of the parts. Bars stand at whole multiples of their width in the song, not on the
 * screen, so that they do not shimmer while it is scrolled.
 */
export function drawPeaks(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { view, widthPixels, lanes, timeline, peaks } = scene
  const framesPerBar = ((view.toFrame - view.fromFrame) / widthPixels) * barStepPixels
  const firstBar = Math.floor(view.fromFrame / framesPerBar)
  const count = Math.ceil(widthPixels / barStepPixels) + 2
  const secondsOf = (bar: number) =>
    timeline.songStartSeconds + secondsOfFrames(bar * framesPerBar, timeline.frameRate)
  const heights = barsOf(
    peaks,
    { fromSeconds: secondsOf(firstBar), toSeconds: secondsOf(firstBar + count) },
    count,
  )
  const middle = lanes.wave.top + lanes.wave.height / 2
  const reach = (lanes.wave.height / 2) * 0.9
  const offset = pixelsOfFrame(view, widthPixels, firstBar * framesPerBar)
  for (const part of partsAround(scene)) {
    context.fillStyle = part.colour === undefined ? colours('ink-3') : colours(part.colour)
    const from = Math.max(0, Math.ceil(part.startFrame / framesPerBar) - firstBar)
    const to = Math.min(count, Math.ceil(part.endFrame / framesPerBar) - firstBar)
    for (let bar = from; bar < to; bar += 1) {
      const half = Math.max(0.75, (heights[bar] ?? 0) * reach)
      context.fillRect(offset + bar * barStepPixels, middle - half, barPixels, 2 * half)
    }
  }
}
