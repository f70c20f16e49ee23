import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { openDatabase } from '../db/client.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { openStore } from '../storage/open-store.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { runJob } from '../testing/jobs.ts'
import { accountIdOf, objectsUnder, planVideo } from '../testing/material.ts'
import { Render } from './schema.ts'
import { sweepPieces } from './sweep-pieces.ts'

useFakeComposer()
const bindings = env as unknown as Bindings
const dayMs = 86_400_000

async function renderedBy(client: Client, videoId: string): Promise<Render> {
  const path = `/videos/${videoId}/renders`
  const { id, jobId } = Render.parse((await client.post(path, { preset: '360p30' })).json)
  await runJob(jobId)
  return Render.parse((await client.get(`${path}/${id}`)).json)
}

test('pieces that nobody used for thirty days go, the videos made of them stay, and they can be made again', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const pieces = async () => [
    ...(await objectsUnder(bindings.MEDIA, `${account}/segments/`)),
    ...(await objectsUnder(bindings.MEDIA, `${account}/audio/`)),
  ]
  const sweep = (nowMs: number) =>
    sweepPieces({
      db: openDatabase(bindings.DB),
      store: openStore(settingsOf(bindings), bindings),
      nowMs,
    })
  const { id } = await planVideo(ada)
  const first = await renderedBy(ada, id)
  const made = await pieces()
  expect(made.length).toBeGreaterThan(1)

  expect(await sweep(Date.now() + 29 * dayMs)).toBe(0)
  expect(await pieces()).toEqual(made)
  expect(await sweep(Date.now() + 31 * dayMs)).toBe(made.length)
  expect(await pieces()).toEqual([])

  expect((await ada.get(`/videos/${id}/renders/${first.id}/file`)).status).toBe(200)
  expect(await renderedBy(ada, id)).toMatchObject({ status: 'succeeded', segmentsReused: 0 })
})
