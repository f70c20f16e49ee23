/** Decisions of following a job, apart from the network: what an event says, when it is over, how long to wait. */
import type { Job, JobStatus } from './shapes.ts'

const statuses: readonly JobStatus[] = ['queued', 'running', 'succeeded', 'failed', 'cancelled']

/** Whether a job in this state will never change again. */
export function isFinal(status: JobStatus): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled'
}

/** Reads the data of a `job` event. Anything that is not a job answers `undefined`: a bad event is skipped, not trusted. */
export function parseJobEvent(data: string): Job | undefined {
  let fields: unknown
  try {
    fields = JSON.parse(data)
  } catch {
    return undefined
  }
  if (typeof fields !== 'object' || fields === null) return undefined
  const { id, type, status, progress, stage, attempts, error } = fields as Record<string, unknown>
  const known = statuses.find((name) => name === status)
  if (typeof id !== 'string' || known === undefined || typeof progress !== 'number') return undefined
  return {
    id,
    type: typeof type === 'string' ? type : '',
    status: known,
    progress: Math.min(1, Math.max(0, progress)),
    stage: typeof stage === 'string' ? stage : '',
    attempts: typeof attempts === 'number' ? attempts : 0,
    error: typeof error === 'string' ? error : null,
  }
}

/** How long to wait before asking again, in milliseconds: 1 s, doubling with every failure in a row, 30 s at most. */
export function followDelayMs(failuresInARow: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.min(failuresInARow, 10))
}

/** A point of progress at a time in milliseconds. */
export type ProgressPoint = { readonly atMs: number; readonly progress: number }

/**
 * Seconds left, from the pace of the latest points, ascending in time. Answers `undefined` until there is a pace
 * worth saying: two seconds of watching and a twentieth of the way.
 */
export function secondsLeft(points: readonly ProgressPoint[]): number | undefined {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return undefined
  const watchedMs = last.atMs - first.atMs
  const gained = last.progress - first.progress
  if (watchedMs < 2000 || gained < 0.05) return undefined
  return Math.max(1, Math.ceil(((1 - last.progress) * (watchedMs / gained)) / 1000))
}

/** What a job is doing, as a sentence begins: the API tells stages in the middle of one. */
export function stageWords(job: Pick<Job, 'stage'> | undefined): string {
  const stage = job?.stage || 'waiting for its turn'
  return `${stage.charAt(0).toUpperCase()}${stage.slice(1)}`
}
