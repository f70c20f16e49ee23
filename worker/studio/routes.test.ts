import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { segmentsOf } from '#core/timeline/segments.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { openDatabase } from '../db/client.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { type MediaStore, MultipartGone } from '../storage/media-store.ts'
import { openStore } from '../storage/open-store.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { readJob, runJob } from '../testing/jobs.ts'
import { accountIdOf, bringPhoto, bringSong, objectsUnder, planVideo } from '../testing/material.ts'
import { videoKey } from './keys.ts'
import { findRenderToRun } from './render-store.ts'
import { requestRender } from './renders.ts'
import { type NewVideo, Render, Video } from './schema.ts'
import { renders } from './tables.ts'
import { withOneShotMoved } from './timelines.fake.ts'
import { createVideo, getVideo } from './videos.ts'

const composer = useFakeComposer()
const bindings = env as unknown as Bindings
const { MEDIA } = bindings

async function startRender(client: Client, videoId: string, preset = '720p30'): Promise<Render> {
  const answer = await client.post(`/videos/${videoId}/renders`, { preset })
  expect(answer.status).toBe(202)
  return Render.parse(answer.json)
}

async function finishRender(client: Client, videoId: string): Promise<Render> {
  const { id, jobId } = await startRender(client, videoId)
  await runJob(jobId)
  return Render.parse((await client.get(`/videos/${videoId}/renders/${id}`)).json)
}

/** How many segments a timeline has, whatever is heard. */
function segmentsIn(timeline: Timeline): number {
  return segmentsOf(timeline, { beats: [], onsets: [], energy: [] }).length
}

describe('a plan', () => {
  test('covers the song, shows the photos, and is the same again for the same seed', async () => {
    const [ada] = await signIn('ada')
    const video = await planVideo(ada)
    expect(video).toMatchObject({ title: 'night drive', seed: 7, durationMs: 20_000, latestRender: null })
    expect(video.timeline.lengthFrames).toBe(600)
    const { songId, mediaIds, aspect, style, seed } = video
    const again = Video.parse((await ada.post('/videos', { songId, mediaIds, aspect, style, seed })).json)
    expect(again.timeline).toEqual(video.timeline)
    expect((await ada.get(`/videos/${video.id}`)).json).toEqual(video)
  })

  test('without media shows a picture that follows the music, over the range that was asked for', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const range = { startSeconds: 5, durationSeconds: 4 }
    const order = { songId: song.id, aspect: '1:1', style: 'calm', range }
    const { timeline } = Video.parse((await ada.post('/videos', order)).json)
    expect(timeline).toMatchObject({ lengthFrames: 120, songStartSeconds: 5 })
    expect(new Set(timeline.clips.map(({ shot }) => shot.kind))).toEqual(new Set(['visual']))
  })

  test('without media has the look that was asked for, and with media a look is refused', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const order = { songId: song.id, aspect: '16:9', style: 'balanced', look: 'tunnel' }
    const { timeline } = Video.parse((await ada.post('/videos', order)).json)
    expect(timeline.clips.every(({ shot }) => shot.kind === 'visual' && shot.look === 'tunnel')).toBe(true)
    const photo = await bringPhoto(ada)
    const both = await ada.post('/videos', { ...order, mediaIds: [photo.id] })
    expect([both.status, both.problem?.detail]).toEqual([400, expect.stringContaining('look')])
  })

  test('of what is not there, not ready or not theirs is refused', async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const song = await bringSong(ada)
    const photo = await bringPhoto(ada)
    const his = await bringPhoto(bo)
    const order = { songId: song.id, mediaIds: [photo.id], aspect: '16:9', style: 'balanced' }
    expect((await bo.post('/videos', order)).status).toBe(404)
    expect((await ada.post('/videos', { ...order, mediaIds: [photo.id, his.id] })).problem?.detail).toContain(
      his.id,
    )
    expect((await ada.post('/videos', { ...order, mediaIds: [photo.id, photo.id] })).status).toBe(400)
    expect((await ada.post('/videos', { ...order, aspect: '4:3' })).status).toBe(400)
    const late = { startSeconds: 21, durationSeconds: 4 }
    expect((await ada.post('/videos', { ...order, range: late })).problem?.detail).toContain('20 seconds')
  })
})

