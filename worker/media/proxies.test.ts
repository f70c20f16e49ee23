import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../db/client.ts'
import type { Bindings } from '../env.ts'
import { wakeJob } from '../jobs/enqueue.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { readJob, runJob } from '../testing/jobs.ts'
import { accountIdOf, bringClip, bringPhoto, objectsUnder } from '../testing/material.ts'
import { beginProxies } from './proxies.ts'
import { Media } from './schema.ts'

const composer = useFakeComposer()
const bindings = env as unknown as Bindings
const hourMs = 3_600_000

/** What is under way counts for everybody's clips, so no test may leave any to the next. */
beforeEach(async () => {
  await bindings.DB.batch(['delete from media', 'delete from jobs'].map((sql) => bindings.DB.prepare(sql)))
})

/** The sweep of a minute. */
async function sweep(nowMs = Date.now()): Promise<number> {
  const wake = (jobId: string) => wakeJob(bindings.JOB_QUEUE, jobId)
  return await beginProxies({ db: openDatabase(bindings.DB), nowMs, wake })
}

async function read(client: Client, { id }: Media): Promise<Media> {
  return Media.parse((await client.get(`/media/${id}`)).json)
}

/** A clip whose small pictures are there. */
async function readyClip(client: Client, mark = 0): Promise<Media> {
  const brought = await bringClip(client, mark)
  await runJob(brought.jobId)
  return await read(client, brought)
}

/** The clip once its proxy's job has ended. */
async function withProxy(client: Client, clip: Media): Promise<Media> {
  await runJob(clip.proxyJobId ?? '')
  return await read(client, clip)
}

/** Clips as they were before there were proxies. */
async function oldClips(client: Client, count: number): Promise<readonly Media[]> {
  const clips: Media[] = []
  for (let mark = 0; mark < count; mark += 1) clips.push(await readyClip(client, mark))
  await bindings.DB.prepare("delete from jobs where type = 'proxy'").run()
  await bindings.DB.prepare('update media set proxy_job_id = null, proxy_tries = 0').run()
  return clips
}

async function proxyJobIds(client: Client, clips: readonly Media[]): Promise<readonly string[]> {
  const now = await Promise.all(clips.map(async (clip) => (await read(client, clip)).proxyJobId))
  return now.filter((jobId) => jobId !== null)
}

describe('the proxy of a clip', () => {
  test('waits for the small pictures, and is then made by a job of its own', async () => {
    const [ada] = await signIn('ada')
    const brought = await bringClip(ada)
    expect([brought.proxy, brought.proxyJobId, await sweep()]).toEqual([null, null, 0])
    await runJob(brought.jobId)
    const ready = await read(ada, brought)
    expect([ready.status, ready.proxy]).toEqual(['ready', null])
    expect((await ada.get(`/jobs/${ready.proxyJobId}`)).json).toMatchObject({
      type: 'proxy',
      status: 'queued',
    })
    const { proxy } = await withProxy(ada, ready)
    expect(proxy).toEqual({ frames: 240, widthPixels: 640, heightPixels: 360, bytes: 17 })
  })

  test('is read whole, in ranges, and not again by who has it', async () => {
    const [ada] = await signIn('ada')
    const clip = await withProxy(ada, await readyClip(ada))
    const path = `/media/${clip.id}/proxy`
    const whole = await ada.get(path)
    expect([whole.status, whole.text]).toEqual([200, 'mp4 of 240 frames'])
    expect(whole.headers.get('content-type')).toBe('video/mp4')
    expect(whole.headers.get('cache-control')).toContain('immutable')
    const part = await ada.get(path, { range: 'bytes=4-5' })
    expect([part.status, part.text, part.headers.get('content-range')]).toEqual([206, 'of', 'bytes 4-5/17'])
    const etag = whole.headers.get('etag') ?? ''
    expect((await ada.get(path, { 'if-none-match': etag })).status).toBe(304)
  })

  test('is nothing that a photo has', async () => {
    const [ada] = await signIn('ada')
    const photo = await bringPhoto(ada)
    await runJob(photo.jobId)
    expect(await sweep()).toBe(0)
    expect(await read(ada, photo)).toMatchObject({ proxy: null, proxyJobId: null })
    const answer = await ada.get(`/media/${photo.id}/proxy`)
    expect([answer.status, answer.problem?.type]).toEqual([404, 'https://cuecraft.dev/problems/not-found'])
    expect(answer.problem?.detail).toContain('photo')
  })

  test('that is not there yet is said to be so, and what to play meanwhile', async () => {
    const [ada] = await signIn('ada')
    const clips = [await bringClip(ada, 1), await readyClip(ada, 2)]
    for (const { id } of clips) {
      const answer = await ada.get(`/media/${id}/proxy`)
      expect([answer.status, answer.problem?.type]).toEqual([409, 'https://cuecraft.dev/problems/not-ready'])
      expect(answer.problem?.detail).toMatch(/is not there yet.*the file itself/)
    }
  })

  test("is not there for another person, and neither is its clip's job", async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const clip = await withProxy(ada, await readyClip(ada))
    expect((await bo.get(`/media/${clip.id}/proxy`)).status).toBe(404)
    expect((await bo.get(`/jobs/${clip.proxyJobId}`)).status).toBe(404)
  })

  test('goes with its clip, whether it is there or on its way', async () => {
    const [ada] = await signIn('ada')
    const account = await accountIdOf(ada)
    const [made, begun] = [await withProxy(ada, await readyClip(ada, 1)), await readyClip(ada, 2)]
    expect(await objectsUnder(bindings.MEDIA, `${account}/media/${made.id}/`)).toContain(
      `${account}/media/${made.id}/proxy.mp4`,
    )
    for (const { id } of [made, begun]) expect((await ada.delete(`/media/${id}`)).status).toBe(204)
    expect((await readJob(begun.proxyJobId ?? '')).status).toBe('cancelled')
    expect(await objectsUnder(bindings.MEDIA, `${account}/media/`)).toEqual([])
  })
})

