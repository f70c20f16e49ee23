import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Analysis, Waveform } from '#core/audio/analysis.ts'
import type { Order } from '#core/work/order.ts'
import { makeFixtureFolder, makeSong } from '../testing/fixtures.ts'
import { MediaService } from '../testing/media-service.ts'
import { ObjectStore, signature } from '../testing/object-store.ts'

const folder = makeFixtureFolder()
let store: ObjectStore
let service: MediaService

beforeAll(async () => {
  store = await ObjectStore.start()
  service = await MediaService.start()
})

afterAll(async () => {
  await service.stop()
  await store.stop()
  folder.remove()
})

async function analyseOrder(name: string, extra: readonly string[] = []): Promise<Order> {
  return {
    kind: 'analyse',
    song: {
      url: store.put(name, await makeSong(folder.path, 'wav', 6, extra)),
      format: 'wav',
      contentHash: name,
    },
    analysisPutUrl: store.url(`${name}.analysis`),
    waveformPutUrl: store.url(`${name}.waveform`),
  }
}

function documentUnder(key: string): unknown {
  return JSON.parse(store.get(key).bytes.toString('utf8'))
}

describe('a task', () => {
  test('runs to its end with rising progress, and its documents are stored', async () => {
    await service.submit('job_a.1', await analyseOrder('song-a'))
    const { seen, last } = await service.followToEnd('job_a.1')
    expect(last.outcome).toEqual({ kind: 'succeeded', result: { kind: 'analyse' } })
    const progress = seen.map((state) => state.progress)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(Analysis.parse(documentUnder('song-a.analysis')).duration).toBeCloseTo(6, 1)
    expect(Waveform.parse(documentUnder('song-a.waveform')).length).toBeGreaterThan(100)
  })

  test.each([
    ['silence', ['-af', 'volume=0']],
    ['one sample', ['-af', 'atrim=end_sample=1']],
    ['8 kHz mono', ['-ac', '1', '-ar', '8000']],
    ['7.1', ['-af', 'pan=7.1|c0=c0|c1=c1|c2=c0|c3=c1|c4=c0|c5=c1|c6=c0|c7=c1']],
  ])('analyses %s', async (name, extra) => {
    const id = `job_${name.replace(/\W/g, '')}.1`
    await service.submit(id, await analyseOrder(id, extra))
    expect((await service.followToEnd(id)).last.outcome.kind).toBe('succeeded')
    Analysis.parse(documentUnder(`${id}.analysis`))
  })

  test('sent twice is one task', async () => {
    const order = await analyseOrder('song-b')
    const first = await service.submit('job_b.1', order)
    const second = await service.submit('job_b.1', order)
    expect(second.id).toBe(first.id)
    expect((await service.followToEnd('job_b.1')).last.outcome.kind).toBe('succeeded')
  })

  test('whose file never arrives is cancelled at once, and others are not disturbed', async () => {
    const stuck = await analyseOrder('song-c')
    store.stallReadsOf('song-c')
    await service.submit('job_c.1', stuck)
    await service.submit('job_d.1', await analyseOrder('song-d'))
    await service.cancel('job_c.1')
    const { last } = await service.followToEnd('job_c.1')
    expect(last.outcome).toMatchObject({ kind: 'failed', complaint: { code: 'cancelled' } })
    expect((await service.followToEnd('job_d.1')).last.outcome.kind).toBe('succeeded')
  })

  test('that somebody waits for goes ahead of any number of proxies', async () => {
    const two = await MediaService.start({ TASKS_AT_ONCE: '2' })
    const media = { url: store.put('clip', new Uint8Array([1])), format: 'mp4', contentHash: '' } as const
    store.stallReadsOf('clip')
    for (const id of ['job_p.1', 'job_q.1', 'job_r.1'])
      await two.submit(id, { kind: 'proxy', media, putUrl: store.url('proxy') })
    await two.submit('job_s.1', await analyseOrder('song-s'))
    expect((await two.followToEnd('job_s.1')).last.outcome.kind).toBe('succeeded')
    const stages = await Promise.all(
      ['job_p.1', 'job_q.1', 'job_r.1'].map(async (id) => (await two.follow(id, -1)).stage),
    )
    expect(stages).toEqual(['fetching the clip', 'waiting for a free place', 'waiting for a free place'])
    await two.stop()
  })

  test('that is not known answers 404, and an order of another form 400', async () => {
    const unknown = await fetch(new URL('/tasks/job_x.1', service.origin))
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    const body = JSON.stringify({ id: 'job_y.1', order: { kind: 'format the disk' } })
    expect((await fetch(new URL('/tasks', service.origin), { method: 'POST', body })).status).toBe(400)
    expect((await fetch(new URL('/probe', service.origin), { method: 'POST', body: '{' })).status).toBe(400)
  })
})

test('no address that was signed is ever logged', () => {
  expect(service.log.join('\n')).not.toContain(signature)
})

describe('the process', () => {
  test('says that it is well, and leaves cleanly when it is told to, in the middle of work', async () => {
    const other = await MediaService.start()
    expect((await fetch(new URL('/healthz', other.origin))).status).toBe(200)
    const order = await analyseOrder('song-e')
    store.stallReadsOf('song-e')
    await other.submit('job_e.1', order)
    expect(await other.stop('SIGTERM')).toBe(0)
  })

  test('asks for its token on everything but its health', async () => {
    const other = await MediaService.start({ SERVICE_TOKEN: 'a token of sixteen or more' })
    const ask = (path: string, headers: Record<string, string> = {}) =>
      fetch(new URL(path, other.origin), { headers }).then(({ status }) => status)
    expect(await ask('/healthz')).toBe(200)
    expect(await ask('/tasks/job_a.1')).toBe(401)
    expect(await ask('/tasks/job_a.1', { authorization: 'Bearer a token of sixteen or less' })).toBe(401)
    expect(await ask('/tasks/job_a.1', { authorization: 'Bearer a token of sixteen or more' })).toBe(404)
    await other.stop()
  })

  test.each([
    ['PORT', 'many'],
    ['TASKS_AT_ONCE', '0'],
    ['SERVICE_TOKEN', 'short'],
    ['FFMPEG_PATH', '/nowhere/ffmpeg'],
  ])('does not start with %s=%s, and says which setting it was', async (name, value) => {
    await expect(MediaService.start({ [name]: value })).rejects.toThrow(name)
  })
})
