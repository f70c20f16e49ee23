/** What is wrong with captions that fit their schema: times that overlap, or a text that no file of subtitles can hold. */
import { areLinesShowable, isShowable } from '../language/showable.ts'
import { spansOfWords } from '../language/words-in-text.ts'
import { languageTag } from '../lyrics/limits.ts'
import type { Captions, Timeline } from './timeline.ts'

/** What is wrong with captions in a video of so many frames, in a sentence; `undefined` when nothing is. */
export function captionFault({
  captions,
  lengthFrames,
}: Pick<Timeline, 'captions' | 'lengthFrames'>): string | undefined {
  if (captions === undefined) return undefined
  return captionTimeFault(captions, lengthFrames) ?? captionTextFault(captions)
}

function captionTextFault({ lines, language }: Captions): string | undefined {
  if (language !== undefined && !languageTag.test(language))
    return '"captions.language": it is no language tag, such as en or zh-Hant.'
  for (const [i, { text, words }] of lines.entries()) {
    const field = `"captions.lines.${i}.text"`
    if (!areLinesShowable(text)) return `${field}: it holds characters that cannot be shown.`
    if (text.split('\n').some((line) => line.trim() === ''))
      return `${field}: a line of it is empty, which would end the caption in a file of subtitles.`
    const found = spansOfWords(text, words).length
    const stray = words.findIndex((word, k) => k >= found || !isShowable(word.text))
    if (stray >= 0)
      return `"captions.lines.${i}.words.${stray}.text": it is not in the text of its line, or not in this order.`
  }
  return undefined
}

function captionTimeFault({ lines }: Captions, lengthFrames: number): string | undefined {
  let freeFrom = 0
  for (const [i, line] of lines.entries()) {
    const endFrame = line.startFrame + line.lengthFrames
    if (line.startFrame < freeFrom) return `Caption ${i} begins before the one above it has ended.`
    if (endFrame > lengthFrames) {
      return `Caption ${i} goes on after the timeline ends, at frame ${lengthFrames}.`
    }
    freeFrom = line.startFrame
    for (const [k, word] of line.words.entries()) {
      if (word.startFrame < freeFrom)
        return `Word ${k} of caption ${i} begins before what is sung before it ends.`
      freeFrom = word.startFrame + word.lengthFrames
    }
    if (freeFrom > endFrame) return `The last word of caption ${i} ends after its line.`
    freeFrom = endFrame
  }
  return undefined
}
