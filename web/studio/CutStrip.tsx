import { createEffect, createSignal, onCleanup, onMount } from 'solid-js'
import { thumbnailUrl } from '../api/calls.ts'
import type { Timeline } from '../api/shapes.ts'
import { lookTile } from '../media/look-tile.ts'
import { preparedContext } from '../player/draw.ts'
import { pixelsOf, type View } from '../player/view.ts'
import { colourChanges, colourOfToken } from '../ui/theme.ts'
import './studio.css'

/** The pictures of a video side by side, each as long as it is seen, in the view of the waveform over it. */
export function CutStrip(props: { readonly timeline: Timeline; readonly view: View }) {
  const [drawn, setDrawn] = createSignal(0)
  const pictures = new Map<string, HTMLImageElement>()
  let canvas: HTMLCanvasElement | undefined
  const redraw = () => setDrawn((count) => count + 1)

  createEffect(() => {
    for (const { shot } of props.timeline.clips) {
      if (shot.kind === 'visual' || pictures.has(shot.mediaId)) continue
      const image = new Image()
      image.addEventListener('load', redraw)
      image.src = thumbnailUrl(shot.mediaId, 'small')
      pictures.set(shot.mediaId, image)
    }
  })
  createEffect(() => {
    drawn()
    colourChanges()
    const place = canvas?.parentElement
    if (canvas === undefined || place === null || place === undefined) return
    draw(canvas, props.timeline, props.view, pictures, colourOfToken(place, 'raised'))
  })
  onMount(() => {
    const observer = new ResizeObserver(redraw)
    if (canvas !== undefined) observer.observe(canvas)
    onCleanup(() => observer.disconnect())
  })
  return (
    <div class="strip">
      <canvas ref={canvas} />
    </div>
  )
}

function draw(
  canvas: HTMLCanvasElement,
  timeline: Timeline,
  view: View,
  pictures: ReadonlyMap<string, HTMLImageElement>,
  ground: string,
): void {
  const prepared = preparedContext(canvas)
  if (prepared === undefined) return
  const { context, width, height } = prepared
  for (const clip of timeline.clips) {
    const startSeconds = timeline.songStartSeconds + clip.startFrame / timeline.frameRate
    const left = pixelsOf(view, width, startSeconds)
    const right = pixelsOf(view, width, startSeconds + clip.lengthFrames / timeline.frameRate)
    if (right < 0 || left > width) continue
    // A gap between pictures, where there is room for one, makes a cut a line that can be counted.
    const cell = { x: left, width: Math.max(0.5, right - left - (right - left > 4 ? 1.5 : 0)), height }
    context.fillStyle = ground
    context.fillRect(cell.x, 0, cell.width, height)
    const { shot } = clip
    if (shot.kind === 'visual') drawTiles(context, cell, lookTile(shot))
    else drawPicture(context, cell, loadedOf(pictures.get(shot.mediaId)))
  }
}

type Cell = { readonly x: number; readonly width: number; readonly height: number }

/** The middle of the picture, filling its cell. */
function drawPicture(
  context: CanvasRenderingContext2D,
  cell: Cell,
  image: HTMLImageElement | HTMLCanvasElement | undefined,
): void {
  if (image === undefined) return
  const scale = Math.max(cell.width / image.width, cell.height / image.height)
  const width = cell.width / scale
  const height = cell.height / scale
  context.drawImage(
    image,
    (image.width - width) / 2,
    (image.height - height) / 2,
    width,
    height,
    cell.x,
    0,
    cell.width,
    cell.height,
  )
}

/** A look lasts as long as its part: its tile is laid as often as it fits rather than blown up to a blur. */
function drawTiles(context: CanvasRenderingContext2D, cell: Cell, tile: HTMLCanvasElement): void {
  const width = (tile.width / tile.height) * cell.height
  for (let x = 0; x < cell.width; x += width)
    drawPicture(context, { ...cell, x: cell.x + x, width: Math.min(width, cell.width - x) }, tile)
}

/** A picture that has arrived; an image that is in no page has the size of its file. */
function loadedOf(image: HTMLImageElement | undefined): HTMLImageElement | undefined {
  return image?.complete === true && image.naturalWidth > 0 ? image : undefined
}
