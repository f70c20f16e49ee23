/** The table of jobs: the row is the truth, the queue only wakes. */
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { JobStatus, JobType } from './job.ts'

/** One row a job. `subjectId` is what the work is for: a song, a photo, a render. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').notNull(),
    type: text().$type<JobType>().notNull(),
    subjectId: text('subject_id').notNull(),
    status: text().$type<JobStatus>().notNull(),
    progress: real().notNull(),
    stage: text().notNull(),
    attempts: integer().notNull(),
    error: text(),
    /** The media service's task that works on it now, or did last. */
    taskId: text('task_id'),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
    startedAtMs: integer('started_at_ms'),
    finishedAtMs: integer('finished_at_ms'),
  },
  // The sweeper asks for the stalest jobs of a status; nobody lists jobs by owner.
  (table) => [index('jobs_by_status_and_update').on(table.status, table.updatedAtMs)],
)

/** A row as it is read. */
export type JobRow = typeof jobs.$inferSelect
