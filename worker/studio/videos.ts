/** What may be done with videos: plan one, read it, change its timeline, remove it. */
import { faultOf } from '#core/timeline/fault.ts'
import { planTimeline } from '#core/timeline/plan.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { msOfSeconds, secondsOfFrames } from '#core/units.ts'
import type { Database, Statement } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { parseTag } from '../http/entity-tag.ts'
import { Refusal, refusalOf } from '../http/refusal.ts'
import { allOrNothing, type Keeping, removeGivenUp } from '../intake/intake.ts'
import { withoutUpload } from '../intake/pending.ts'
import { isFinal } from '../jobs/job.ts'
import type { Owner } from '../jobs/store.ts'
import { getMediaForPlanning } from '../media/media.ts'
import { getSong, getSongSource } from '../songs/songs.ts'
import { posterKey, timelineKey, videoKey } from './keys.ts'
import { renderOf } from './renders.ts'
import type { NewVideo, Video, VideoSummary } from './schema.ts'
import { readTimeline, storeTimeline, timelineFile } from './timeline-files.ts'
import {
  deleteVideoRows,
  findVideo,
  insertVideo,
  listVideoObjects,
  renameVideo,
  swapTimeline,
  useTimeline,
} from './video-store.ts'

/** A video's row and its latest render. */
export type FoundVideo = NonNullable<Awaited<ReturnType<typeof findVideo>>>

/** Plans a video and keeps it. Refuses what is not the owner's, a song that is not analysed, and a range outside it. */
export async function createVideo(keeping: Keeping, owner: Owner, order: NewVideo): Promise<Video> {
  const { db, store, nowMs } = keeping
  const song = await getSongSource({ db, store }, owner, order.songId)
  const media = await getMediaForPlanning(db, owner, order.mediaIds)
  if (order.range !== undefined && order.range.startSeconds * 1000 >= song.durationMs) {
    const seconds = song.durationMs / 1000
    throw new Refusal('invalid-request', `The song lasts ${seconds} seconds; the range starts after that.`)
  }
  const { songId, aspect, style, mediaIds, range, look } = order
  const seed = order.seed ?? drawSeed()
  const planners = media.map(({ planner }) => planner)
  const analysis = song.analysis
  const timeline = planTimeline({ analysis, songId, media: planners, aspect, style, seed, look, range })
  const file = await timelineFile(timeline)
  const id = newId('vid', nowMs)
  const video = {
    id,
    ownerId: owner.id,
    title: order.title ?? song.title,
    mediaIds,
    createdAtMs: nowMs,
    ...columnsOf(timeline, file.hash),
  }
  const key = timelineKey(owner.id, id, file.hash)
  await allOrNothing(keeping, { key, ownerId: owner.id }, async () => {
    await storeTimeline(store, key, file)
    await insertVideo(db, video, key)
  })
  await holdSources(keeping, owner, { video, key })
  return { ...summaryOf({ video: { ...video, latestRenderId: null }, latest: null }), timeline }
}

/**
 * From the moment a video is written, what it is made of cannot be removed. What was removed in the moment before takes
 * the video along, and is refused like what was never there.
 */
async function holdSources(
  keeping: Keeping,
  owner: Owner,
  { video, key }: { readonly video: Pick<VideoSummary, 'id' | 'songId' | 'mediaIds'>; readonly key: string },
): Promise<void> {
  const { db, nowMs } = keeping
  try {
    await getSong(db, owner, video.songId)
    await getMediaForPlanning(db, owner, video.mediaIds)
  } catch (error) {
    const objects = withoutUpload([key])
    await deleteVideoRows(db, owner, { videoId: video.id, objects, nowMs, alongside: [] })
    await removeGivenUp(keeping, objects)
    throw error
  }
}

/** What a video's row repeats of its timeline. */
function columnsOf(timeline: Timeline, timelineHash: string) {
  const { songId, aspect, style, seed, lengthFrames, frameRate } = timeline
  const durationMs = Math.round(msOfSeconds(secondsOfFrames(lengthFrames, frameRate)))
  return { songId, aspect, style, seed, durationMs, timelineHash }
}

/** A seed that nobody chose. */
function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}

/** A video as it is listed. */
export function summaryOf({ video, latest }: FoundVideo): VideoSummary {
  const { id, songId, title, mediaIds, aspect, style, seed, durationMs, createdAtMs } = video
  const latestRender = latest === null ? null : renderOf(latest)
  const createdAt = new Date(createdAtMs).toISOString()
  return {
    id,
    songId,
    title,
    mediaIds: [...mediaIds],
    aspect,
    style,
    seed,
    durationMs,
    createdAt,
    latestRender,
  }
}

/** One video of this owner. Refuses with `video-not-found`, whether it never was or is somebody else's. */
export async function getVideo(db: Database, owner: Owner, videoId: string): Promise<FoundVideo> {
  const found = await findVideo(db, owner, videoId)
  if (found === undefined) throw new Refusal('video-not-found', `No video ${videoId.slice(0, 60)} is yours.`)
  return found
}

