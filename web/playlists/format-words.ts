/** What formats of playlists are called, and what they cannot carry, in words. */
import { aboutFormats } from '#core/playlists/about.ts'
import type { PlaylistFormat, WrittenFormat } from '#core/playlists/formats.ts'
import { sentencesOfLosses } from '#core/playlists/losses.ts'

/** What a format is called. */
export function formatName(format: PlaylistFormat): string {
  return aboutFormats[format].name
}

/** What a format leaves out or changes; that it keeps everything where it does. */
export function lossWords(format: WrittenFormat): string {
  const sentences = sentencesOfLosses(format)
  return sentences.length === 0 ? 'Keeps everything.' : sentences.join(' ')
}
