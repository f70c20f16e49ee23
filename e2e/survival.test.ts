import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Client, type JobState, signIn } from '../scripts/client/client.ts'
import { findFreePort } from '../scripts/stack/port.ts'
import { type Stack, startStack } from '../scripts/stack/stack.ts'
import { decodeWhole, writeSong } from './support/media.ts'

const Made = z.object({ id: z.string(), jobId: z.string() })
const Video = z.object({ id: z.string() })
const Room = z.object({ id: z.string(), code: z.string() })
const WayIn = z.object({ token: z.string() })
const RoomLog = z.object({ items: z.array(z.object({ operationId: z.string().nullable() })) })
const Job = z.object({ status: z.string(), progress: z.number(), attempts: z.number() })
const photos = [
  'life_by_Aitzol_Berasategi.jpg',
  'sunset_by_Aitzol_Berasategi.jpg',
  'friends_by_Aitzol_Berasategi.jpg',
]

let folder = ''
let settings: Parameters<typeof startStack>[0]
let stack: Stack
let client: Client
let material: Awaited<ReturnType<typeof bringMaterial>>

const start = () => startStack(settings, () => undefined, new AbortController().signal)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-survival-'))
  await writeSong(join(folder, 'song.wav'), 12)
  settings = { port: await findFreePort(), stateFolder: join(folder, 'state') }
  stack = await start()
  client = await signIn(stack.origin, 'survivor@example.com')
  material = await bringMaterial()
})
afterAll(async () => {
  await stack?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The song and photos of all videos. */
async function bringMaterial() {
  const song = await client.upload('song', Made, join(folder, 'song.wav'))
  await client.follow(song.jobId, () => undefined)
  const mediaIds: string[] = []
  for (const name of photos) {
    const file = join(import.meta.dirname, '..', 'demo', 'photos', name)
    mediaIds.push((await client.upload('media', Made, file)).id)
  }
  return { songId: song.id, mediaIds }
}

async function startRender(seed: number) {
  const wish = { ...material, aspect: '16:9', style: 'balanced', seed }
  const video = await client.send('POST', '/api/v1/videos', Video, wish)
  const renders = `/api/v1/videos/${video.id}/renders`
  const render = await client.send('POST', renders, Made, { preset: '720p30' })
  return { jobId: render.jobId, path: `${renders}/${render.id}/file` }
}

/** Runs `blow` once, when the encoding is under way, and waits for the end. */
async function followThrough(jobId: string, blow: () => void): Promise<void> {
  let struck = false
  await client.follow(jobId, (job: JobState) => {
    if (struck || job.progress < 0.1 || !job.stage.includes('encod')) return
    struck = true
    blow()
  })
  expect(struck).toBe(true)
}

/** Waits until some of the encoding is done and most of it is not. */
async function untilUnderWay(jobId: string): Promise<void> {
  for (;;) {
    const { status, progress } = await client.send('GET', `/api/v1/jobs/${jobId}`, Job)
    if (status === 'running' && progress >= 0.1) return
    if (status !== 'queued' && status !== 'running') throw new Error(`the job ended too soon: ${status}`)
    await wait(100)
  }
}

async function expectWholeVideo(path: string): Promise<void> {
  const file = join(folder, 'video.mp4')
  await writeFile(file, Buffer.from(await (await client.download(path)).arrayBuffer()))
  expect((await decodeWhole(file)).frames).toBe(12 * 30)
}

test('a render outlives the media service being killed while it encodes', async () => {
  const { jobId, path } = await startRender(1)
  await followThrough(jobId, () => stack.mediaService.kill())
  const job = await client.send('GET', `/api/v1/jobs/${jobId}`, Job)
  expect(job.status).toBe('succeeded')
  expect(job.attempts).toBeGreaterThan(1)
  await expectWholeVideo(path)
  const leftOver = () => readdir(join(settings.stateFolder, 'work'))
  await expect.poll(leftOver).toEqual([])
})

test('a render outlives everything being stopped and started again', async () => {
  const { jobId, path } = await startRender(2)
  await untilUnderWay(jobId)
  await stack.stop()
  stack = await start()
  await client.follow(jobId, () => undefined)
  expect((await client.send('GET', `/api/v1/jobs/${jobId}`, Job)).attempts).toBeGreaterThan(1)
  await expectWholeVideo(path)
})

test('a room outlives its Worker being taken away while people use it: what was accepted is there, once', async () => {
  const room = await client.send('POST', '/api/v1/rooms', Room, { name: 'Friday' })
  const { token } = await client.send('POST', `/api/v1/rooms/${room.id}/members`, WayIn)
  const live = (path: string, init: RequestInit = {}) =>
    fetch(`${stack.origin}/api/v1/live/${room.id}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
  const accepted: string[] = []
  const rename = async (i: number) => {
    const operation = { id: `rename-${i}`, wish: { kind: 'name-room', name: `Friday ${i}` } }
    const answer = await live('/operations', { method: 'POST', body: JSON.stringify(operation) })
    if (answer.ok) accepted.push(operation.id)
    return answer.ok
  }
  // Each asks one thing after another until nobody answers: the Worker goes while all of them wait for it.
  let isKilled = false
  const people = Array.from({ length: 10 }, async (_, person) => {
    for (let i = person; await rename(i).catch(() => false); i += 10) {
      if (accepted.length <= 20 || isKilled) continue
      isKilled = true
      stack.killWorker()
    }
  })
  await Promise.all(people)
  expect(isKilled).toBe(true)
  await stack.stop()
  stack = await start()
  const log = RoomLog.parse(await (await live('/events?limit=1000')).json())
  const kept = log.items.flatMap(({ operationId }) => operationId ?? [])
  expect(kept).toEqual([...new Set(kept)])
  expect(accepted.filter((id) => !kept.includes(id))).toEqual([])
})
