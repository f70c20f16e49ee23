/** Draws what a film shows of itself while it is slipped: over its clip, where no finger covers it. */
import { clockOf } from '../../ui/words.ts'
import type { Colours } from './colours.ts'
import { pixelsOfFrame } from './frame-view.ts'
import type { Scene, SlipShown } from './scene.ts'

const label = { widthPixels: 156, heightPixels: 38, gapPixels: 8, padPixels: 9 } as const

/** The whole film as a bar with the part that is seen, and its times over it. Nothing while no film is slipped. */
export function drawSlip(context: CanvasRenderingContext2D, scene: Scene, colours: Colours): void {
  const { slip, timeline, view, widthPixels, lanes } = scene
  const clip = slip === undefined ? undefined : timeline.clips[slip.clip]
  if (slip === undefined || clip === undefined) return
  const start = pixelsOfFrame(view, widthPixels, clip.startFrame)
  const end = pixelsOfFrame(view, widthPixels, clip.startFrame + clip.lengthFrames)
  context.globalAlpha = 0.3
  context.fillStyle = colours('accent')
  context.fillRect(start, lanes.clips.top, end - start, lanes.clips.height)
  context.globalAlpha = 1
  const middle = (Math.max(0, start) + Math.min(widthPixels, end)) / 2
  const left = Math.max(0, Math.min(widthPixels - label.widthPixels, middle - label.widthPixels / 2))
  const top = Math.max(0, lanes.clips.top - label.gapPixels - label.heightPixels)
  context.fillStyle = 'rgb(0 0 0 / 82%)'
  context.beginPath()
  context.roundRect(left, top, label.widthPixels, label.heightPixels, 8)
  context.fill()
  context.fillStyle = '#ffffff'
  context.font = '560 12px Inter, system-ui, sans-serif'
  context.textBaseline = 'middle'
  context.fillText(wordsOf(slip), left + label.padPixels, top + 13)
  drawFilm(context, slip, { left: left + label.padPixels, top: top + 25, colour: colours('accent') })
}

function wordsOf({ fromSeconds, filmSeconds }: SlipShown): string {
  const tenth = Math.floor(fromSeconds * 10 + 1e-6) % 10
  return `Film from ${clockOf(fromSeconds)}.${tenth} of ${clockOf(filmSeconds)}`
}

type FilmPlace = { readonly left: number; readonly top: number; readonly colour: string }

function drawFilm(
  context: CanvasRenderingContext2D,
  { fromSeconds, lastsSeconds, filmSeconds }: SlipShown,
  { left, top, colour }: FilmPlace,
): void {
  const width = label.widthPixels - 2 * label.padPixels
  const seen = Math.max(3, (lastsSeconds / filmSeconds) * width)
  const from = Math.min(width - seen, (fromSeconds / filmSeconds) * width)
  context.fillStyle = 'rgb(255 255 255 / 32%)'
  context.fillRect(left, top, width, 5)
  context.fillStyle = colour
  context.fillRect(left + from, top, seen, 5)
}
