/** Ends what was left: reservations of jobs that have ended, storyboards of videos that are gone, messages that are old. */
import type { Database } from '../db/client.ts'
import { leftReservations, release } from './ledger-store.ts'
import { forgetOld } from './prediction-store.ts'
import { abandonedStoryboards, deleteStoryboard } from './storyboard-store.ts'
import { openTakeJobs } from './take-store.ts'

/** What sweeping needs of others: which videos are there, and to end jobs. */
export type Sweeping = {
  readonly db: Database
  readonly nowMs: number
  isVideo: Parameters<typeof abandonedStoryboards>[1]
  cancelJob(jobId: string): Promise<void>
}

const mostSwept = 50
/** No take is asked for this long, and no message of before is believed. */
const keptMs = 86_400_000

/**
 * Releases reservations whose take will not come, ends the takes of deleted videos, and forgets their storyboards once no
 * take is under way any more. Answers how many reservations and storyboards went.
 */
export async function sweepGeneration({ db, nowMs, isVideo, cancelJob }: Sweeping): Promise<number> {
  const takeIds = await leftReservations(db, mostSwept)
  for (const takeId of takeIds) await release(db, takeId, nowMs)
  const abandoned = await abandonedStoryboards(db, isVideo, mostSwept)
  let forgotten = 0
  for (const { videoId, ownerId } of abandoned) {
    const owner = { id: ownerId }
    const jobIds = await openTakeJobs(db, owner, videoId)
    for (const jobId of jobIds) await cancelJob(jobId)
    if (jobIds.length > 0) continue
    await deleteStoryboard(db, owner, videoId)
    forgotten += 1
  }
  await forgetOld(db, nowMs - keptMs)
  return takeIds.length + forgotten
}
