/** How the files of playlists end. What one is, its reader decides by what is in it; its name helps where that says nothing. */
import type { PlaylistFormat } from './formats.ts'

/** The form that each ending speaks for; `csv` and `tsv` for any of the tables. */
export const formatsOfExtensions: Readonly<Record<string, PlaylistFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  m3u: 'm3u',
  m3u8: 'm3u8',
  pls: 'pls',
  txt: 'text',
  xspf: 'xspf',
  jspf: 'jspf',
  json: 'json',
  wpl: 'wpl',
  asx: 'asx',
  wax: 'asx',
  wvx: 'asx',
  xml: 'itunes',
}

/** Every ending, without its dot, in small letters. */
export const playlistExtensions: readonly string[] = Object.keys(formatsOfExtensions)

/** The ending of a file's name, without its dot, in small letters; empty where it has none. */
export function extensionOf(fileName: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
}
