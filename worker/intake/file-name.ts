/** What people call their files: for showing, never for finding. */
import { mediaLimits } from '#core/media/limits.ts'

/** Controls, halves of characters, and the marks that make text run backwards and so show another ending than the name has. */
const unseen = /[\p{Cc}\p{Cs}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/gu

/**
 * A name that is safe to show and to send back: without folders and controls, composed (macOS sends accents apart),
 * at most 200 characters. Emoji stay.
 */
export function cleanFileName(raw: string): string {
  const name = raw.replace(unseen, '').split(/[/\\]/).at(-1) ?? ''
  const characters = [...name.normalize('NFC').trim()].slice(0, mediaLimits.fileNameCharacters)
  const clean = characters.join('').trim()
  return clean === '' || clean === '.' || clean === '..' ? 'untitled' : clean
}

/** A title for a song that carries none: its file name without ending and underscores. */
export function titleOfFileName(fileName: string): string {
  const title = fileName
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll('_', ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return title === '' ? fileName : title
}
