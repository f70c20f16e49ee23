/** What every writer of playlists gives: pieces of text, so that no file is held in memory whole. */
import type { PlaylistHead, PlaylistItem } from './playlist.ts'

/** Writes one file: what is said of the whole, then each song in order, then the end. What comes out, put together, is the file. */
export type PlaylistWriter = {
  readonly begin: (head: PlaylistHead) => string
  /** `index` counts the songs from zero. */
  readonly item: (item: PlaylistItem, index: number) => string
  readonly end: () => string
}