describe('a proxy that cannot be made', () => {
  const complaint = {
    code: 'unreadable-file',
    detail: 'No picture could be decoded.',
    retryable: false,
  } as const

  async function failedClip(client: Client): Promise<Media> {
    const clip = await readyClip(client)
    composer.current.failNext(complaint)
    return await withProxy(client, clip)
  }

  test('leaves its clip as it was, and its job says why', async () => {
    const [ada] = await signIn('ada')
    const clip = await failedClip(ada)
    expect(clip).toMatchObject({ status: 'ready', proxy: null })
    expect((await ada.get(`/media/${clip.id}/file`)).status).toBe(200)
    expect((await ada.get(`/media/${clip.id}/thumbnails/small`)).status).toBe(200)
    expect((await ada.get(`/jobs/${clip.proxyJobId}`)).json).toMatchObject({
      status: 'failed',
      error: complaint.detail,
    })
    const answer = await ada.get(`/media/${clip.id}/proxy`)
    expect([answer.status, answer.problem?.detail]).toEqual([409, expect.stringContaining('could not be')])
  })

  test('is tried again after six hours, three times in all, and then left alone', async () => {
    const [ada] = await signIn('ada')
    const clip = await failedClip(ada)
    const fail = async (jobId: string) => {
      composer.current.failNext(complaint)
      await runJob(jobId)
    }
    expect(await sweep(Date.now() + 5 * hourMs)).toBe(0)
    const seen = [clip.proxyJobId]
    for (const tries of [2, 3]) {
      expect([tries, await sweep(Date.now() + 7 * hourMs)]).toEqual([tries, 1])
      const { proxyJobId } = await read(ada, clip)
      await fail(proxyJobId ?? '')
      seen.push(proxyJobId)
    }
    expect(new Set(seen).size).toBe(3)
    expect(await sweep(Date.now() + 100 * hourMs)).toBe(0)
  })

  test('because its owner cancelled it is not begun again', async () => {
    const [ada] = await signIn('ada')
    const clip = await readyClip(ada)
    await ada.post(`/jobs/${clip.proxyJobId}/cancel`, {})
    await runJob(clip.proxyJobId ?? '')
    expect(await sweep(Date.now() + 100 * hourMs)).toBe(0)
  })
})

describe('clips from before there were proxies', () => {
  test('get theirs a few at a time, the newest first, each once, and the end of one begins the next', async () => {
    const [ada] = await signIn('ada')
    const clips = await oldClips(ada, 8)
    expect(await sweep()).toBe(6)
    expect(await sweep()).toBe(0)
    const waiting = await Promise.all(clips.map(async (clip) => (await read(ada, clip)).proxyJobId === null))
    expect(waiting).toEqual([true, true, false, false, false, false, false, false])
    for (const jobId of await proxyJobIds(ada, clips)) await runJob(jobId)
    for (const jobId of await proxyJobIds(ada, clips)) await runJob(jobId)
    const made = await Promise.all(clips.map(async (clip) => (await read(ada, clip)).proxy?.frames))
    expect(made).toEqual(clips.map(() => 240))
    const { results } = await bindings.DB.prepare("select id from jobs where type = 'proxy'").all()
    expect(results).toHaveLength(8)
  })

  test('are begun once, however many ask at the same moment', async () => {
    const [ada] = await signIn('ada')
    const clips = await oldClips(ada, 8)
    const begun = await Promise.all([sweep(), sweep(), sweep(), sweep()])
    expect(begun.reduce((sum, count) => sum + count, 0)).toBe(6)
    expect(await proxyJobIds(ada, clips)).toHaveLength(6)
    const { results } = await bindings.DB.prepare("select id from jobs where type = 'proxy'").all()
    expect(results).toHaveLength(6)
  })

  test('do not lose their turn when one before them fails', async () => {
    const [ada] = await signIn('ada')
    const clips = await oldClips(ada, 7)
    await sweep()
    const [first = ''] = await proxyJobIds(ada, clips)
    composer.current.failNext({ code: 'unreadable-file', detail: 'It is broken.', retryable: false })
    await runJob(first)
    expect(await proxyJobIds(ada, clips)).toHaveLength(7)
  })
})
