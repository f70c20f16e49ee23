/** What every reader of playlists takes and gives: pieces of a file in, songs out, so that no file is held in memory whole. */
import type { PlaylistHead, PlaylistItem } from './playlist.ts'

/** No larger file is taken, here or on the server. */
export const mostFileBytes = 64 * 1024 * 1024

/** What a reader finds, in the order of the file. */
export type PlaylistPiece =
  /** What is said of the whole; it may come after songs, and more than once where a file holds several playlists: the first title counts. */
  | { readonly kind: 'head'; readonly head: Partial<PlaylistHead> }
  | { readonly kind: 'item'; readonly item: PlaylistItem }
  /** Something that could not be kept or read. `isLost` when a whole song is missing because of it. */
  | { readonly kind: 'fault'; readonly fault: PlaylistFault }

/** Where in a file something could not be kept, and what: one sentence for the person who brought it. */
export type PlaylistFault = {
  /** `line 12`, `track 7`, `playlist "Summer", song 3`. */
  readonly at: string
  readonly detail: string
  readonly isLost: boolean
}

/**
 * Reads one file, chunk by chunk: `push` takes what came and gives what it completes, `end` gives the rest. Both throw
 * `PlaylistUnreadable` for a file that is not what it claims to be, or that passes a limit; nothing of it counts then.
 */
export type PlaylistReader<Chunk> = {
  readonly push: (chunk: Chunk) => readonly PlaylistPiece[]
  readonly end: () => readonly PlaylistPiece[]
}

/** A file that cannot be read as a playlist. The message is one sentence for the person who brought it. */
export class PlaylistUnreadable extends Error {
  override readonly name = 'PlaylistUnreadable'
}
