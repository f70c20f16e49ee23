import { describe, expect, test } from 'vitest'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { readJob, runJob, stepJob } from '../testing/jobs.ts'
import { bringPhoto, bringSong, planVideo } from '../testing/material.ts'
import { FileOrder, Video } from './schema.ts'

const composer = useFakeComposer()

async function place(
  client: Client,
  videoId: string,
  ...destinations: readonly string[]
): Promise<FileOrder> {
  const files = destinations.map((destination) => ({ destination }))
  const answer = await client.post(`/videos/${videoId}/orders`, { files })
  expect([answer.status, answer.problem?.detail]).toEqual([202, undefined])
  return FileOrder.parse(answer.json)
}

async function readOrder(client: Client, { videoId, id }: FileOrder): Promise<FileOrder> {
  return FileOrder.parse((await client.get(`/videos/${videoId}/orders/${id}`)).json)
}

/** Lets every job of an order come to its end, in the order of the files. */
async function finish(client: Client, order: FileOrder): Promise<FileOrder> {
  for (const { render } of order.files) await runJob(render.jobId)
  return await readOrder(client, order)
}

/** The addresses that the media service was given to store pieces at, of all attempts at these jobs. */
function piecesEncoded(order: FileOrder): readonly string[] {
  return order.files.flatMap(({ render }) =>
    composer.current.ordersOf(render.jobId).flatMap((each) => {
      if (each.kind !== 'render') return []
      const missing = each.segments.filter(({ getUrl }) => getUrl === undefined).map(({ hash }) => hash)
      return [...new Set(missing)]
    }),
  )
}

function soundsMade(order: FileOrder): number {
  return order.files
    .flatMap(({ render }) => composer.current.ordersOf(render.jobId))
    .filter((each) => each.kind === 'render' && each.audio !== undefined && each.audio.getUrl === undefined)
    .length
}

describe('an order of several files', () => {
  test('makes one file for destinations that want the same', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const order = await place(ada, id, 'tiktok', 'reels', 'shorts', 'youtube-1080p')
    expect(order.files.map(({ destinations }) => destinations)).toEqual([
      ['tiktok', 'reels', 'shorts'],
      ['youtube-1080p'],
    ])
    expect(order).toMatchObject({ status: 'queued', progress: 0 })
  })

  test('makes no piece and no sound twice, whatever its files have in common', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const order = await place(ada, id, 'youtube-1080p', 'tiktok', 'best-15', 'canvas', 'square')
    expect(order.files).toHaveLength(5)
    const done = await finish(ada, order)
    expect(done).toMatchObject({ status: 'succeeded', progress: 1 })
    const encoded = piecesEncoded(done)
    expect(new Set(encoded).size).toBe(encoded.length)
    // All of the song is heard by three files, fifteen seconds by one, nothing by the Canvas.
    expect(soundsMade(done)).toBe(2)
    const [, , best] = done.files
    expect(best?.render.segmentsReused).toBeGreaterThan(0)
    for (const { render } of done.files) {
      const file = await ada.get(`/videos/${id}/renders/${render.id}/file?download=1`)
      expect([file.status, file.headers.get('content-disposition')]).toEqual([
        200,
        expect.stringContaining('attachment'),
      ])
    }
  })

  test('lets a file wait for an earlier one that it shares work with, and for no other', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const order = await place(ada, id, 'tiktok', 'best-15', 'canvas')
    const [first, second] = order.files
    await runJob(second?.render.jobId ?? '', () => true)
    for (let step = 0; step < 3; step += 1) await stepJob(second?.render.jobId ?? '')
    expect((await readJob(second?.render.jobId ?? '')).status).toBe('queued')
    await runJob(first?.render.jobId ?? '')
    expect(await runJob(second?.render.jobId ?? '')).toMatchObject({ status: 'succeeded' })
  })

  test('goes on when one of its files fails, and tells so', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const order = await place(ada, id, 'tiktok', 'best-15')
    const detail = 'The video did not come out as planned.'
    composer.current.failNext({ code: 'proof-failed', detail, retryable: false })
    const done = await finish(ada, order)
    expect(done.files.map(({ render, error }) => [render.status, error])).toEqual([
      ['failed', detail],
      ['succeeded', null],
    ])
    expect(done).toMatchObject({ status: 'failed', progress: 1 })
  })

  test('placed again makes only what is not there', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const first = await finish(ada, await place(ada, id, 'tiktok'))
    const again = await place(ada, id, 'shorts', 'square')
    expect(again.files[0]?.render.id).toBe(first.files[0]?.render.id)
    expect(again).toMatchObject({ status: 'running' })
    expect((await ada.get(`/videos/${id}/orders`)).json).toMatchObject({
      items: [{ id: again.id }, { id: first.id }],
    })
  })

  test('makes an audiogram anew under another title, and once under the same', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const first = await finish(ada, await place(ada, id, 'audiogram'))
    const { render } = first.files[0] ?? {}
    expect(render).toMatchObject({ variant: 'audiogram', aspect: '1:1', status: 'succeeded' })
    const again = await place(ada, id, 'audiogram')
    await ada.patch(`/videos/${id}`, { title: 'Morning drive' })
    const renamed = await place(ada, id, 'audiogram')
    expect([again, renamed].map(({ files }) => files[0]?.render.id === render?.id)).toEqual([true, false])
  })

  test('is cancelled as one; what is there stays', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const order = await place(ada, id, 'tiktok', 'square', 'best-30')
    await runJob(order.files[0]?.render.jobId ?? '')
    const answer = await ada.post(`/videos/${id}/orders/${order.id}/cancel`, {})
    const ended = FileOrder.parse(answer.json)
    expect(ended.files.map(({ render }) => render.status)).toEqual(
      ['succeeded', 'cancelled', 'cancelled'].slice(0, ended.files.length),
    )
    expect(ended.status).toBe('cancelled')
  })
})

