/** Draws what is written under the clips: captions and titles, each over the frames in which it is read. */
import type { Colours } from './colours.ts'
import { pixelsOfFrame } from './frame-view.ts'
import type { Scene } from './scene.ts'
import { firstFrom } from './song-grid.ts'

/** A finger has no keys to press. */
const emptyWords = window.matchMedia('(pointer: coarse)').matches
  ? 'No titles yet'
  : 'Titles: press T, or double-click here'

/** The titles in view, the chosen one with a frame round it. */
export function drawTitles(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { timeline, lanes } = scene
  const { top, height } = lanes.titles
  context.font = '500 12px Inter, system-ui, sans-serif'
  context.textBaseline = 'middle'
  if (timeline.titles.length === 0) {
    context.fillStyle = colours('ink-3')
    context.fillText(emptyWords, 6, top + height / 2)
  }
  for (const [i, title] of timeline.titles.entries())
    drawBar(context, scene, { ...title, lane: lanes.titles, isChosen: scene.chosenTitle === i, colours })
}

/** The lines of the captions in view. They do not overlap and may be thousands: only what is seen is looked at. */
export function drawCaptions(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { timeline, view, lanes } = scene
  const lines = timeline.captions?.lines ?? []
  context.font = '500 11px Inter, system-ui, sans-serif'
  context.textBaseline = 'middle'
  const first = firstFrom(lines, ({ startFrame }) => startFrame, view.fromFrame) - 1
  for (let index = Math.max(0, first); index < lines.length; index += 1) {
    const line = lines[index]
    if (line === undefined || line.startFrame > view.toFrame) break
    drawBar(context, scene, {
      ...line,
      lane: lanes.captions,
      isChosen: scene.chosenCaption === index,
      colours,
    })
  }
}

type Bar = {
  readonly startFrame: number
  readonly lengthFrames: number
  readonly text: string
  readonly lane: { readonly top: number; readonly height: number }
  readonly isChosen: boolean
  readonly colours: Colours
}

/** Narrower than this a bar has no round corners that could be seen, and no room for a letter. */
const leastRoundPixels = 8

function drawBar(context: CanvasRenderingContext2D, { view, widthPixels }: Scene, bar: Bar): void {
  const { top, height } = bar.lane
  const left = pixelsOfFrame(view, widthPixels, bar.startFrame)
  const right = pixelsOfFrame(view, widthPixels, bar.startFrame + bar.lengthFrames)
  if (right < 0 || left > widthPixels) return
  const width = Math.max(right - left > 4 ? 3 : 0.75, right - left - 1)
  context.fillStyle = bar.colours('hover')
  if (width < leastRoundPixels && !bar.isChosen) {
    context.fillRect(left, top, width, height)
    return
  }
  context.beginPath()
  context.roundRect(left, top, width, height, 5)
  context.fill()
  if (bar.isChosen) {
    context.strokeStyle = bar.colours('accent')
    context.lineWidth = 2
    context.stroke()
  }
  drawWords(context, bar.text, { left: Math.max(0, left) + 8, right: right - 6, top, height }, bar.colours)
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
