/** A video's cuts for the programs that editors use: its timeline with the names of the files that it shows. */
import { type CutList, cutListOf } from '#core/interchange/cut-list.ts'
import type { Database } from '../db/client.ts'
import type { Owner } from '../jobs/store.ts'
import { getMediaNames } from '../media/media.ts'
import { getSong, getSongSource } from '../songs/songs.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { type FoundVideo, getTimeline, mediaOf } from './videos.ts'

/** The cut list of a video as it is now. */
export async function cutListOfVideo(
  { db, store }: { readonly db: Database; readonly store: MediaStore },
  owner: Owner,
  found: FoundVideo,
): Promise<CutList> {
  const { songId, title } = found.video
  const timeline = await getTimeline({ store }, found)
  const { fileName, durationMs } = await getSong(db, owner, songId)
  const { analysis } = await getSongSource({ db, store }, owner, songId)
  const media = await getMediaNames(db, owner, mediaOf(timeline))
  const song = { fileName, durationSeconds: durationMs / 1000 }
  return cutListOf({ title, timeline, analysis, song, media })
}
