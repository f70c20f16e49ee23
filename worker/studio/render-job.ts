/** The job of a render: the order that says where every piece lies, and what becomes of the finished video. */
import { type Music, musicOf } from '#core/timeline/music.ts'
import type { Preset } from '#core/timeline/preset.ts'
import { timelineIn } from '#core/timeline/reframe.ts'
import { audioHash, segmentHash } from '#core/timeline/segment-hash.ts'
import { segmentsOf } from '#core/timeline/segments.ts'
import type { PlannerMedia, Timeline } from '#core/timeline/timeline.ts'
import { variantOf } from '#core/timeline/variant.ts'
import { secondsOfFrames } from '#core/units.ts'
import type { PartedTarget, RenderOrder, SegmentPlace, SourceFile } from '#core/work/order.ts'
import { Refusal } from '../http/refusal.ts'
import type { JobContext, JobHandler } from '../jobs/handler.ts'
import type { JobRow } from '../jobs/tables.ts'
import { getMediaForPlanning } from '../media/media.ts'
import { getSongSource, keysOfSong } from '../songs/songs.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { audioKey, posterKey, segmentKey, videoKey } from './keys.ts'
import { insertPieces, useAudio, useSegments } from './piece-store.ts'
import { findRenderToRun, listEarlierOrdered, writeResult, writeUpload } from './render-store.ts'
import { rangeOf } from './renders.ts'
import { readTimeline } from './timeline-files.ts'
import { findVideo } from './video-store.ts'
import { mediaOf } from './videos.ts'

/** Longer than a render takes, shorter than what was given up waits for its sweep. */
const addressSeconds = 2 * 3600
/** What R2 and S3 both take as a part, and small enough to be held by the media service while it is sent. */
const partBytes = 32 * 1024 * 1024
/** More bytes a second than the encoder makes of the liveliest picture in a preset, sound included. */
const mostBytesASecond = {
  '360p30': 2_000_000,
  '720p30': 5_000_000,
  '1080p30': 10_000_000,
  '1440p30': 18_000_000,
  '2160p30': 40_000_000,
} as const satisfies Record<Preset, number>

type RunningRender = NonNullable<Awaited<ReturnType<typeof findRenderToRun>>>

/** Orders a render with all that earlier ones stored, keeps every new piece, and joins the video at the end. */
export const renderJob: JobHandler = {
  async mustWait(job, { db }) {
    const render = await findRenderToRun(db, ownerOf(job), job.subjectId)
    if (render === undefined || render.orderId === null) return false
    const earlier = await listEarlierOrdered(db, ownerOf(job), render)
    return earlier.some((other) => sharesWork(render, other))
  },

  async order(job, context) {
    const render = await findRenderToRun(context.db, ownerOf(job), job.subjectId)
    if (render === undefined) throw new Refusal('render-not-found', 'The video was deleted meanwhile.')
    const { ownerId, videoId, timelineHash, preset, loudness } = render
    const edited = await readTimeline(context.store, { ownerId, id: videoId }, timelineHash)
    const { song, media, music: heard, planners } = await signSources(context, ownerId, edited)
    const framed = timelineIn(edited, render.aspect ?? edited.aspect, planners)
    const found = await findVideo(context.db, ownerOf(job), videoId)
    const plan = { variant: render.variant, range: rangeOf(render), title: found?.video.title ?? '' }
    const { timeline, music } = variantOf({ timeline: framed, music: heard }, plan)
    return {
      kind: 'render',
      timeline,
      music: { beats: [...music.beats], onsets: [...music.onsets], energy: [...music.energy] },
      preset,
      loudness,
      song,
      media,
      segments: await placeSegments(context, render, { timeline, media, music }),
      ...(await placeAudio(context, render, { timeline, song })),
      video: await openVideo(context, render, timeline),
      posterPutUrl: await context.store.signPut(posterKey(ownerId, render.id), addressSeconds),
    }
  },

  async segmentsStored(job, pieces, { db, nowMs }) {
    await insertPieces(db, ownerOf(job), pieces, nowMs)
  },

  async succeeded(job, result, { db, store }) {
    if (result.kind !== 'render') throw new Error(`a render came to be a ${result.kind}`)
    const render = await findRenderToRun(db, ownerOf(job), job.subjectId)
    if (render === undefined) return await discard(store, job)
    const key = videoKey(job.ownerId, render.id)
    if (render.uploadId !== null) {
      const parts = result.partEtags.map((etag, i) => ({ partNumber: i + 1, etag }))
      await store.completeMultipart(key, render.uploadId, parts)
    }
    const isKept = await writeResult(db, ownerOf(job), render.id, result)
    if (!isKept) await discard(store, job)
  },

  async failed(job, _reason, { db, store }) {
    const render = await findRenderToRun(db, ownerOf(job), job.subjectId)
    if (render !== undefined) await closeUpload({ db, store }, render)
    await discard(store, job)
  },
}

/** Renders of one video that have pieces of picture or the sound in common: made one after the other, nothing is made twice. */
function sharesWork(one: RunningRender, other: RunningRender): boolean {
  const isOfOneSize = one.preset === other.preset && one.aspect === other.aspect
  const isOfOneSound =
    one.loudness === other.loudness &&
    one.loudness !== 'silent' &&
    one.rangeStartFrame === other.rangeStartFrame &&
    one.rangeLengthFrames === other.rangeLengthFrames
  return isOfOneSize || isOfOneSound
}