/** Gives a video another title. Files that were rendered keep what is in them; their name follows. */
export async function retitleVideo(
  db: Database,
  owner: Owner,
  videoId: string,
  title: string,
): Promise<FoundVideo> {
  await renameVideo(db, owner, videoId, title)
  return await getVideo(db, owner, videoId)
}

/** The timeline that a video shows now. */
export async function getTimeline(
  { store }: Pick<Keeping, 'store'>,
  { video }: FoundVideo,
): Promise<Timeline> {
  return await readTimeline(store, video, video.timelineHash)
}

/** The entity tag of a video's timeline (RFC 9110, section 8.8.3). */
export function timelineTag({ video }: FoundVideo): string {
  return `"${video.timelineHash}"`
}

/**
 * Puts an edited timeline in the place of the one named by `ifMatch`. Refuses when that is not the present one any
 * more, and a timeline that cannot be shown. What it was before stays in storage for a while (see `sweepTimelines`).
 */
export async function replaceTimeline(
  keeping: Keeping,
  owner: Owner,
  edit: { readonly videoId: string; readonly ifMatch: string | undefined; readonly timeline: Timeline },
): Promise<FoundVideo> {
  const { db, store, nowMs } = keeping
  const { videoId, ifMatch, timeline } = edit
  const found = await getVideo(db, owner, videoId)
  const namedTag = ifMatch === undefined ? undefined : parseTag(ifMatch)
  if (namedTag === undefined) {
    throw new Refusal(
      'if-match-required',
      'Send If-Match with the ETag of the timeline that you edited, and no other.',
    )
  }
  const file = await timelineFile(timeline)
  // An edit that was kept, but whose answer got lost, is sent again with the old tag (RFC 9110, section 13.1.1).
  if (file.hash === found.video.timelineHash) return found
  if (namedTag !== timelineTag(found)) throw changedMeanwhile()
  const mediaIds = await checkTimeline(keeping, owner, { found, timeline })
  const key = timelineKey(owner.id, videoId, file.hash)
  const to = { ...columnsOf(timeline, file.hash), mediaIds }
  const swap = { videoId, fromHash: found.video.timelineHash, to, timelineKey: key, nowMs }
  const isStored = await useTimeline(db, owner, { videoId, hash: file.hash, nowMs })
  const isSwapped = isStored
    ? await swapTimeline(db, owner, swap)
    : await allOrNothing(keeping, { key, ownerId: owner.id }, async () => {
        await storeTimeline(store, key, file)
        return await swapTimeline(db, owner, swap)
      })
  if (!isSwapped) throw changedMeanwhile()
  return await getVideo(db, owner, videoId)
}

function changedMeanwhile(): Refusal {
  return new Refusal('changed-meanwhile', 'The timeline was changed meanwhile. Read it again, and edit that.')
}

/** Refuses a timeline that cannot be shown; answers the pictures of the video, those the edit brought included. */
async function checkTimeline(
  { db }: Keeping,
  owner: Owner,
  { found, timeline }: { readonly found: FoundVideo; readonly timeline: Timeline },
): Promise<readonly string[]> {
  const { video } = found
  if (timeline.songId !== video.songId) {
    throw refusalOf('songId', 'a video stays with its song; make another video instead.')
  }
  const song = await getSong(db, owner, video.songId)
  const shown = mediaOf(timeline)
  const pictures = await getMediaForPlanning(db, owner, shown)
  const planners = pictures.map(({ planner }) => planner)
  const fault = faultOf(timeline, song.durationMs / 1000, planners)
  if (fault !== undefined) throw new Refusal('invalid-request', fault)
  return [...new Set([...video.mediaIds, ...shown])]
}

/** The photos and clips that a timeline shows, each once. */
export function mediaOf(timeline: Timeline): readonly string[] {
  return [...new Set(timeline.clips.flatMap(({ shot }) => (shot.kind === 'visual' ? [] : [shot.mediaId])))]
}

/** What removing a video asks of others: to let go of what they have of it, and to end its jobs. */
export type Removal = Keeping & {
  goneWith(db: Database, owner: Owner, videoId: string, nowMs: number): readonly Statement[]
  cancelJob(jobId: string): Promise<void>
}

/** Removes a video with its renders and all their objects, and ends the jobs that still work on it. */
export async function removeVideo(keeping: Removal, owner: Owner, videoId: string): Promise<void> {
  const { db, nowMs } = keeping
  await getVideo(db, owner, videoId)
  const { hashes, renders } = await listVideoObjects(db, owner, videoId)
  for (const { jobId, status } of renders) if (!isFinal(status)) await keeping.cancelJob(jobId)
  const objects = [
    ...withoutUpload(hashes.map((hash) => timelineKey(owner.id, videoId, hash))),
    ...renders.flatMap(({ id, uploadId }) => [
      { key: videoKey(owner.id, id), storageUploadId: uploadId },
      { key: posterKey(owner.id, id), storageUploadId: null },
    ]),
  ]
  const alongside = keeping.goneWith(db, owner, videoId, nowMs)
  await deleteVideoRows(db, owner, { videoId, objects, nowMs, alongside })
  await removeGivenUp(keeping, objects)
}
