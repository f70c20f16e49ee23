/** Composes one frame on a canvas from the pictures it shows, by the same geometry, light and order as the render. */
import type { WrittenText } from '#core/text/font-library.ts'
import { fillPlacement, type Mix, mixAt } from '#core/timeline/geometry.ts'
import { type Look, lookAt } from '#core/timeline/look.ts'
import type { FrameSize } from '#core/timeline/preset.ts'
import type { ShotPart } from '#core/timeline/segments.ts'
import { softenBackdrop, spillLight } from '#core/timeline/softening.ts'
import type { Aspect, Fit, Rectangle } from '#core/timeline/timeline.ts'
import type { Moment } from './frame-index.ts'
import { makeLettering } from './lettering.ts'
import type { Picture } from './pictures.ts'
import { makeSmallCopy } from './small-copy.ts'
import { type Context, contextOf } from './surfaces.ts'

import { makeVisualCanvas } from './visual-canvas.ts'
import { drawWave } from './wave.ts'

/** Answers the picture of a side, or `undefined` while there is none: then the side is black. */
export type PictureOf = (part: ShotPart) => Picture | undefined

/** See `makeCompositor`. */
export type Compositor = {
  readonly size: FrameSize
  readonly aspect: Aspect
  /** Fetches the fonts that texts need, if there are any. Throws a sentence when that fails; pictures are drawn without them then. */
  prepare(texts: readonly WrittenText[]): Promise<void>
  /** Draws a moment over the whole of the context's canvas, whose size is the compositor's. */
  compose(target: Context, moment: Moment, pictureOf: PictureOf): void
}

/** A compositor of frames of one size. It keeps a few canvases of that size, and nothing of what it drew. */
export function makeCompositor(size: FrameSize, aspect: Aspect): Compositor {
  const lettering = makeLettering(size, aspect)
  const tools: Tools = {
    size,
    backdrop: makeSmallCopy(size),
    spill: makeSmallCopy(size),
    visual: makeVisualCanvas(size),
    sides: [makeSide(size), makeSide(size)],
  }
  return {
    size,
    aspect,
    prepare: lettering.prepare,
    compose(target, moment, pictureOf) {
      const { content, lengthFrames } = moment.segment
      if (content.kind === 'shot')
        paintSide(tools, target, { part: content.part, moment, zoom: 1, pictureOf })
      else {
        const mix = mixAt(content.transition, moment.frame, lengthFrames)
        if (mix.kind === 'blend') blendSides(tools, target, { ...content, mix, moment, pictureOf })
        else laySides(tools, target, { ...content, mix, moment, pictureOf })
      }
      drawWave(target, moment, size)
      lettering.write(target, moment)
    },
  }
}

type Tools = {
  readonly size: FrameSize
  readonly backdrop: ReturnType<typeof makeSmallCopy>
  readonly spill: ReturnType<typeof makeSmallCopy>
  readonly visual: ReturnType<typeof makeVisualCanvas>
  readonly sides: readonly [OffscreenCanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]
}

function makeSide({ widthPixels, heightPixels }: FrameSize): OffscreenCanvasRenderingContext2D {
  return contextOf(new OffscreenCanvas(widthPixels, heightPixels))
}

type Side = {
  readonly part: ShotPart
  readonly moment: Moment
  readonly zoom: number
  readonly pictureOf: PictureOf
}

type Sides<Kind extends Mix['kind']> = {
  readonly from: ShotPart
  readonly to: ShotPart
  readonly mix: Extract<Mix, { kind: Kind }>
  readonly moment: Moment
  readonly pictureOf: PictureOf
}

/** Weights that add up to 1 are drawn one over the other: each covers its share of what lies beneath it. */
function blendSides(tools: Tools, target: Context, sides: Sides<'blend'>): void {
  const { from, to, mix, moment, pictureOf } = sides
  const later = { part: to, moment, zoom: mix.toZoom, pictureOf }
  if (mix.from > 0) paintSide(tools, target, { part: from, moment, zoom: mix.fromZoom, pictureOf })
  if (mix.to > 0 && mix.from <= 0) paintSide(tools, target, later)
  else if (mix.to > 0) {
    const [, side] = tools.sides
    paintSide(tools, side, later)
    target.globalAlpha = mix.to / (mix.from + mix.to)
    target.drawImage(side.canvas, 0, 0)
    target.globalAlpha = 1
  }
  cover(tools, target, mix.light, mix.lightLevel === 1 ? '#fff' : '#000')
}

