import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'
import type { Timeline } from '#core/timeline/timeline.ts'
import { openDatabase } from '../db/client.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { openStore } from '../storage/open-store.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { accountIdOf, objectsUnder, planVideo } from '../testing/material.ts'
import { sweepTimelines } from './sweep-timelines.ts'

useFakeComposer()
const bindings = env as unknown as Bindings
const dayMs = 86_400_000

function sweepAfter(days: number): Promise<number> {
  const store = openStore(settingsOf(bindings), bindings)
  return sweepTimelines({ db: openDatabase(bindings.DB), store, nowMs: Date.now() + days * dayMs })
}

/** Saves the timeline with other words in it, which makes it another version. */
async function save(client: Client, videoId: string, timeline: Timeline, words: string): Promise<void> {
  const path = `/videos/${videoId}/timeline`
  const clips = timeline.clips.map((clip) => ({ ...clip, because: words }))
  const headers = { 'if-match': (await client.get(path)).headers.get('etag') ?? '' }
  expect((await client.put(path, { ...timeline, clips }, headers)).status).toBe(200)
}

test('after a week a version goes that no video shows and no render was made of, and no other', async () => {
  const [ada] = await signIn('ada')
  const { id, timeline } = await planVideo(ada)
  const versions = async () => objectsUnder(bindings.MEDIA, `${await accountIdOf(ada)}/videos/${id}/`)
  await save(ada, id, timeline, 'rendered')
  await ada.post(`/videos/${id}/renders`, { preset: '360p30' })
  await save(ada, id, timeline, 'in between')
  await save(ada, id, timeline, 'shown')
  expect(await versions()).toHaveLength(4)

  expect(await sweepAfter(6)).toBe(0)
  expect(await sweepAfter(8)).toBe(2)
  expect(await versions()).toHaveLength(2)
  expect((await ada.get(`/videos/${id}/timeline`)).text).toContain('"because":"shown"')
  await save(ada, id, timeline, 'in between')
  expect(await versions()).toHaveLength(3)
})
