/** What may be done with renders: ask for one, read one. Making it is `render-job.ts`. */
import type { Variant } from '#core/timeline/destinations.ts'
import type { FrameRange } from '#core/timeline/excerpt.ts'
import { timelineFrameRate } from '#core/timeline/preset.ts'
import { secondsOfFrames } from '#core/units.ts'
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { Refusal } from '../http/refusal.ts'
import { wakeJob } from '../jobs/enqueue.ts'
import type { Owner } from '../jobs/store.ts'
import {
  findActiveRender,
  findFinishedRenders,
  findRender,
  findUsefulRender,
  insertRender,
  type NewRenderRow,
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

/** A render to be made; `orderId` is the order of several files that it belongs to. */
export type RenderPlan = Pick<NewRender, 'preset' | 'loudness' | 'aspect'> & {
  readonly variant?: Variant
  readonly range?: FrameRange | null | undefined
  readonly orderId?: string
}

/**
 * Asks for a render of a video as it is now. While the very same one is under way, that one is answered: pressing a
 * button twice makes one video. Within an order, one that has made its file is answered as well.
 */
export async function requestRender(
  { db, queue, nowMs }: RenderSurroundings,
  owner: Owner,
  video: Pick<VideoRow, 'id' | 'timelineHash' | 'aspect' | 'title'>,
  plan: RenderPlan,
): Promise<RenderRow> {
  const { timelineHash } = video
  const { preset, loudness, variant = 'plain', orderId = null } = plan
  const aspect = plan.aspect === video.aspect ? null : (plan.aspect ?? null)
  const columns = {
    ...{ preset, loudness, aspect, variant, orderId, timelineHash, videoId: video.id, ownerId: owner.id },
    rangeStartFrame: plan.range?.startFrame ?? null,
    rangeLengthFrames: plan.range?.lengthFrames ?? null,
  }
  // An audiogram shows the title, so one under another title is another file.
  const activeKey = activeKeyOf(columns) + (variant === 'audiogram' ? ` ${video.title}` : '')
  const find = orderId === null ? findActiveRender : findUsefulRender
  const underWay = await find(db, owner, activeKey)
  if (underWay !== undefined) return underWay
  const id = newId('rnd', nowMs)
  const jobId = newId('job', nowMs)
  const isFirst = await insertRender(db, { ...columns, id, jobId, activeKey, createdAtMs: nowMs })
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

/** What makes two renders of one video the same. */
function activeKeyOf(columns: Omit<NewRenderRow, 'id' | 'jobId' | 'activeKey' | 'createdAtMs'>): string {
  const { videoId, timelineHash, preset, loudness, aspect, variant, rangeStartFrame, rangeLengthFrames } =
    columns
  const range = rangeStartFrame === null ? [] : [`${rangeStartFrame}+${rangeLengthFrames}`]
  const kind = variant === 'plain' ? [] : [variant]
  const own = aspect === null ? [] : [aspect]
  return [videoId, timelineHash, preset, loudness, ...own, ...kind, ...range].join(' ')
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

/** Whether a render is all of its video as it is, not a stretch, a loop or an audiogram made for somewhere else. */
export function isOfWhole({ variant, rangeStartFrame }: RenderRow): boolean {
  return variant === 'plain' && rangeStartFrame === null
}

/** What the file of a render is called when it is saved: what tells it from the other files of its video. */
export function fileNameOf(title: string, render: RenderRow): string {
  const { aspect, preset, variant } = render
  const range = rangeOf(render)
  const words = [
    title,
    ...(aspect === null ? [] : [aspect.replace(':', 'x')]),
    ...(preset === '1440p30' || preset === '2160p30' ? [preset.slice(0, -2)] : []),
    ...(variant === 'plain' ? [] : [variant]),
    ...(range === null ? [] : [`${Math.round(secondsOfFrames(range.lengthFrames, timelineFrameRate))} s`]),
  ]
  return `${words.join(' ')}.mp4`
}

/** The stretch that a render shows; `null` is all of the video. */
export function rangeOf({
  rangeStartFrame: startFrame,
  rangeLengthFrames: lengthFrames,
}: Pick<RenderRow, 'rangeStartFrame' | 'rangeLengthFrames'>): FrameRange | null {
  return startFrame === null || lengthFrames === null ? null : { startFrame, lengthFrames }
}

/** A render as its owner sees it. */
export function renderOf(row: RenderRow): Render {
  const { id, videoId, jobId, preset, loudness, aspect, variant, status } = row
  const { videoBytes, segmentsReused, segmentsEncoded } = row
  const common = {
    id,
    videoId,
    jobId,
    preset,
    loudness,
    aspect,
    variant,
    range: rangeOf(row),
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