/** The later side comes in over the earlier one from the right; the pixels that its edge lies in show both. */
function laySides(tools: Tools, target: Context, sides: Sides<'beside'>): void {
  const { from, to, mix, moment, pictureOf } = sides
  const { widthPixels, heightPixels } = tools.size
  const [first, second] = tools.sides
  paintSide(tools, first, { part: from, moment, zoom: 1, pictureOf })
  paintSide(tools, second, { part: to, moment, zoom: 1, pictureOf })
  const edge = (1 - mix.share) * widthPixels
  // Whole pixels first, so that no ground shines through where both sides end inside one.
  target.drawImage(first.canvas, mix.pushes ? Math.ceil(edge) - widthPixels : 0, 0)
  if (mix.pushes) target.drawImage(first.canvas, edge - widthPixels, 0)
  target.save()
  target.beginPath()
  target.rect(edge, 0, widthPixels - edge, heightPixels)
  target.clip()
  target.drawImage(second.canvas, mix.pushes ? edge : 0, 0)
  target.restore()
}

/** Picture, then glow, then flash. */
function paintSide(tools: Tools, target: Context, { part, moment, zoom, pictureOf }: Side): void {
  const look = lookAt(part, moment.frame, moment.frameRate, zoom)
  const picture = pictureFor(tools, part, look, { moment, pictureOf })
  const fit = part.shot.kind === 'visual' ? 'crop' : part.shot.fit
  cover(tools, target, 1, '#000')
  if (picture !== undefined) drawPicture(tools, target, { picture, fit, view: look.view })
  if (look.glow > 0) spill(tools, target, look.glow)
  cover(tools, target, look.flash, '#fff')
}

function pictureFor(
  tools: Tools,
  part: ShotPart,
  { level, pulse }: Look,
  { moment, pictureOf }: Pick<Side, 'moment' | 'pictureOf'>,
): Picture | undefined {
  const { shot, offsetFrames } = part
  if (shot.kind !== 'visual') return pictureOf(part)
  const { frame, frameRate } = moment
  return tools.visual.draw({ shot, frame: offsetFrames + frame, frameRate, level, pulse })
}

type Placed = { readonly picture: Picture; readonly fit: Fit; readonly view: Rectangle }

function drawPicture(tools: Tools, target: Context, { picture, fit, view }: Placed): void {
  const { widthPixels: width, heightPixels: height } = tools.size
  const { image, widthPixels, heightPixels } = picture
  if (fit === 'crop') {
    const [x, y] = [view.x * widthPixels, view.y * heightPixels]
    sharpen(target, (view.width * widthPixels) / width)
    target.drawImage(image, x, y, view.width * widthPixels, view.height * heightPixels, 0, 0, width, height)
    return
  }
  // The camera moves over the composed frame, so the whole frame is drawn as large as the camera sees it.
  const [frameWidth, frameHeight] = [width / view.width, height / view.height]
  const [left, top] = [-view.x * frameWidth, -view.y * frameHeight]
  const place = fillPlacement(widthPixels / heightPixels, width / height)
  if (fit === 'fill') {
    soften(tools, picture)
    target.imageSmoothingQuality = 'high'
    target.drawImage(tools.backdrop.canvas, left, top, frameWidth, frameHeight)
  }
  sharpen(target, widthPixels / (place.width * frameWidth))
  target.drawImage(
    image,
    left + place.x * frameWidth,
    top + place.y * frameHeight,
    place.width * frameWidth,
    place.height * frameHeight,
  )
}

/**
 * Reducing by less than two, a canvas that is told to be smooth takes from a copy of half the size, which blurs. Between
 * neighbours it leaves nothing out.
 */
function sharpen(target: Context, reduction: number): void {
  target.imageSmoothingQuality = reduction > 1 && reduction <= 2 ? 'low' : 'high'
}

/** A copy of the picture that covers the frame, small, blurred and darkened. */
function soften({ backdrop }: Tools, { image, widthPixels, heightPixels }: Picture): void {
  const scale = Math.max(backdrop.widthPixels / widthPixels, backdrop.heightPixels / heightPixels)
  const [width, height] = [widthPixels * scale, heightPixels * scale]
  const left = (backdrop.widthPixels - width) / 2
  const top = (backdrop.heightPixels - height) / 2
  backdrop.redraw((context) => context.drawImage(image, left, top, width, height), softenBackdrop)
}

/** Adds the light that bright places of what was drawn spill over it. */
function spill({ spill: small, size }: Tools, target: Context, glow: number): void {
  small.redraw(
    (context) => context.drawImage(target.canvas, 0, 0, small.widthPixels, small.heightPixels),
    spillLight,
  )
  target.imageSmoothingQuality = 'high'
  target.globalCompositeOperation = 'lighter'
  target.globalAlpha = glow
  target.drawImage(small.canvas, 0, 0, size.widthPixels, size.heightPixels)
  target.globalAlpha = 1
  target.globalCompositeOperation = 'source-over'
}

/** Lays a share of flat colour over the frame. */
function cover({ size }: Tools, target: Context, share: number, colour: string): void {
  if (share <= 0) return
  target.globalAlpha = Math.min(1, share)
  target.fillStyle = colour
  target.fillRect(0, 0, size.widthPixels, size.heightPixels)
  target.globalAlpha = 1
}
