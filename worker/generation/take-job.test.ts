import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Media } from '../media/schema.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { bindings, readJob, runJob, stepJob } from '../testing/jobs.ts'
import { accountIdOf, bringPhoto, mp4, objectsUnder, png } from '../testing/material.ts'
import { boardOf, choose, order, orderClip, readBoard } from '../testing/storyboards.ts'
import { useFakeReplicate } from './replicate.fake.ts'
import { LedgerPage, MonthBudget, Take } from './schema.ts'

const composer = useFakeComposer()
const replicate = useFakeReplicate()

afterEach(() => {
  vi.useRealTimers()
})

async function readTake(client: Client, path: string): Promise<Take> {
  return Take.parse((await client.get(path)).json)
}

async function ledgerOf(client: Client) {
  const { items } = LedgerPage.parse((await client.get('/generation/ledger')).json)
  return items.toReversed().map(({ kind, amountMicroDollars }) => [kind, amountMicroDollars])
}

async function spent(client: Client) {
  const budget = MonthBudget.parse((await client.get('/generation/budget')).json)
  return [budget.chargedMicroDollars, budget.reservedMicroDollars]
}

/** Everything that is the person's in the library, newest first. */
async function library(client: Client) {
  return z.object({ items: z.array(Media) }).parse((await client.get('/media')).json).items
}

const isAsked = () => replicate.current.predictions.length > 0

/** A clip under way: ordered, and taken by Replicate. */
async function clipUnderWay(client: Client) {
  const { path } = await boardOf(client)
  const take = await orderClip(client, path)
  await runJob(take.jobId, isAsked)
  await stepJob(take.jobId)
  return take
}

/** What a clip begins with (ISO 14496-12): its head says `isom`. */
const mp4Head = mp4().slice(0, 32)

const reservedOnly = [['reserve', 50_000]]
const charged = [...reservedOnly, ['charge', 50_000]]
const released = [...reservedOnly, ['release', 50_000]]

describe('a clip that Replicate makes', () => {
  test('is brought into the library with its model and prompt, and charged then', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    expect([await ledgerOf(ada), await spent(ada)]).toEqual([reservedOnly, [0, 50_000]])
    replicate.current.succeed()
    await runJob(take.jobId)
    const done = await readTake(ada, take.path)
    const [clip] = await library(ada)
    expect(done).toMatchObject({ status: 'succeeded', result: { kind: 'clip', mediaId: clip?.id } })
    expect(clip).toMatchObject({
      kind: 'clip',
      fileName: 'Verse 1, Wan 2.2 Fast, from words.mp4',
      generated: {
        provider: 'replicate',
        model: 'wan-video/wan-2.2-t2v-fast',
        prompt: take.prompt,
        seed: take.seed,
        takeId: take.id,
      },
    })
    expect([await ledgerOf(ada), await spent(ada)]).toEqual([charged, [50_000, 0]])
    expect((await ada.get(`/media/${clip?.id}/file`)).status).toBe(200)
    expect((await runJob(clip?.jobId ?? '')).status).toBe('succeeded')
  })

  test('is asked for with what the model takes, a deadline, and an address for messages', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    expect(replicate.current.last).toMatchObject({
      model: 'wan-video/wan-2.2-t2v-fast',
      webhook: `http://localhost:8787/api/v1/webhooks/replicate/${take.id}`,
      cancelAfter: '1200s',
      input: {
        prompt: take.prompt,
        seed: take.seed,
        num_frames: 81,
        frames_per_second: 16,
        resolution: '480p',
        aspect_ratio: '16:9',
      },
    })
  })

  test('shows how far the model says it is', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    replicate.current.start(undefined, ' 10%|#| 40%|####')
    await stepJob(take.jobId)
    expect(await readJob(take.jobId)).toMatchObject({ progress: 0.4, stage: 'the model is at work' })
  })

  test('begins with a picture by an address that anybody can read, never by the file itself', async () => {
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    const photo = await bringPhoto(ada, 5)
    await runJob(photo.jobId)
    await ada.patch(path, { referenceMediaIds: [photo.id] })
    await choose(ada, path, 'part-0', 'hailuo-02-fast-6s')
    const [take] = await order(ada, path, 'part-0')
    await runJob(take?.jobId ?? '', isAsked)
    const { first_frame_image: address, duration } = replicate.current.last.input
    expect([String(address), duration]).toEqual([
      expect.stringMatching(/^http:\/\/localhost:8787\/.*large\.webp\?/),
      6,
    ])
    expect(await (await ada.raw(String(address).replace('http://localhost:8787', ''))).text()).toBe(
      'webp 1920',
    )
  })

  test('of the image model comes to a photo', async () => {
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    await choose(ada, path, 'part-0', 'flux-schnell')
    const [take] = await order(ada, path, 'part-0')
    await runJob(take?.jobId ?? '', isAsked)
    replicate.current.succeed(undefined, png(1344, 768, 8), 'image/png')
    replicate.current.last.output = [replicate.current.last.output]
    await runJob(take?.jobId ?? '')
    expect((await library(ada))[0]).toMatchObject({ kind: 'photo', generated: { takeId: take?.id } })
  })
})

