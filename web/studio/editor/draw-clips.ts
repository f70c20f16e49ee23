/** Draws the clips of the timeline, each as long as it is seen, and the transitions over their cuts. */
import { clipIndexAt } from '#core/timeline/edit/pieces.ts'
import type { TimelineClip, Transition } from '#core/timeline/timeline.ts'
import type { Colours } from './colours.ts'
import { pixelsOfFrame } from './frame-view.ts'
import type { Scene } from './scene.ts'
import { cellPixels, type Thumb } from './thumbs.ts'

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly height: number }

/** The clips in view. A clip with room for a picture shows it, cell after cell; a narrower one its colour. */
export function drawClips(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { timeline, view, lanes } = scene
  const first = clipIndexAt(timeline, view.fromFrame)
  const last = clipIndexAt(timeline, view.toFrame)
  for (let index = first; index <= last; index += 1) {
    const clip = timeline.clips[index]
    if (clip === undefined) continue
    drawClip(context, scene, { clip, box: boxOf(scene, clip), colours })
  }
  // Over all pictures, so that no neighbour hides an edge.
  context.lineWidth = 2
  context.strokeStyle = colours('accent')
  for (const index of scene.chosenClips) {
    const clip = timeline.clips[index]
    if (clip === undefined || index < first || index > last) continue
    const { left, right } = boxOf(scene, clip)
    context.beginPath()
    context.roundRect(left, lanes.clips.top + 1, Math.max(2, right - left), lanes.clips.height - 2, 4)
    context.stroke()
  }
}

function boxOf({ view, widthPixels, lanes }: Scene, clip: TimelineClip): Box {
  const left = pixelsOfFrame(view, widthPixels, clip.startFrame)
  const right = pixelsOfFrame(view, widthPixels, clip.startFrame + clip.lengthFrames)
  const gap = right - left > 4 ? 1.5 : 0
  return { left, right: right - gap, top: lanes.clips.top, height: lanes.clips.height }
}

type ClipToDraw = { readonly clip: TimelineClip; readonly box: Box; readonly colours: Colours }

function drawClip(context: CanvasRenderingContext2D, scene: Scene, { clip, box, colours }: ClipToDraw): void {
  const width = Math.max(0.5, box.right - box.left)
  const thumb = scene.thumbOf(clip.shot)
  context.fillStyle = thumb?.kind === 'ready' ? thumb.colour : colours('raised')
  context.fillRect(box.left, box.top, width, box.height)
  if (thumb?.kind === 'ready' && width >= 6) drawCells(context, scene.widthPixels, thumb.cell, box)
  if (thumb?.kind === 'missing') drawMissing(context, box, colours)
  if (width >= 34) drawMarks(context, clip, box)
}

/** The picture as often as it fits; of the last one the part that has room. */
function drawCells(
  context: CanvasRenderingContext2D,
  widthPixels: number,
  cell: Extract<Thumb, { kind: 'ready' }>['cell'],
  { left, right, top, height }: Box,
): void {
  const cellWidth = (cellPixels.width / cellPixels.height) * height
  const skipped = left < 0 ? Math.floor(-left / cellWidth) : 0
  const stop = Math.min(right, widthPixels)
  for (let x = left + skipped * cellWidth; x < stop; x += cellWidth) {
    const width = Math.min(cellWidth, right - x)
    const share = width / cellWidth
    // A single narrow cell shows the picture's middle, where its subject is.
    const isOnly = right - left < cellWidth
    const fromX = isOnly ? ((1 - share) / 2) * cell.width : 0
    context.drawImage(cell, fromX, 0, share * cell.width, cell.height, x, top, width, height)
  }
}

function drawMissing(context: CanvasRenderingContext2D, box: Box, colours: Colours): void {
  const width = box.right - box.left
  context.strokeStyle = colours('bad')
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(box.left, box.top)
  context.lineTo(box.right, box.top + box.height)
  context.stroke()
  if (width < 56) return
  context.fillStyle = colours('bad')
  context.font = '560 11px Inter, system-ui, sans-serif'
  context.textBaseline = 'middle'
  context.fillText('Missing', Math.max(0, box.left) + 6, box.top + box.height - 10)
}

/** What was done to a clip, in its corner: its speed, and a mark for effects. */
function drawMarks(context: CanvasRenderingContext2D, clip: TimelineClip, box: Box): void {
  const words = marksOf(clip)
  if (words === '') return
  context.font = '600 10px Inter, system-ui, sans-serif'
  context.textBaseline = 'middle'
  const width = context.measureText(words).width + 8
  if (width > box.right - box.left - 6) return
  const left = Math.max(0, box.left) + 4
  context.fillStyle = 'rgb(0 0 0 / 68%)'
  context.beginPath()
  context.roundRect(left, box.top + box.height - 19, width, 15, 4)
  context.fill()
  context.fillStyle = '#ffffff'
  context.fillText(words, left + 4, box.top + box.height - 11)
}

function marksOf({ shot, effects }: TimelineClip): string {
  const speed =
    shot.kind === 'clip' && (shot.speed.from !== 1 || shot.speed.to !== 1)
      ? shot.speed.from === shot.speed.to
        ? `${shot.speed.from}×`
        : `${shot.speed.from}–${shot.speed.to}×`
      : ''
  const moved = effects.map((effect) => effect.kind.charAt(0).toUpperCase() + effect.kind.slice(1))
  return [speed, ...moved].filter((word) => word !== '').join(' · ')
}

/** Transitions: a light band over as many frames as they take, with the sign of two pictures meeting. */
export function drawTransitions(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { timeline, view } = scene
  for (const transition of timeline.transitions) {
    if (transition.startFrame > view.toFrame) break
    if (transition.startFrame + transition.lengthFrames < view.fromFrame) continue
    drawTransition(context, scene, transition, colours)
  }
}

function drawTransition(
  context: CanvasRenderingContext2D,
  { view, widthPixels, lanes }: Scene,
  transition: Transition,
  colours: Colours,
): void {
  const left = pixelsOfFrame(view, widthPixels, transition.startFrame)
  const right = pixelsOfFrame(view, widthPixels, transition.startFrame + transition.lengthFrames)
  if (right - left < 3) return
  const { top, height } = lanes.clips
  context.globalAlpha = 0.34
  context.fillStyle = colours('surface')
  context.fillRect(left, top, right - left, height)
  context.globalAlpha = 1
  const size = Math.min(16, right - left)
  const middle = (left + right) / 2
  const [y, half] = [top + height / 2, size / 2]
  context.fillStyle = 'rgb(0 0 0 / 68%)'
  context.beginPath()
  context.roundRect(middle - half - 3, y - half - 3, size + 6, size + 6, 5)
  context.fill()
  context.fillStyle = '#ffffff'
  context.beginPath()
  context.moveTo(middle - half, y - half)
  context.lineTo(middle, y)
  context.lineTo(middle - half, y + half)
  context.closePath()
  context.moveTo(middle + half, y - half)
  context.lineTo(middle, y)
  context.lineTo(middle + half, y + half)
  context.closePath()
  context.fill()
}
