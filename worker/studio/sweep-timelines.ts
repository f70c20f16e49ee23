/** Lets go of versions of timelines that nobody will ask for: whoever edits saves every few seconds. */
import type { Keeping } from '../intake/intake.ts'
import { timelineKey } from './keys.ts'
import { takeOldTimelines } from './video-store.ts'

/** How long a version waits that no video shows and no render was made of. */
const keptMs = 7 * 86_400_000

/** Removes old versions and answers how many. What a video shows, and what a render was made of, stays as long as they do. */
export async function sweepTimelines({ db, store, nowMs }: Keeping): Promise<number> {
  const versions = await takeOldTimelines(db, nowMs - keptMs)
  const keys = versions.map(({ ownerId, videoId, hash }) => timelineKey(ownerId, videoId, hash))
  if (keys.length > 0) await store.delete(keys)
  return keys.length
}