test('a video can be given another title, but not an empty one', async () => {
  const [ada] = await signIn('ada')
  const { id, timeline: _timeline, ...video } = await planVideo(ada)
  const renamed = await ada.patch(`/videos/${id}`, { title: '  Summer cut ' })
  expect(renamed.json).toEqual({ ...video, id, title: 'Summer cut' })
  expect((await ada.patch(`/videos/${id}`, { title: ' ' })).status).toBe(400)
  expect((await ada.get(`/videos/${id}`)).json).toMatchObject({ title: 'Summer cut' })
})

describe('a render', () => {
  test('ends in a file, a poster and its proof', async () => {
    const [ada] = await signIn('ada')
    const video = await planVideo(ada)
    const started = await startRender(ada, video.id)
    expect(started).toMatchObject({ status: 'queued', proof: null })
    const path = `/videos/${video.id}/renders/${started.id}`
    expect((await ada.get(`${path}/file`)).problem?.type).toContain('not-ready')
    await runJob(started.jobId)
    const done = Render.parse((await ada.get(path)).json)
    expect(done.proof).toEqual({ frames: 600, maxCutErrorFrames: 0, lufs: -14, truePeak: -1.2 })
    expect((done.segmentsReused ?? 0) + (done.segmentsEncoded ?? 0)).toBe(segmentsIn(video.timeline))
    const file = await ada.get(`${path}/file?download=1`)
    expect(file.text).toBe('mp4 of 600 frames')
    expect(file.headers.get('content-disposition')).toContain('attachment; filename="night drive.mp4"')
    expect((await ada.get(`${path}/poster`)).text).toBe('poster')
    expect((await ada.get('/videos')).json).toMatchObject({ items: [{ latestRender: { id: done.id } }] })
  })

  test('after one edit encodes only what changed', async () => {
    const [ada] = await signIn('ada')
    const { id, timeline } = await planVideo(ada)
    await finishRender(ada, id)
    const headers = { 'if-match': (await ada.get(`/videos/${id}/timeline`)).headers.get('etag') ?? '' }
    await ada.put(`/videos/${id}/timeline`, withOneShotMoved(timeline), headers)
    const second = await finishRender(ada, id)
    expect(second.segmentsEncoded).toBeLessThanOrEqual(3)
    expect((second.segmentsReused ?? 0) + (second.segmentsEncoded ?? 0)).toBe(segmentsIn(timeline))
  })

  test('in another format has pieces and a name of its own', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    await finishRender(ada, id)
    const answer = await ada.post(`/videos/${id}/renders`, { preset: '720p30', aspect: '9:16' })
    const started = Render.parse(answer.json)
    expect(started.aspect).toBe('9:16')
    expect((await startRender(ada, id)).id).not.toBe(started.id)
    await runJob(started.jobId)
    expect((await ada.get(`/videos/${id}/renders/${started.id}`)).json).toMatchObject({ segmentsReused: 0 })
    const file = await ada.get(`/videos/${id}/renders/${started.id}/file?download=1`)
    expect(file.headers.get('content-disposition')).toContain('night drive 9x16.mp4')
    expect((await ada.post(`/videos/${id}/renders`, { preset: '720p30', aspect: '21:9' })).status).toBe(400)
  })

  test('asked for in the format that the timeline has is the same render', async () => {
    const [ada] = await signIn('ada')
    const { id, aspect } = await planVideo(ada)
    const first = await startRender(ada, id)
    const named = await ada.post(`/videos/${id}/renders`, { preset: '720p30', aspect })
    expect(Render.parse(named.json)).toMatchObject({ id: first.id, aspect: null })
  })

  test('asked for twice while it is under way is one render', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const [first, second] = [await startRender(ada, id), await startRender(ada, id)]
    expect(second.id).toBe(first.id)
    expect((await startRender(ada, id, '360p30')).id).not.toBe(first.id)
  })

  test('is not there for another person, nor is its video', async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const { id, timeline } = await planVideo(ada)
    const render = await finishRender(ada, id)
    const path = `/videos/${id}`
    const answers = [
      await bo.get(path),
      await bo.patch(path, { title: 'mine now' }),
      await bo.delete(path),
      await bo.get(`${path}/timeline`),
      await bo.put(`${path}/timeline`, timeline, { 'if-match': '"x"' }),
      await bo.get(`${path}/renders`),
      await bo.post(`${path}/renders`, { preset: '720p30' }),
      await bo.get(`${path}/renders/${render.id}`),
      await bo.get(`${path}/renders/${render.id}/file`),
      await bo.get(`${path}/renders/${render.id}/poster`),
      await bo.get(`/jobs/${render.jobId}`),
      await bo.post(`/jobs/${render.jobId}/cancel`, {}),
      await bo.get(`/jobs/${render.jobId}/events`),
    ]
    expect(answers.map(({ status }) => status)).toEqual(Array(answers.length).fill(404))
  })

  test('that was cancelled leaves its pieces for the next one, and no file', async () => {
    const [ada] = await signIn('ada')
    const account = await accountIdOf(ada)
    const { id } = await planVideo(ada)
    const { jobId, id: renderId } = await startRender(ada, id)
    await runJob(jobId, (row) => row.progress > 0.3)
    composer.current.hold()
    expect((await ada.post(`/jobs/${jobId}/cancel`, {})).json).toMatchObject({ status: 'cancelled' })
    await runJob(jobId)
    composer.current.release()
    expect((await ada.get(`/videos/${id}/renders/${renderId}`)).json).toMatchObject({
      status: 'cancelled',
      proof: null,
    })
    expect(await objectsUnder(MEDIA, `${account}/renders/`)).toEqual([])
    expect((await finishRender(ada, id)).segmentsReused).toBeGreaterThan(0)
  })

  test('that cannot be proved fails with its reason', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const detail = 'The video did not come out as planned.'
    composer.current.failNext({ code: 'proof-failed', detail, retryable: false })
    const { jobId, id: renderId } = await startRender(ada, id)
    expect(await runJob(jobId)).toMatchObject({ status: 'failed', error: detail })
    expect((await ada.get(`/videos/${id}/renders/${renderId}/file`)).status).toBe(409)
  })
})