describe('a file', () => {
  test('takes a stretch where somebody moved it to, from a downbeat on', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const wish = { files: [{ destination: 'best-15', startFrame: 70 }] }
    const order = FileOrder.parse((await ada.post(`/videos/${id}/orders`, wish)).json)
    // 120 beats a minute in fours: bars of 60 frames, of which 15 seconds hold seven.
    expect(order.files[0]?.render.range).toEqual({ startFrame: 60, lengthFrames: 420 })
  })

  test('for Canvas is silent, and 3 to 8 seconds long', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const done = await finish(ada, await place(ada, id, 'canvas'))
    const render = done.files[0]?.render
    expect(render).toMatchObject({ loudness: 'silent', variant: 'loop', proof: { lufs: null } })
    expect(render?.proof?.frames).toBe(render?.range?.lengthFrames)
    expect(render?.range?.lengthFrames).toBeGreaterThanOrEqual(90)
    expect(render?.range?.lengthFrames).toBeLessThanOrEqual(240)
  })

  test('that cannot be made is refused by the name of its field, and nothing of the order is begun', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada, 2)
    const photo = await bringPhoto(ada)
    const plan = { songId: song.id, mediaIds: [photo.id], aspect: '9:16', style: 'calm' }
    const { id } = Video.parse((await ada.post('/videos', plan)).json)
    const refused = await ada.post(`/videos/${id}/orders`, {
      files: [{ destination: 'tiktok' }, { destination: 'canvas' }],
    })
    expect([refused.status, refused.problem?.detail]).toEqual([
      400,
      '"files.1.destination": a Canvas lasts 3 to 8 seconds, and this video only 2.',
    ])
    const unknown = await ada.post(`/videos/${id}/orders`, { files: [{ destination: 'myspace' }] })
    expect(unknown.problem?.detail).toBe('"files.0.destination": there is no destination "myspace".')
    // An object that says it can be text, and cannot.
    const untold = await ada.post(`/videos/${id}/orders`, { files: [{ destination: { toString: 1 } }] })
    expect(untold.problem?.detail).toBe('"files.0.destination": a destination is named by its text.')
    const twice = await ada.post(`/videos/${id}/orders`, {
      files: [{ destination: 'tiktok' }, { destination: 'tiktok' }],
    })
    expect(twice.problem?.detail).toContain('named once')
    expect((await ada.post(`/videos/${id}/orders`, { files: [] })).status).toBe(400)
    expect((await ada.get(`/videos/${id}/renders`)).json).toMatchObject({ items: [] })
  })

  test('begins inside the video, and only where its destination takes a stretch', async () => {
    const [ada] = await signIn('ada')
    const { id } = await planVideo(ada)
    const detailOf = async (destination: string, startFrame: number) => {
      const answer = await ada.post(`/videos/${id}/orders`, { files: [{ destination, startFrame }] })
      expect(answer.problem?.field).toBe(answer.status === 400 ? 'files.0.startFrame' : undefined)
      return [answer.status, answer.problem?.detail]
    }
    const late = [400, '"files.0.startFrame": the video ends at frame 600.']
    expect([await detailOf('best-15', 600), await detailOf('canvas', 600)]).toEqual([late, late])
    expect(await detailOf('youtube-1080p', 0)).toEqual([
      400,
      expect.stringMatching(/^"files.0.startFrame": youtube-1080p takes all of the video/),
    ])
    expect((await detailOf('canvas', 599))[0]).toBe(202)
  })
})

test('orders that are refused are not counted among the ten that may be placed at once', async () => {
  const [ada] = await signIn('ada')
  const { id } = await planVideo(ada)
  const place = (file: object) => ada.post(`/videos/${id}/orders`, { files: [file] })
  const refused = { destination: 'best-15', startFrame: 600 }
  for (let i = 0; i < 10; i += 1) expect((await place(refused)).status).toBe(400)
  const statuses: number[] = []
  for (let i = 0; i < 11; i += 1) statuses.push((await place({ destination: 'best-15' })).status)
  expect(statuses).toEqual([...Array<number>(10).fill(202), 429])
})

test('a render of a stretch has its length, and one past the end of the video is refused', async () => {
  const [ada] = await signIn('ada')
  const { id } = await planVideo(ada)
  const path = `/videos/${id}/renders`
  const range = { startFrame: 30, lengthFrames: 45 }
  const asked = await ada.post(path, { preset: '360p30', range })
  expect(asked.json).toMatchObject({ range, variant: 'plain' })
  const late = await ada.post(path, { preset: '360p30', range: { startFrame: 590, lengthFrames: 20 } })
  expect(late.problem?.detail).toContain('"range": the video ends at frame 600')
  const short = await ada.post(path, { preset: '360p30', variant: 'loop', range })
  expect(short.problem?.detail).toContain('3 seconds at least')
})

test('orders are not there for another person', async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const { id } = await planVideo(ada)
  const order = await place(ada, id, 'tiktok')
  const path = `/videos/${id}/orders`
  const answers = [
    await bo.post(path, { files: [{ destination: 'tiktok' }] }),
    await bo.get(path),
    await bo.get(`${path}/${order.id}`),
    await bo.post(`${path}/${order.id}/cancel`, {}),
  ]
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect((await ada.get(`${path}/ord_absent`)).status).toBe(404)
})
