/** What may be done with renders: ask for one, read one. Making it is `render-job.ts`. */

import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { Refusal } from '../http/refusal.ts'
import { wakeJob } from '../jobs/enqueue.ts'
import type { Owner } from '../jobs/store.ts'
import {
  findActiveRender,
  findFinishedRenders,
  findRender,
  insertRender,
  type RenderRow,
} from './render-store.ts'
import type { NewRender, Render } from './schema.ts'
import type { VideoRow } from './video-store.ts'

const mostFinished = 100

/** What asking for a render needs: the database, and the queue that wakes its job. */
export type RenderSurroundings = {
  readonly db: Database
  readonly queue: Queue<{ jobId: string }>
  readonly nowMs: number
}

/**
 * Asks for a render of a video as it is now. While the very same one is under way, that one is answered: pressing a
 * button twice makes one video.
 */
export async function requestRender(
  { db, queue, nowMs }: RenderSurroundings,
  owner: Owner,
  video: Pick<VideoRow, 'id' | 'timelineHash' | 'aspect'>,
  order: NewRender,
): Promise<RenderRow> {
  const { timelineHash } = video
  const { preset, loudness } = order
  const aspect = order.aspect === video.aspect ? null : (order.aspect ?? null)
  const activeKey = [video.id, timelineHash, preset, loudness, ...(aspect === null ? [] : [aspect])].join(' ')
  const underWay = await findActiveRender(db, owner, activeKey)
  if (underWay !== undefined) return underWay
  const id = newId('rnd', nowMs)
  const jobId = newId('job', nowMs)
  const common = { ownerId: owner.id, videoId: video.id, timelineHash, activeKey, createdAtMs: nowMs }
  const isFirst = await insertRender(db, { id, jobId, ...common, preset, loudness, aspect })
  if (isFirst) await wakeJob(queue, jobId)
  const row = isFirst
    ? await findRender(db, owner, video.id, id)
    : await findActiveRender(db, owner, activeKey)
  if (row !== undefined) return row
  throw new Refusal(
    'conflict',
    'The same render has just ended, or its video was deleted. Look, and ask again.',
  )
}

/** One render of one video of this owner. Refuses with `render-not-found`. */
export async function getRender(
  db: Database,
  owner: Owner,
  videoId: string,
  renderId: string,
): Promise<RenderRow> {
  const row = await findRender(db, owner, videoId, renderId)
  if (row === undefined) throw new Refusal('render-not-found', `No render ${renderId.slice(0, 60)} is here.`)
  return row
}

/** A render whose file can be read. Refuses with `not-ready` before that, and when it never will be. */
export async function getFinishedRender(
  db: Database,
  owner: Owner,
  videoId: string,
  renderId: string,
): Promise<RenderRow> {
  const row = await getRender(db, owner, videoId, renderId)
  if (row.status === 'succeeded') return row
  const isOver = row.status === 'failed' || row.status === 'cancelled'
  const why = isOver
    ? `This render was ${row.status === 'failed' ? 'not finished: it failed' : 'cancelled'}. Ask for another one.`
    : 'This render is still under way. Watch its job and try again when it has ended.'
  throw new Refusal('not-ready', why)
}

/** A render that succeeded, with what was measured of it. */
export type FinishedRender = RenderRow & { readonly videoBytes: number; readonly proofFrames: number }

/** The renders of a video that succeeded, newest first: as many as anybody keeps of one video. */
export async function listFinishedRenders(
  db: Database,
  owner: Owner,
  videoId: string,
): Promise<readonly FinishedRender[]> {
  const rows = await findFinishedRenders(db, owner, videoId, mostFinished)
  return rows.flatMap((row) => {
    const { videoBytes, proofFrames } = row
    return videoBytes === null || proofFrames === null ? [] : [{ ...row, videoBytes, proofFrames }]
  })
}

/** A render as its owner sees it. */
export function renderOf(row: RenderRow): Render {
  const { id, videoId, jobId, preset, loudness, aspect, status } = row
  const { videoBytes, segmentsReused, segmentsEncoded } = row
  const common = {
    id,
    videoId,
    jobId,
    preset,
    loudness,
    aspect,
    status,
    createdAt: new Date(row.createdAtMs).toISOString(),
  }
  const { proofFrames: frames, proofMaxCutErrorFrames: maxCutErrorFrames } = row
  // Measures of a render that did not succeed would say nothing about a file that anybody can have.
  if (status !== 'succeeded' || frames === null || maxCutErrorFrames === null) {
    return { ...common, proof: null, videoBytes: null, segmentsReused: null, segmentsEncoded: null }
  }
  const proof = { frames, maxCutErrorFrames, lufs: row.proofLufs, truePeak: row.proofTruePeak }
  return { ...common, proof, videoBytes, segmentsReused, segmentsEncoded }
}
