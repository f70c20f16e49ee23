/** Says no to files with more songs than one playlist holds. */
import { mostItems } from './playlist.ts'
import { PlaylistUnreadable } from './reading.ts'

/** Refuses so many songs when they are more than `mostItems`. */
export function refuseTooMany(songs: number): void {
  if (songs > mostItems)
    throw new PlaylistUnreadable(
      `The file has more than ${mostItems.toLocaleString('en')} songs, the most that one playlist holds.`,
    )
}
