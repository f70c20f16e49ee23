/** Every query on transcriptions under way. */
import { and, eq, exists } from 'drizzle-orm'
import type { HeardPiece } from '#core/lyrics/heard.ts'
import type { Database } from '../db/client.ts'
import { jobInsertIf } from '../jobs/enqueue.ts'
import type { JobStatus } from '../jobs/job.ts'
import type { Owner } from '../jobs/store.ts'
import { jobs } from '../jobs/tables.ts'
import { transcriptions } from './tables.ts'

/** A transcription as its job reads it. */
export type TranscriptionRow = typeof transcriptions.$inferSelect

/** Who listens to a song of this owner, and how that job stands; `undefined` when nobody does. */
export async function findTranscription(
  db: Database,
  owner: Owner,
  songId: string,
): Promise<{ readonly jobId: string; readonly status: JobStatus } | undefined> {
  return await db
    .select({ jobId: transcriptions.jobId, status: jobs.status })
    .from(transcriptions)
    .innerJoin(jobs, eq(jobs.id, transcriptions.jobId))
    .where(and(eq(transcriptions.ownerId, owner.id), eq(transcriptions.songId, songId)))
    .get()
}

/** Writes a transcription and its job, unless somebody listens to the song already. */
export async function insertTranscription(
  db: Database,
  row: Omit<TranscriptionRow, 'isCut' | 'heard'>,
): Promise<void> {
  const { jobId, ownerId, songId, createdAtMs } = row
  const written = db
    .select({ jobId: transcriptions.jobId })
    .from(transcriptions)
    .where(eq(transcriptions.jobId, jobId))
  const job = { id: jobId, ownerId, type: 'transcribe', subjectId: songId } as const
  await db.batch([
    db
      .insert(transcriptions)
      .values({ ...row, isCut: false, heard: '[]' })
      .onConflictDoNothing(),
    jobInsertIf(db, job, createdAtMs, exists(written)),
  ])
}

/** The transcription of a job of this owner. */
export async function findTranscriptionToRun(
  db: Database,
  owner: Owner,
  jobId: string,
): Promise<TranscriptionRow | undefined> {
  return await db.select().from(transcriptions).where(isOfJob(owner, jobId)).get()
}

/** Writes how far a transcription has come. */
export async function noteTranscription(
  db: Database,
  owner: Owner,
  jobId: string,
  known: { readonly isCut: boolean; readonly heard: readonly HeardPiece[] },
): Promise<void> {
  const { isCut, heard } = known
  await db
    .update(transcriptions)
    .set({ isCut, heard: JSON.stringify(heard) })
    .where(isOfJob(owner, jobId))
}

/** Forgets a transcription that has ended. */
export async function deleteTranscription(db: Database, owner: Owner, jobId: string): Promise<void> {
  await transcriptionEnded(db, owner, jobId)
}

/** The statement that forgets a transcription, for the batch that keeps what was heard. */
export function transcriptionEnded(db: Database, owner: Owner, jobId: string) {
  return db.delete(transcriptions).where(isOfJob(owner, jobId))
}

function isOfJob(owner: Owner, jobId: string) {
  return and(eq(transcriptions.ownerId, owner.id), eq(transcriptions.jobId, jobId))
}
