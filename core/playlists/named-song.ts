/** Songs by name on one line, as people write them: `Artist - Title`. */
import type { PlaylistItem } from './playlist.ts'
import { tidied } from './songs-of-text.ts'

/** A song as far as its name tells. */
export type NamedSong = Pick<PlaylistItem, 'artists' | 'title'>

/**
 * The song of a name. The first hyphen between spaces parts artists from title, for titles hold more of them than names
 * do; where there is none, a dash. Several artists stand between semicolons: commas and ampersands are part of names.
 */
export function namedSongOf(name: string): NamedSong {
  const parts = /^(.*?\S)\s+-\s+(\S.*)$/s.exec(name) ?? /^(.*?\S)\s+[–—]\s+(\S.*)$/s.exec(name)
  const [, artists = '', title = ''] = parts ?? []
  if (parts === null) return { artists: [], title: name.trim() }
  return { artists: namesOf(artists), title: title.trim() }
}

/** The name of a song, which `namedSongOf` reads again. */
export function nameOfSong({ artists, title }: NamedSong): string {
  const names = artists.map(tidied).join('; ')
  return names === '' ? tidied(title) : `${names} - ${tidied(title)}`
}

/** The whole seconds of a song, as playlists of files tell them; -1 where they are not known. */
export function wholeSecondsOf({ durationMs }: Pick<PlaylistItem, 'durationMs'>): number {
  return durationMs === null ? -1 : Math.min(Math.round(durationMs / 1000), mostSeconds)
}

/** More milliseconds than these seconds have no song can last here. */
const mostSeconds = 2_147_483

/** The names in a list with semicolons between them. */
export function namesOf(list: string): string[] {
  return list
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