describe('nothing is charged for', () => {
  test('a prediction that failed, and its reason is told', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    replicate.current.fail()
    expect(await runJob(take.jobId)).toMatchObject({ status: 'failed', attempts: 1 })
    expect(await readTake(ada, take.path)).toMatchObject({
      status: 'failed',
      error: 'The model could not make it: CUDA out of memory. Nothing was charged.',
    })
    expect([await ledgerOf(ada), await spent(ada)]).toEqual([released, [0, 0]])
  })

  test.each([
    ['HTML', new TextEncoder().encode('<!doctype html><html><body>Error</body></html>'), 'text/html'],
    ['HTML that is called a video', new TextEncoder().encode('<html>'), 'video/mp4'],
    ['an empty file', new Uint8Array(), 'video/mp4'],
    [
      'a clip that breaks off',
      Uint8Array.from([...mp4Head, ...new TextEncoder().encode('broken')]),
      'video/mp4',
    ],
    ['a photo in place of a clip', png(100, 100), 'image/png'],
  ])('a model that answers with %s', async (_, bytes, type) => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    const before = (await library(ada)).length
    replicate.current.succeed(undefined, bytes, type)
    await runJob(take.jobId)
    const { status, error } = await readTake(ada, take.path)
    expect([status, error]).toEqual([
      'failed',
      expect.stringMatching(/^What the model sent .* Nothing was charged\.$/),
    ])
    expect([await ledgerOf(ada), (await library(ada)).length]).toEqual([released, before])
    expect((await objectsUnder(bindings.MEDIA, `${await accountIdOf(ada)}/media`)).length).toBe(before)
  })

  test('an output that was gone before it could be fetched', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    replicate.current.succeed()
    replicate.current.expire()
    await runJob(take.jobId)
    expect((await readTake(ada, take.path)).error).toContain('gone before it could be fetched')
    expect(await ledgerOf(ada)).toEqual(released)
  })

  test('an output that lies elsewhere than at the provider: it is not even fetched', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    replicate.current.succeed()
    replicate.current.last.output = 'http://169.254.169.254/latest/meta-data'
    await runJob(take.jobId)
    expect((await readTake(ada, take.path)).error).toContain('something that is no file')
    expect(await ledgerOf(ada)).toEqual(released)
  })

  test('a take that is cancelled before it was asked for: nothing is ever asked', async () => {
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    const take = await orderClip(ada, path)
    await ada.post(`/jobs/${take.jobId}/cancel`)
    await runJob(take.jobId)
    await stepJob(take.jobId)
    expect([replicate.current.predictions, await ledgerOf(ada)]).toEqual([[], released])
    expect((await readTake(ada, take.path)).status).toBe('cancelled')
  })

  test('a take that is cancelled while the model works: it is ended there, too', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    replicate.current.start()
    await ada.post(`/jobs/${take.jobId}/cancel`)
    await stepJob(take.jobId)
    expect(replicate.current.cancelled).toContain(replicate.current.last.id)
    expect([await ledgerOf(ada), await spent(ada)]).toEqual([released, [0, 0]])
  })

  test('a deadline that passed, before or after the model began', async () => {
    const [ada] = await signIn('ada')
    for (const status of ['aborted', 'canceled'] as const) {
      const take = await clipUnderWay(ada)
      replicate.current.last.status = status
      await runJob(take.jobId)
      expect((await readTake(ada, take.path)).error).toContain('Nothing was charged.')
      replicate.current.predictions.splice(0)
    }
    expect(await spent(ada)).toEqual([0, 0])
  })

  test('a wish that the model does not take, and its sentence is told', async () => {
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    const take = await orderClip(ada, path)
    replicate.current.troubleNext({ kind: 'status', status: 422, detail: '- input.seed: must be smaller' })
    expect(await runJob(take.jobId)).toMatchObject({ status: 'failed', attempts: 1 })
    expect((await readTake(ada, take.path)).error).toContain('input.seed: must be smaller')
    expect(await ledgerOf(ada)).toEqual(released)
  })

  test('a video that was deleted while its clip was made', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    expect((await ada.delete(`/videos/${take.videoId}`)).status).toBe(204)
    replicate.current.succeed()
    await runJob(take.jobId)
    expect([await ledgerOf(ada), await spent(ada)]).toEqual([released, [0, 0]])
  })
})

