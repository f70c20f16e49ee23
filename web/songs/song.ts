/** One song kept up to date while its analysis runs. */
import type { Accessor } from 'solid-js'
import { getSong } from '../api/calls.ts'
import { createJob, type FollowedJob } from '../api/jobs.ts'
import { createLoaded, type LoadedHandle } from '../api/loaded.ts'
import type { Song } from '../api/shapes.ts'

/** A song, and the job that analyses it while it does. */
export type LiveSong = LoadedHandle<Song> & { readonly analysing: FollowedJob }

/** Loads a song and loads it again when its analysis has come to an end. */
export function createSong(songId: Accessor<string | undefined>): LiveSong {
  const song = createLoaded(songId, getSong)
  const analysing = createJob(
    () => {
      const now = song.value()
      return now?.status === 'analysing' ? now.jobId : undefined
    },
    () => song.refetch(),
  )
  return { ...song, analysing }
}
