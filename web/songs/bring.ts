/** Sorts what was dropped: songs are brought in, the rest is counted. */
import { kindOfFile } from '../uploads/plan.ts'
import { bring } from '../uploads/queue.ts'

/** Brings in the songs among the files. Answers how many files were none. */
export function bringSongs(files: readonly File[]): number {
  const songs = files.filter((file) => kindOfFile(file) === 'song')
  for (const song of songs) bring(song, 'song')
  return files.length - songs.length
}
