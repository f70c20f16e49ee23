/** Edits of what is sung and written: all captions at once, or one line's time and words. */
import { wordsOfText } from '../../language/graphemes.ts'
import { captionText } from '../caption-text.ts'
import { captionsUntil } from '../captions.ts'
import type { CaptionLine, CaptionStyle, Captions, CaptionWord, Timeline } from '../timeline.ts'

/** Gives a video captions, cut to its length, or takes them away. */
export function setCaptions(timeline: Timeline, captions: Captions | undefined): Timeline {
  const { captions: before, ...without } = timeline
  if (captions !== undefined) return { ...without, captions: captionsUntil(captions, timeline.lengthFrames) }
  return before === undefined ? timeline : without
}

/** Changes how captions look. */
export function styleCaptions(timeline: Timeline, style: Partial<CaptionStyle>): Timeline {
  const { captions } = timeline
  if (captions === undefined) return timeline
  return { ...timeline, captions: { ...captions, style: { ...captions.style, ...style } } }
}

/**
 * Moves a line, or lets it begin or end elsewhere, as far as its neighbours leave room. Words move with their line; where
 * it becomes too short for them they are sung faster.
 */
export function timeCaption(
  timeline: Timeline,
  index: number,
  wish: { readonly startFrame: number; readonly lengthFrames: number },
): Timeline {
  return withLine(timeline, index, (line, { freeFrom, freeUntil }) => {
    const isMove = Math.round(wish.lengthFrames) === line.lengthFrames
    const latest = isMove ? freeUntil - line.lengthFrames : freeUntil - 1
    const wishedFrame = Math.round(wish.startFrame)
    const startFrame = Math.min(latest, Math.max(freeFrom, wishedFrame))
    // A beginning that a neighbour holds back takes nothing with it: the line still ends where it was wished to.
    const wishedEnd = isMove ? startFrame + line.lengthFrames : wishedFrame + Math.round(wish.lengthFrames)
    const endFrame = Math.min(freeUntil, Math.max(startFrame + 1, wishedEnd))
    const timed = { startFrame, lengthFrames: endFrame - startFrame }
    if (timed.startFrame === line.startFrame && timed.lengthFrames === line.lengthFrames) return [line]
    return [{ ...line, ...timed, words: wordsRetimed(line, timed) }]
  })
}

function wordsRetimed(
  line: CaptionLine,
  { startFrame, lengthFrames }: Pick<CaptionLine, 'startFrame' | 'lengthFrames'>,
): CaptionWord[] {
  if (lengthFrames === line.lengthFrames) {
    const by = startFrame - line.startFrame
    return line.words.map((word) => ({ ...word, startFrame: word.startFrame + by }))
  }
  const endFrame = startFrame + lengthFrames
  const fits = line.words.every((word) => {
    return word.startFrame >= startFrame && word.startFrame + word.lengthFrames <= endFrame
  })
  if (fits) return line.words
  if (line.words.length > lengthFrames) return []
  const scaled = (frame: number) =>
    startFrame + Math.round(((frame - line.startFrame) * lengthFrames) / line.lengthFrames)
  const squeezed = line.words.map((word) => {
    const from = scaled(word.startFrame)
    return { ...word, startFrame: from, lengthFrames: scaled(word.startFrame + word.lengthFrames) - from }
  })
  return squeezed.every((word) => word.lengthFrames > 0) ? squeezed : []
}

/** Writes a line anew, as far as it can be shown. As many words as before keep their times; otherwise they share the line's time. */
export function rewordCaption(timeline: Timeline, index: number, wished: string): Timeline {
  const text = captionText(wished)
  if (text === '') return timeline
  return withLine(timeline, index, (line) => {
    if (text === line.text) return [line]
    const written = wordsOfText(text)
    const words = line.words.map((word, i) => ({ ...word, text: written[i]?.text ?? '' }))
    return [{ ...line, text, words: written.length === line.words.length ? words : [] }]
  })
}

/** Takes a line out. */
export function removeCaption(timeline: Timeline, index: number): Timeline {
  return withLine(timeline, index, () => [])
}

/** Puts something in the place of a line, which knows the frames that its neighbours leave free. */
function withLine(
  timeline: Timeline,
  index: number,
  change: (
    line: CaptionLine,
    room: { readonly freeFrom: number; readonly freeUntil: number },
  ) => readonly CaptionLine[],
): Timeline {
  const { captions } = timeline
  const line = captions?.lines[index]
  if (captions === undefined || line === undefined) return timeline
  const before = captions.lines[index - 1]
  const room = {
    freeFrom: before === undefined ? 0 : before.startFrame + before.lengthFrames,
    freeUntil: captions.lines[index + 1]?.startFrame ?? timeline.lengthFrames,
  }
  const changed = change(line, room)
  if (changed.length === 1 && changed[0] === line) return timeline
  return { ...timeline, captions: { ...captions, lines: captions.lines.toSpliced(index, 1, ...changed) } }
}
