/** Asking for a transcription: one at a time of each song. */
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import type { Settings, WorkersAi } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import { wakeJob } from '../jobs/enqueue.ts'
import { isFinal } from '../jobs/job.ts'
import type { Owner } from '../jobs/store.ts'
import { getLyrics } from './lyrics.ts'
import { deleteTranscription, findTranscription, insertTranscription } from './transcription-store.ts'
import { transcriptionWay } from './ways.ts'

/** What asking needs: the table, the queue that wakes the job, and who could listen. */
export type Asking = {
  readonly db: Database
  readonly queue: Queue<{ jobId: string }>
  readonly settings: Settings
  readonly ai: WorkersAi | undefined
  readonly nowMs: number
}

/** Lets a song be listened to and answers the job; while one listens already, that one. Refuses where nobody can. */
export async function requestTranscription(
  asking: Asking,
  owner: Owner,
  wish: { readonly songId: string; readonly language: string | undefined },
): Promise<{ readonly jobId: string }> {
  const { db, queue, settings, ai, nowMs } = asking
  const { isOn, why } = transcriptionWay(settings, ai)
  const { hash, lyrics } = await getLyrics(db, owner, wish.songId)
  if (!isOn) throw new Refusal('not-set-up', why ?? '')
  const active = await activeTranscription(db, owner, wish.songId)
  if (active !== undefined) return { jobId: active }
  const language = (wish.language ?? lyrics.language)?.split('-')[0]?.toLowerCase() ?? null
  const jobId = newId('job', nowMs)
  const row = { jobId, songId: wish.songId, ownerId: owner.id, fromHash: hash, language, createdAtMs: nowMs }
  await insertTranscription(db, row)
  const written = await findTranscription(db, owner, wish.songId)
  if (written === undefined) throw new Error(`the transcription ${jobId} was not written`)
  if (written.jobId === jobId) await wakeJob(queue, jobId)
  return { jobId: written.jobId }
}

/** The job that listens to a song now. What a job that ended left behind is cleared away. */
export async function activeTranscription(
  db: Database,
  owner: Owner,
  songId: string,
): Promise<string | undefined> {
  const found = await findTranscription(db, owner, songId)
  if (found === undefined || !isFinal(found.status)) return found?.jobId
  await deleteTranscription(db, owner, found.jobId)
  return undefined
}
