/** Where the words of a caption stand in the frame, each where it can be seen apart from the others. */
import { lineLookAt, loneWordLookAt, sungShareAt } from '../timeline/caption-look.ts'
import type { FrameSize } from '../timeline/preset.ts'
import type { CaptionPart } from '../timeline/segments.ts'
import type { Aspect } from '../timeline/timeline.ts'
import type { TitleLook } from '../timeline/title-look.ts'
import { type Block, placeBlock } from './block.ts'
import type { Fonts } from './font-library.ts'
import { type Inscription, inscriptionOf, partOfInscription } from './inscription.ts'
import { movedBy, roomBeside } from './making-room.ts'
import { sungParts } from './sung-parts.ts'
import { layOutTitle } from './title-layout.ts'
import { writableText } from './writable.ts'

/** Something of a caption that is drawn: the line, a word that is filled as it is sung, or a word that stands alone. */
export type CaptionMark = { readonly inscription: Inscription; readonly colour: string } & (
  | { readonly kind: 'line' }
  | {
      readonly kind: 'sung'
      readonly word: number
      /** Which shares of the word it holds: a word may be broken over two lines. */
      readonly from: number
      readonly to: number
      readonly isRightToLeft: boolean
    }
  | { readonly kind: 'word'; readonly word: number }
)

/** How a mark is drawn at one frame. */
export type MarkLook = TitleLook & {
  /** The share of the width of its block that is seen; a word that is being sung is filled from where it is read first. */
  readonly filled: number
  readonly fillsFrom: 'left' | 'right'
}

/** What a caption is drawn with. */
type Surroundings = { readonly aspect: Aspect; readonly frame: FrameSize; readonly fonts: Fonts }

/** Lays a caption out, the first mark beneath the others. Where a title stands in its place, it makes room. */
export function layOutCaption(part: CaptionPart, around: Surroundings): readonly CaptionMark[] {
  return part.style.look === 'word' ? loneWords(part, around) : wholeLine(part, around)
}

/** One text for captions that are laid out alike, whatever the music does meanwhile. */
export function captionKey({ offsetFrames: _, music: _music, ...part }: CaptionPart): string {
  return JSON.stringify(part)
}

/** The look of a mark at a frame counted from the segment's beginning. */
export function markLookAt(part: CaptionPart, mark: CaptionMark, frame: number): MarkLook {
  if (mark.kind === 'word') return { ...loneWordLookAt(part, mark.word, frame), ...whole }
  const look = lineLookAt(part, frame)
  if (mark.kind === 'line') return { ...look, ...whole }
  const sung = (sungShareAt(part, mark.word, frame) - mark.from) / (mark.to - mark.from)
  const filled = Math.min(1, Math.max(0, sung))
  const opacity = filled > 0 ? look.opacity : 0
  return { ...look, opacity, filled, fillsFrom: mark.isRightToLeft ? 'right' : 'left' }
}

const whole = { filled: 1, fillsFrom: 'left' } as const

function wholeLine(part: CaptionPart, around: Surroundings): readonly CaptionMark[] {
  const { style, language } = part
  const write = (text: string) => writableText(text, style.font, around.fonts, language)
  const written = write(part.text)
  const placed = placeBlock(written, style, around)
  const block = movedBy(placed, roomBeside([placed.rectangle], placed, takenBy(part, around), around))
  const inscription = inscriptionOf(block, style)
  if (inscription.path === '') return []
  const line: CaptionMark = { kind: 'line', inscription, colour: style.colour }
  if (style.look === 'lines') return [line]
  const words = part.words.map(({ text }) => write(text).text)
  return [
    line,
    ...sungParts(block, written.text, words).map((sung) => sungMark(block, sung, style.highlight)),
  ]
}

function sungMark(
  block: Block,
  { line, glyphs, rectangle, word, from, to, isRightToLeft }: ReturnType<typeof sungParts>[number],
  colour: string,
): CaptionMark {
  const inscription = partOfInscription(block, { ...line, glyphs }, rectangle)
  return { kind: 'sung', inscription, colour, word, from, to, isRightToLeft }
}

/** All words make room alike: none of them jumps while a title stands. */
function loneWords(part: CaptionPart, around: Surroundings): readonly CaptionMark[] {
  const { style, words, language } = part
  const blocks = words.map(({ text }) =>
    placeBlock(writableText(text, style.font, around.fonts, language), style, around),
  )
  const [first] = blocks
  if (first === undefined) return []
  const rectangles = blocks.map(({ rectangle }) => rectangle)
  const down = roomBeside(rectangles, first, takenBy(part, around), around)
  return blocks.flatMap((block, word) => {
    const inscription = inscriptionOf(movedBy(block, down), style)
    return inscription.path === '' ? [] : [{ kind: 'word', inscription, colour: style.colour, word } as const]
  })
}

function takenBy({ titles }: CaptionPart, around: Surroundings) {
  return titles.map((title) => layOutTitle({ title, ...around }).bounds)
}