test('a render asked for at the moment its video is deleted is not begun', async () => {
  const [ada] = await signIn('ada')
  const owner = { id: await accountIdOf(ada) }
  const { id } = await planVideo(ada)
  const db = openDatabase(bindings.DB)
  const { video } = await getVideo(db, owner, id)
  await ada.delete(`/videos/${id}`)
  const surroundings = { db, queue: bindings.JOB_QUEUE, nowMs: Date.now() }
  const order = { preset: '360p30', loudness: 'normalised' } as const
  await expect(requestRender(surroundings, owner, video, order)).rejects.toThrow('its video was deleted')
  expect(await db.select().from(renders).where(eq(renders.videoId, id))).toEqual([])
})

test('a video deleted while it is rendered leaves no upload open for the file', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const { id } = await planVideo(ada)
  const { jobId, id: renderId } = await startRender(ada, id)
  await runJob(jobId, (row) => row.progress > 0.3)
  composer.current.hold()
  const render = await findRenderToRun(openDatabase(bindings.DB), { id: account }, renderId)
  expect((await ada.delete(`/videos/${id}`)).status).toBe(204)
  const store = openStore(settingsOf(bindings), bindings)
  const late = store.putPart(videoKey(account, renderId), render?.uploadId ?? '', 1, new Uint8Array(1), 1)
  await expect(late).rejects.toThrow(MultipartGone)
  composer.current.release()
})

test('a video planned at the moment one of its photos is removed is not kept', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const song = await bringSong(ada)
  const photo = await bringPhoto(ada)
  const store = openStore(settingsOf(bindings), bindings)
  const meddling: MediaStore = new Proxy(store, {
    get:
      (target, name: keyof MediaStore) =>
      async (...given: never[]) => {
        if (name === 'put') expect((await ada.delete(`/media/${photo.id}`)).status).toBe(204)
        return await (target[name] as (...given: never[]) => unknown).apply(target, given)
      },
  })
  const keeping = { db: openDatabase(bindings.DB), store: meddling, nowMs: Date.now() }
  const order: NewVideo = { songId: song.id, mediaIds: [photo.id], aspect: '16:9', style: 'balanced' }
  await expect(createVideo(keeping, { id: account }, order)).rejects.toThrow('media-not-found')
  expect((await ada.get('/videos')).json).toMatchObject({ items: [] })
  expect(await objectsUnder(MEDIA, `${account}/videos/`)).toEqual([])
})

test('a deleted video takes its renders, versions and files along, and ends their jobs', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const { id } = await planVideo(ada)
  await finishRender(ada, id)
  const underWay = await startRender(ada, id, '360p30')
  expect((await ada.delete(`/videos/${id}`)).status).toBe(204)
  expect((await readJob(underWay.jobId)).status).toBe('cancelled')
  expect(await objectsUnder(MEDIA, `${account}/videos/`)).toEqual([])
  expect(await objectsUnder(MEDIA, `${account}/renders/`)).toEqual([])
  expect((await ada.get(`/videos/${id}`)).status).toBe(404)
})