function ownerOf(job: JobRow): { readonly id: string } {
  return { id: job.ownerId }
}

/** The song and pictures of a timeline, each with an address that reads it, and what the song does meanwhile. */
async function signSources(
  { db, store }: JobContext,
  ownerId: string,
  timeline: Timeline,
): Promise<{
  readonly song: SourceFile
  readonly media: Readonly<Record<string, SourceFile>>
  readonly music: Music
  readonly planners: readonly PlannerMedia[]
}> {
  const owner = { id: ownerId }
  const sign = (key: string) => store.signGet(key, addressSeconds)
  const song = await getSongSource({ db, store }, owner, timeline.songId)
  const pictures = await getMediaForPlanning(db, owner, mediaOf(timeline))
  const media = await Promise.all(
    pictures.map(async ({ planner, fileKey, format, contentHash }) => {
      return [planner.mediaId, { url: await sign(fileKey), format, contentHash }] as const
    }),
  )
  const { format, contentHash } = song
  const url = await sign(keysOfSong(ownerId, timeline.songId).file)
  const music = musicOf(song.analysis, timeline)
  const planners = pictures.map(({ planner }) => planner)
  return { song: { url, format, contentHash }, media: Object.fromEntries(media), music, planners }
}

type Ordered = Pick<RenderOrder, 'timeline' | 'media'> & { readonly music: Music }

/** Where each segment lies or will lie, in the order of the timeline. Those that are stored are marked as used now. */
async function placeSegments(
  { db, store, nowMs }: JobContext,
  { ownerId, preset }: RunningRender,
  { timeline, media, music }: Ordered,
): Promise<SegmentPlace[]> {
  const contentHashOf = (mediaId: string) => media[mediaId]?.contentHash ?? ''
  const hashes = segmentsOf(timeline, music).map((segment) =>
    segmentHash({ segment, timeline, preset, contentHashOf }),
  )
  const proved = await useSegments(db, { id: ownerId }, [...new Set(hashes)], nowMs)
  return await Promise.all(
    hashes.map(async (hash) => {
      const key = segmentKey(ownerId, hash)
      const putUrl = await store.signPut(key, addressSeconds)
      const provedFrames = proved.get(hash)
      if (provedFrames === undefined) return { hash, putUrl }
      return { hash, putUrl, provedFrames, getUrl: await store.signGet(key, addressSeconds) }
    }),
  )
}

async function placeAudio(
  { db, store, nowMs }: JobContext,
  { ownerId, loudness }: RunningRender,
  { timeline, song }: Pick<RenderOrder, 'timeline' | 'song'>,
): Promise<Pick<RenderOrder, 'audio'>> {
  if (loudness === 'silent') return {}
  const { songStartSeconds, lengthFrames, frameRate } = timeline
  const songContentHash = song.contentHash
  const hash = audioHash({ songContentHash, songStartSeconds, lengthFrames, frameRate, loudness })
  const key = audioKey(ownerId, hash)
  const putUrl = await store.signPut(key, addressSeconds)
  if (!(await useAudio(db, { id: ownerId }, hash, nowMs))) return { audio: { hash, putUrl } }
  return { audio: { hash, putUrl, getUrl: await store.signGet(key, addressSeconds) } }
}

/**
 * Opens the upload that the video is sent to. One that an earlier attempt opened is closed first, so that a media
 * service which was thought lost cannot write into this one.
 */
async function openVideo(
  context: JobContext,
  render: RunningRender,
  timeline: Timeline,
): Promise<PartedTarget> {
  const { store, db } = context
  await closeUpload(context, render)
  const key = videoKey(render.ownerId, render.id)
  const uploadId = await store.createMultipart(key, 'video/mp4')
  const isKept = await writeUpload(db, { id: render.ownerId }, render.id, uploadId)
  if (!isKept) {
    await store.abortMultipart(key, uploadId)
    throw new Refusal('render-not-found', 'The video was deleted meanwhile.')
  }
  const seconds = secondsOfFrames(timeline.lengthFrames, timeline.frameRate)
  const partCount = 1 + Math.ceil((seconds * mostBytesASecond[render.preset]) / partBytes)
  const partNumbers = Array.from({ length: partCount }, (_, i) => i + 1)
  const sign = (part: number) => store.signPutPart(key, uploadId, part, addressSeconds)
  return { partBytes, partUrls: await Promise.all(partNumbers.map(sign)) }
}

async function closeUpload(
  { db, store }: Pick<JobContext, 'db' | 'store'>,
  render: RunningRender,
): Promise<void> {
  if (render.uploadId === null) return
  await store.abortMultipart(videoKey(render.ownerId, render.id), render.uploadId)
  await writeUpload(db, { id: render.ownerId }, render.id, null)
}

/** Removes what a render that nobody will see has in storage. Its pieces stay: the next one begins with them. */
async function discard(store: MediaStore, job: JobRow): Promise<void> {
  await store.delete([videoKey(job.ownerId, job.subjectId), posterKey(job.ownerId, job.subjectId)])
}
