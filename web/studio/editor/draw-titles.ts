/** Draws the titles under the clips, each over the frames in which it is read. */
import type { Colours } from './colours.ts'
import { pixelsOfFrame } from './frame-view.ts'
import type { Scene } from './scene.ts'

/** A finger has no keys to press. */
const emptyWords = window.matchMedia('(pointer: coarse)').matches
  ? 'No titles yet'
  : 'Titles: press T, or double-click here'

/** The titles in view, the chosen one with a frame round it. */
export function drawTitles(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { timeline, view, widthPixels, lanes } = scene
  const { top, height } = lanes.titles
  context.font = '500 12px Inter, system-ui, sans-serif'
  context.textBaseline = 'middle'
  if (timeline.titles.length === 0) {
    context.fillStyle = colours('ink-3')
    context.fillText(emptyWords, 6, top + height / 2)
  }
  for (const [i, title] of timeline.titles.entries()) {
    const left = pixelsOfFrame(view, widthPixels, title.startFrame)
    const right = pixelsOfFrame(view, widthPixels, title.startFrame + title.lengthFrames)
    if (right < 0 || left > widthPixels) continue
    const width = Math.max(3, right - left - 1)
    context.fillStyle = colours('hover')
    context.beginPath()
    context.roundRect(left, top, width, height, 5)
    context.fill()
    if (scene.chosenTitle === i) {
      context.strokeStyle = colours('accent')
      context.lineWidth = 2
      context.stroke()
    }
    drawWords(context, title.text, { left: Math.max(0, left) + 8, right: right - 6, top, height }, colours)
  }
}

function drawWords(
  context: CanvasRenderingContext2D,
  text: string,
  box: { readonly left: number; readonly right: number; readonly top: number; readonly height: number },
  colours: Colours,
): void {
  if (box.right - box.left < 12) return
  context.save()
  context.beginPath()
  context.rect(box.left, box.top, box.right - box.left, box.height)
  context.clip()
  context.fillStyle = colours('ink')
  context.fillText(text.replace(/\s+/g, ' '), box.left, box.top + box.height / 2 + 0.5)
  context.restore()
}
