/** The text of a caption: lines that can be shown, none of them empty, since an empty one ends a caption in SRT and WebVTT. */
import { showableLines } from '../language/showable.ts'
import { mostCaptionCharacters } from './timeline.ts'

/** What of a text a caption can have; empty where there is nothing. Cut where it is longer than a caption. */
export function captionText(text: string): string {
  return written(written(text.normalize('NFC')).slice(0, mostCaptionCharacters))
}

function written(text: string): string {
  const lines = showableLines(text).split('\n')
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}
