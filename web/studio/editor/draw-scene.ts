/** Draws the whole timeline once: only what is in view, lane after lane. */
import type { Colours } from './colours.ts'
import { drawClips, drawTransitions } from './draw-clips.ts'
import { drawSlip } from './draw-slip.ts'
import { drawEnergy, drawGrid, drawParts, drawPeaks, drawRuler } from './draw-song.ts'
import { drawCaptions, drawTitles } from './draw-words.ts'
import { pixelsOfFrame } from './frame-view.ts'
import type { FrameRange, Scene } from './scene.ts'
import { firstFrom } from './song-grid.ts'

/** Fits the canvas to its place on this screen, and draws. Nothing is sized again while its place stays the same. */
export function drawScene(canvas: HTMLCanvasElement, scene: Scene, colours: Colours): void {
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null || scene.widthPixels === 0) return
  const ratio = window.devicePixelRatio || 1
  const [width, height] = [
    Math.round(scene.widthPixels * ratio),
    Math.round(scene.lanes.heightPixels * ratio),
  ]
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.fillStyle = colours('surface')
  context.fillRect(0, 0, scene.widthPixels, scene.lanes.heightPixels)
  drawRange(context, scene, colours)
  drawRuler(context, scene, colours)
  drawParts(context, scene, colours)
  drawEnergy(context, scene, colours)
  drawGrid(context, scene, colours)
  context.globalAlpha = scene.showsBeats ? 0.45 : 1
  drawPeaks(context, scene, colours)
  context.globalAlpha = 1
  if (scene.showsBeats) drawBeats(context, scene, colours)
  drawClips(context, scene, colours)
  drawTransitions(context, scene, colours)
  drawCaptions(context, scene, colours)
  drawTitles(context, scene, colours)
  drawGuides(context, scene, colours)
  drawSlip(context, scene, colours)
}

/** The chosen stretch, as a ground under everything. */
function drawRange(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  if (scene.range === undefined) return
  const { left, width } = columnOf(scene, scene.range)
  context.fillStyle = colours('hover')
  context.fillRect(left, 0, width, scene.lanes.heightPixels)
  context.fillStyle = colours('accent')
  context.fillRect(left, 0, width, 3)
}

/** While beats are edited each has a handle: a flag for the first of a bar. */
function drawBeats(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { grid, view, widthPixels, lanes } = scene
  const first = firstFrom(grid.beats, (beat) => beat.frame, view.fromFrame)
  const last = firstFrom(grid.beats, (beat) => beat.frame, view.toFrame + 1)
  // Where all of them have no room, the first of each bar are there to be taken.
  const isCrowded = (last - first) * 10 > widthPixels
  for (let index = first; index < last; index += 1) {
    const beat = grid.beats[index]
    const isOne = beat?.position === 1
    if (beat === undefined || (isCrowded && !isOne && index !== scene.chosenBeat)) continue
    const x = Math.round(pixelsOfFrame(view, widthPixels, beat.frame))
    context.fillStyle = index === scene.chosenBeat ? colours('accent') : colours('ink')
    context.globalAlpha = index === scene.chosenBeat || isOne ? 1 : 0.6
    context.fillRect(x - 0.5, lanes.wave.top, isOne ? 2 : 1, lanes.wave.height)
    context.beginPath()
    context.arc(x + 0.5, lanes.wave.top + 4, isOne ? 5 : 3.5, 0, 2 * Math.PI)
    context.fill()
  }
  context.globalAlpha = 1
}

/** What only a drag shows: where it snapped, where clips would go in, and the stretch being drawn. */
function drawGuides(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { view, widthPixels, lanes, snappedFrame, dropFrame, marquee } = scene
  if (marquee !== undefined) {
    const { left, width } = columnOf(scene, marquee)
    context.globalAlpha = 0.22
    context.fillStyle = colours('accent')
    context.fillRect(left, lanes.clips.top - 3, width, lanes.clips.height + 6)
    context.globalAlpha = 1
  }
  context.fillStyle = colours('accent')
  if (snappedFrame !== undefined) {
    const x = Math.round(pixelsOfFrame(view, widthPixels, snappedFrame))
    context.fillRect(x, lanes.parts.top, 1, lanes.heightPixels - lanes.parts.top)
  }
  if (dropFrame !== undefined) {
    const x = Math.round(pixelsOfFrame(view, widthPixels, dropFrame))
    context.fillRect(x - 2, lanes.clips.top - 5, 4, lanes.clips.height + 10)
  }
}

function columnOf(
  { view, widthPixels }: Scene,
  { startFrame, endFrame }: FrameRange,
): { readonly left: number; readonly width: number } {
  const left = Math.max(0, pixelsOfFrame(view, widthPixels, startFrame))
  const right = Math.min(widthPixels, pixelsOfFrame(view, widthPixels, endFrame))
  return { left, width: Math.max(0, right - left) }
}
