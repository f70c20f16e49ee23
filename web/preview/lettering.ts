/** Writes titles and captions over the picture: each laid out and drawn once, then placed, grown, faded and filled frame by frame. */
import type { Backing } from '#core/text/backing.ts'
import { captionKey, layOutCaption, type MarkLook, markLookAt } from '#core/text/caption-layout.ts'
import { filledColumns } from '#core/text/filled.ts'
import type { Fonts, WrittenText } from '#core/text/font-library.ts'
import { type Inscription, inscriptionMove } from '#core/text/inscription.ts'
import { titleKey } from '#core/text/title-key.ts'
import { layOutTitle } from '#core/text/title-layout.ts'
import type { FrameSize } from '#core/timeline/preset.ts'
import type { CaptionPart, Segment, TitlePart } from '#core/timeline/segments.ts'
import type { Aspect, Timeline } from '#core/timeline/timeline.ts'
import { titleLookAt } from '#core/timeline/title-look.ts'
import { fontsFor } from './fonts.ts'
import type { Moment } from './frame-index.ts'
import { type Context, smoothly } from './surfaces.ts'

/** Titles and lines drawn and kept for their next frame. */
const mostKept = { titles: 8, captions: 3 } as const

/** Drawn a little larger than it is mostly seen, a word that springs up stays sharp. */
const layerScale = 1.25

/** See `makeLettering`. */
export type Lettering = {
  /** Fetches the fonts that texts need, if there are any. Throws a sentence when that fails. */
  prepare(texts: readonly WrittenText[]): Promise<void>
  /** Writes the words of a moment; those whose fonts are not there are left out. */
  write(target: Context, moment: Moment): void
}

type Layer = {
  readonly inscription: Inscription
  readonly canvas: OffscreenCanvas
  readonly left: number
  readonly top: number
}

/** The texts that are written in a part of a video. */
export function textsOf({ titles, captions }: Pick<Segment, 'titles' | 'captions'>): readonly WrittenText[] {
  return [...titles.map(({ title }) => title), ...captions]
}

/** All texts of a video, so that none of its fonts is waited for while it plays. */
export function textsOfVideo({
  titles,
  captions,
}: Pick<Timeline, 'titles' | 'captions'>): readonly WrittenText[] {
  const language = captions?.language
  return [...titles, ...(captions?.lines ?? []).map(({ text }) => ({ text, language }))]
}

/** Lettering for frames of one size and aspect. */
export function makeLettering(frame: FrameSize, aspect: Aspect): Lettering {
  let fonts: Fonts | undefined
  const prepared = new Set<string>()
  const titles = makeKeeper<Layer>(mostKept.titles)
  const captions = makeKeeper<ReturnType<typeof drawCaption>>(mostKept.captions)
  const drawTitle = ({ title }: TitlePart, loaded: Fonts) =>
    drawLayer(layOutTitle({ title, aspect, frame, fonts: loaded }), title.colour)
  const drawCaption = (part: CaptionPart, loaded: Fonts) =>
    layOutCaption(part, { aspect, frame, fonts: loaded }).map((mark) => ({
      mark,
      // Most words of a long line wait for their turn undrawn.
      layer: once(() => drawLayer(mark.inscription, mark.colour)),
    }))
  return {
    async prepare(texts) {
      const fresh = texts.filter(({ text, language }) => !prepared.has(`${language} ${text}`))
      if (fresh.length === 0) return
      const loaded = await fontsFor(fresh)
      for (const { text, language } of fresh) prepared.add(`${language} ${text}`)
      if (loaded === fonts) return
      fonts = loaded
      titles.forget()
      captions.forget()
    },
    write(target, { segment, frame: at }) {
      const loaded = fonts
      if (loaded === undefined) return
      for (const part of segment.titles) {
        const layer = titles.get(titleKey(part.title), () => drawTitle(part, loaded))
        place(target, layer, { ...titleLookAt(part, at), filled: 1, fillsFrom: 'left' })
      }
      for (const part of segment.captions) {
        for (const { mark, layer } of captions.get(captionKey(part), () => drawCaption(part, loaded))) {
          const look = markLookAt(part, mark, at)
          if (look.opacity > 0) place(target, layer(), look)
        }
      }
    },
  }
}

/** Remembers what was asked for last. */
function makeKeeper<Kept>(most: number) {
  const kept = new Map<string, Kept>()
  return {
    get(key: string, make: () => Kept): Kept {
      const known = kept.get(key) ?? make()
      kept.delete(key)
      kept.set(key, known)
      for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest)
      return known
    },
    forget: () => kept.clear(),
  }
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}

function place(target: Context, { inscription, canvas, left, top }: Layer, look: MarkLook): void {
  if (look.opacity <= 0 || inscription.path === '') return
  const { scale, xPixels, yPixels } = inscriptionMove(inscription, look)
  const shown = scale / layerScale
  const isPart = look.filled < 1
  if (isPart) clipTo(target, filledColumns(inscription, look))
  target.globalAlpha = look.opacity
  target.drawImage(
    canvas,
    xPixels + left * scale,
    yPixels + top * scale,
    canvas.width * shown,
    canvas.height * shown,
  )
  target.globalAlpha = 1
  if (isPart) target.restore()
}

function clipTo(target: Context, { fromPixels, toPixels }: ReturnType<typeof filledColumns>): void {
  const { width, height } = target.canvas
  const [from, to] = [Math.max(0, fromPixels), Math.min(width, toPixels)]
  target.save()
  target.beginPath()
  target.rect(from, 0, Math.max(0, to - from), height)
  target.clip()
}

/** A layer covers whole pixels around all that is drawn, and one more, so that its edges stay smooth when it is moved. */
function drawLayer(inscription: Inscription, colour: string): Layer {
  const { bounds, backing, path } = inscription
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
  return { inscription, canvas, left, top }
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
