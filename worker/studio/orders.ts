/** What may be done with orders of several files: place one, see how all of it stands, end all of it. */
import { type Destination, type FilePlan, planFile } from '#core/timeline/destinations.ts'
import { frameSize, timelineFrameRate } from '#core/timeline/preset.ts'
import { framesOfSeconds } from '#core/units.ts'
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { Refusal, refusalOf } from '../http/refusal.ts'
import { isFinal, type JobStatus } from '../jobs/job.ts'
import type { Owner } from '../jobs/store.ts'
import { getSongSource } from '../songs/songs.ts'
import type { MediaStore } from '../storage/media-store.ts'
import {
  type FileOrderRow,
  findOrder,
  findOrderedRenders,
  insertOrder,
  type OrderedRender,
} from './order-store.ts'
import { type RenderSurroundings, rangeOf, renderOf, requestRender } from './renders.ts'
import type { FileOrder, NewFileOrder } from './schema.ts'
import type { OrderedFile } from './tables.ts'
import type { VideoRow } from './video-store.ts'
import { type FoundVideo, getTimeline } from './videos.ts'

/** A file that an order asks for, and where it is going. */
type PlannedFile = FilePlan & { readonly destination: Destination }

/** The files that an order comes to. Refuses what a destination cannot be given, by the name of the field. */
export async function planOrder(
  { db, store }: { readonly db: Database; readonly store: MediaStore },
  owner: Owner,
  found: FoundVideo,
  wish: NewFileOrder,
): Promise<readonly PlannedFile[]> {
  const timeline = await getTimeline({ store }, found)
  const { analysis } = await getSongSource({ db, store }, owner, found.video.songId)
  return wish.files.map(({ destination, startFrame }, i) => {
    const plan = planFile({ destination, startFrame, timeline, analysis })
    if (plan.ok) return { destination, ...plan.value }
    throw refusalOf(`files.${i}.${plan.field}`, `${plan.reason}.`)
  })
}

/**
 * Asks for the planned files. Destinations that want the same file get one; a file that is there already is not made again.
 */
export async function placeOrder(
  surroundings: RenderSurroundings,
  owner: Owner,
  { video }: FoundVideo,
  plans: readonly PlannedFile[],
): Promise<FileOrder> {
  const { db, nowMs } = surroundings
  const id = newId('ord', nowMs)
  const files: OrderedFile[] = []
  for (const [i, { destination, ...plan }] of plans.entries()) {
    // Ids sort by time, and renders that share work run in the order of their ids: as they were listed.
    const later = { ...surroundings, nowMs: nowMs + i }
    const { id: renderId } = await requestRender(later, owner, video, { ...plan, orderId: id })
    files.push({ destination, renderId })
  }
  const row = { id, ownerId: owner.id, videoId: video.id, files, createdAtMs: nowMs }
  await insertOrder(db, row)
  return await fileOrderOf(db, owner, video, row)
}

/** One order of one video of this owner. Refuses with `order-not-found`. */
export async function getOrder(
  db: Database,
  owner: Owner,
  names: { readonly videoId: string; readonly orderId: string },
): Promise<FileOrderRow> {
  const row = await findOrder(db, owner, names)
  if (row !== undefined) return row
  throw new Refusal('order-not-found', `No order ${names.orderId.slice(0, 60)} is here.`)
}

/** Ends all that is still under way of an order; files that are there stay. */
export async function cancelOrder(
  { db, cancelJob }: { readonly db: Database; cancelJob(jobId: string): Promise<void> },
  owner: Owner,
  order: FileOrderRow,
): Promise<void> {
  const renders = await findOrderedRenders(
    db,
    owner,
    order.files.map(({ renderId }) => renderId),
  )
  // The last one first: none of those that wait for another begins meanwhile.
  const waiting = [...renders.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1))
  for (const { jobId, status } of waiting) if (!isFinal(status)) await cancelJob(jobId)
}

/** An order as its owner sees it. */
export async function fileOrderOf(
  db: Database,
  owner: Owner,
  video: Pick<VideoRow, 'aspect' | 'durationMs'>,
  order: FileOrderRow,
): Promise<FileOrder> {
  const renders = await findOrderedRenders(
    db,
    owner,
    order.files.map(({ renderId }) => renderId),
  )
  const files = [...destinationsByRender(order.files)].flatMap(([renderId, destinations]) => {
    const render = renders.get(renderId)
    return render === undefined ? [] : [{ destinations, render }]
  })
  const costs = files.map(({ render }) => costOf(render, video))
  const done = files.reduce((sum, { render }, i) => sum + shareDone(render) * (costs[i] ?? 0), 0)
  return {
    id: order.id,
    videoId: order.videoId,
    status: statusOf(files.map(({ render }) => render.status)),
    progress: Math.min(
      1,
      done /
        Math.max(
          1,
          costs.reduce((sum, cost) => sum + cost, 0),
        ),
    ),
    files: files.map(({ destinations, render }) => ({
      destinations: [...destinations],
      progress: shareDone(render),
      stage: render.stage,
      error: render.error,
      render: renderOf(render),
    })),
    createdAt: new Date(order.createdAtMs).toISOString(),
  }
}

function destinationsByRender(files: readonly OrderedFile[]): ReadonlyMap<string, readonly Destination[]> {
  const grouped = new Map<string, Destination[]>()
  for (const { destination, renderId } of files) {
    grouped.set(renderId, [...(grouped.get(renderId) ?? []), destination])
  }
  return grouped
}

/** What has ended takes no more time, however it ended. */
function shareDone({ status, progress }: OrderedRender): number {
  return isFinal(status) ? 1 : progress
}

/** What a file costs beside the others of its order: its seconds times its pixels. */
function costOf(render: OrderedRender, video: Pick<VideoRow, 'aspect' | 'durationMs'>): number {
  const { widthPixels, heightPixels } = frameSize(render.preset, render.aspect ?? video.aspect)
  const range = rangeOf(render)
  const frames = range?.lengthFrames ?? framesOfSeconds(video.durationMs / 1000, timelineFrameRate)
  return frames * widthPixels * heightPixels
}

/** As long as one file is on its way, all of it is; then the worst ending is told. */
function statusOf(statuses: readonly JobStatus[]): JobStatus {
  const isEvery = (status: JobStatus) => statuses.every((each) => each === status)
  if (statuses.some((status) => !isFinal(status))) return isEvery('queued') ? 'queued' : 'running'
  if (isEvery('succeeded')) return 'succeeded'
  return statuses.includes('failed') ? 'failed' : 'cancelled'
}
