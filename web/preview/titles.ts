/** Writes titles over the picture: each laid out and drawn once, then placed, grown and faded frame by frame. */

import type { Backing } from '#core/text/backing.ts'
import { titleKey } from '#core/text/title-key.ts'
import { layOutTitle, type TitleFonts, type TitleLayout, titleMove } from '#core/text/title-layout.ts'
import type { FrameSize } from '#core/timeline/preset.ts'
import type { TitlePart } from '#core/timeline/segments.ts'
import type { Aspect, Title } from '#core/timeline/timeline.ts'
import { titleLookAt } from '#core/timeline/title-look.ts'
import type { Moment } from './frame-index.ts'
import { type Context, smoothly } from './surfaces.ts'
import { loadTitleFonts } from './title-fonts.ts'

/** Titles drawn and kept for their next frame. */
const mostLayers = 8

/** Drawn a little larger than it is mostly seen, a title that springs up stays sharp. */
const layerScale = 1.25

/** See `makeTitles`. */
export type Titles = {
  /** Fetches what titles need, if there are any. Throws a sentence when that fails. */
  prepare(shown: { readonly titles: readonly unknown[] }): Promise<void>
  /** Writes the titles of a moment; those whose fonts are not there are left out. */
  write(target: Context, moment: Moment): void
}

type Layer = {
  readonly layout: TitleLayout
  readonly canvas: OffscreenCanvas
  readonly left: number
  readonly top: number
}

/** Titles for frames of one size and aspect. */
export function makeTitles(frame: FrameSize, aspect: Aspect): Titles {
  let fonts: TitleFonts | undefined
  const layers = new Map<string, Layer>()
  const layerOf = (title: Title, loaded: TitleFonts) => {
    const key = titleKey(title)
    const layer =
      layers.get(key) ?? drawLayer(layOutTitle({ title, aspect, frame, fonts: loaded }), title.colour)
    layers.delete(key)
    layers.set(key, layer)
    for (const oldest of [...layers.keys()].slice(0, -mostLayers)) layers.delete(oldest)
    return layer
  }
  return {
    async prepare({ titles }) {
      if (titles.length > 0) fonts ??= await loadTitleFonts()
    },
    write(target, { segment, frame: at }) {
      if (fonts === undefined) return
      for (const part of segment.titles) place(target, layerOf(part.title, fonts), part, at)
    },
  }
}

function place(target: Context, { layout, canvas, left, top }: Layer, part: TitlePart, frame: number): void {
  const look = titleLookAt(part, frame)
  if (look.opacity <= 0 || layout.path === '') return
  const { scale, xPixels, yPixels } = titleMove(layout, look)
  target.globalAlpha = look.opacity
  const shown = scale / layerScale
  target.drawImage(
    canvas,
    xPixels + left * scale,
    yPixels + top * scale,
    canvas.width * shown,
    canvas.height * shown,
  )
  target.globalAlpha = 1
}

/** A layer covers whole pixels around all that is drawn, and one more, so that its edges stay smooth when it is moved. */
function drawLayer(layout: TitleLayout, colour: string): Layer {
  const { bounds, backing, path } = layout
  const [left, top] = [Math.floor(bounds.xPixels) - 1, Math.floor(bounds.yPixels) - 1]
  const width = Math.ceil((Math.ceil(bounds.xPixels + bounds.widthPixels) + 1 - left) * layerScale)
  const height = Math.ceil((Math.ceil(bounds.yPixels + bounds.heightPixels) + 1 - top) * layerScale)
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser gives pages no canvas to draw on.')
  smoothly(context)
  context.setTransform(layerScale, 0, 0, layerScale, -left * layerScale, -top * layerScale)
  const words = new Path2D(path)
  drawBacking(context, backing, words)
  context.fillStyle = colour
  context.fill(words, 'nonzero')
  return { layout, canvas, left, top }
}

/** A canvas blurs shadows by a Gaussian of half of what it is told, in its own pixels, whatever its transform. */
function drawBacking(context: OffscreenCanvasRenderingContext2D, backing: Backing, words: Path2D): void {
  if (backing.kind === 'none') return
  const { colour, opacity } = backing
  const alpha = Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')
  if (backing.kind === 'box') {
    const { xPixels, yPixels, widthPixels, heightPixels } = backing.rectangle
    context.fillStyle = colour + alpha
    context.beginPath()
    context.roundRect(xPixels, yPixels, widthPixels, heightPixels, backing.radiusPixels)
    context.fill()
    return
  }
  context.shadowColor = colour + alpha
  context.shadowBlur = 2 * backing.blurPixels * layerScale
  context.shadowOffsetY = backing.downPixels * layerScale
  // The words that cast it are drawn far outside, so that only their shadow is seen.
  const far = 2 * context.canvas.width
  context.shadowOffsetX = far
  context.save()
  context.translate(-far / layerScale, 0)
  context.fillStyle = '#000'
  context.fill(words, 'nonzero')
  context.restore()
  context.shadowColor = 'transparent'
}