describe('Replicate is asked once', () => {
  test.each(['broken-after', 'lost-after'] as const)(
    'when its answer is %s: what it took is found again',
    async (kind) => {
      const [ada] = await signIn('ada')
      const { path } = await boardOf(ada)
      const take = await orderClip(ada, path)
      replicate.current.troubleNext({ kind })
      await runJob(take.jobId, isAsked)
      await stepJob(take.jobId)
      await stepJob(take.jobId)
      replicate.current.succeed()
      expect((await runJob(take.jobId)).status).toBe('succeeded')
      expect([replicate.current.predictions.length, await ledgerOf(ada)]).toEqual([1, charged])
    },
  )

  test('also where others of the account asked meanwhile, and for the same', async () => {
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    const [one, two] = [await orderClip(ada, path, 'part-0'), await orderClip(ada, path, 'part-2')]
    await ada.patch(path, { style: 'x' })
    replicate.current.troubleNext({ kind: 'lost-after' }, { kind: 'lost-after' })
    for (const { jobId } of [one, two, one, two]) {
      await runJob(jobId, (row) => row.status === 'running')
      await stepJob(jobId)
    }
    for (const prediction of replicate.current.predictions) replicate.current.succeed(prediction)
    await runJob(one.jobId)
    await runJob(two.jobId)
    expect([replicate.current.predictions.length, await spent(ada)]).toEqual([2, [100_000, 0]])
  })

  test('when nobody can say whether it took it: it is asked again only once it surely did not', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    const take = await orderClip(ada, path)
    replicate.current.troubleNext({ kind: 'lost-before' })
    await runJob(take.jobId, (row) => row.status === 'running')
    for (let i = 0; i < 3; i += 1) await stepJob(take.jobId)
    expect(replicate.current.predictions).toEqual([])
    vi.setSystemTime(Date.now() + 61_000)
    await stepJob(take.jobId)
    expect(replicate.current.predictions).toHaveLength(1)
    replicate.current.succeed()
    expect((await runJob(take.jobId)).status).toBe('succeeded')
  })

  test('when a request appears that was on its way for longer: it is one too many, and is ended', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    const take = await orderClip(ada, path)
    replicate.current.troubleNext({ kind: 'held' })
    await runJob(take.jobId, (row) => row.status === 'running')
    await stepJob(take.jobId)
    vi.setSystemTime(Date.now() + 61_000)
    await stepJob(take.jobId)
    const [kept] = replicate.current.predictions
    replicate.current.release()
    const stray = replicate.current.last
    replicate.current.start(stray)
    expect((await replicate.current.send(await replicate.current.message(stray))).status).toBe(204)
    expect(replicate.current.cancelled).toEqual([stray.id])
    replicate.current.succeed(kept)
    expect((await runJob(take.jobId)).status).toBe('succeeded')
    expect(await ledgerOf(ada)).toEqual(charged)
  })
})

describe('while Replicate is busy', () => {
  test('a take waits as long as it is told to, and goes on', async () => {
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    const take = await orderClip(ada, path)
    const throttled = { kind: 'status', status: 429 } as const
    replicate.current.troubleNext(throttled, { ...throttled, headers: { 'retry-after': '7' } })
    await runJob(take.jobId, isAsked)
    await stepJob(take.jobId)
    replicate.current.failReads(500, 503, 429, 502)
    for (let i = 0; i < 4; i += 1) await stepJob(take.jobId)
    replicate.current.succeed()
    expect(await runJob(take.jobId)).toMatchObject({ status: 'succeeded', attempts: 1 })
    expect(replicate.current.predictions).toHaveLength(1)
  })

  test('for many minutes, a take fails with a sentence and is released', async () => {
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    const take = await orderClip(ada, path)
    for (let i = 0; i < 12; i += 1) replicate.current.troubleNext({ kind: 'status', status: 429 })
    expect((await runJob(take.jobId)).error).toContain('is busy. Nothing was charged.')
    expect([replicate.current.predictions, await ledgerOf(ada)]).toEqual([[], released])
  })
})

test('while the media service is away, a finished clip waits for it and is not lost', async () => {
  const [ada] = await signIn('ada')
  const take = await clipUnderWay(ada)
  replicate.current.succeed()
  composer.current.kill()
  for (let i = 0; i < 4; i += 1) await stepJob(take.jobId)
  composer.current.revive()
  expect((await runJob(take.jobId)).status).toBe('succeeded')
  expect([
    (await library(ada)).filter(({ generated }) => generated !== null).length,
    await ledgerOf(ada),
  ]).toEqual([1, charged])
})

test('a take that was delivered can be picked and put into the video', async () => {
  const [ada] = await signIn('ada')
  const take = await clipUnderWay(ada)
  replicate.current.succeed()
  await runJob(take.jobId)
  const { mediaId } = z.object({ mediaId: z.string() }).parse((await readTake(ada, take.path)).result)
  const path = `/videos/${take.videoId}/storyboard`
  await ada.patch(`${path}/parts/part-0`, { pickedTakeId: take.id })
  const etag = (await ada.get(`/videos/${take.videoId}/timeline`)).headers.get('etag') ?? ''
  const placed = await ada.post(`${path}/placements`, {}, { 'if-match': etag })
  expect(placed.text).toContain(mediaId)
  expect((await readBoard(ada, path)).parts[0]?.pickedTakeId).toBe(take.id)
  expect((await ada.delete(`/media/${mediaId}`)).status).toBe(409)
})
