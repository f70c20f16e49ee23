import { expect, test } from 'vitest'
import { openDatabase } from '../db/client.ts'
import { cancelJob } from '../jobs/runner.ts'
import { isVideo } from '../studio/video-store.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { bindings, readJob, runJob, stepJob } from '../testing/jobs.ts'
import { boardOf, orderClip, readBoard } from '../testing/storyboards.ts'
import { useFakeReplicate } from './replicate.fake.ts'
import { MonthBudget } from './schema.ts'
import { sweepGeneration } from './sweep.ts'

useFakeComposer()
const replicate = useFakeReplicate()
const db = openDatabase(bindings.DB)
const sweep = () =>
  sweepGeneration({ db, nowMs: Date.now(), isVideo, cancelJob: (jobId) => cancelJob(bindings, jobId) })

test('the takes of a deleted video are ended where they are made, released, and forgotten with its storyboard', async () => {
  const [ada] = await signIn('ada')
  const { path, videoId } = await boardOf(ada)
  const take = await orderClip(ada, path)
  await runJob(take.jobId, () => replicate.current.predictions.length > 0)
  await ada.delete(`/videos/${videoId}`)
  await sweep()
  await stepJob(take.jobId)
  expect([(await readJob(take.jobId)).status, replicate.current.cancelled.length > 0]).toEqual([
    'cancelled',
    true,
  ])
  await sweep()
  const { reservedMicroDollars } = MonthBudget.parse((await ada.get('/generation/budget')).json)
  expect(reservedMicroDollars).toBe(0)
  expect(await db.run(`select 1 from takes where video_id = '${videoId}'`)).toMatchObject({ results: [] })
})

test('the storyboard of a video that is there stays, and so does what is under way', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  await ada.patch(path, { style: 'ink' })
  await orderClip(ada, path)
  await sweep()
  const { style, budget } = await readBoard(ada, path)
  expect([style, budget.reservedMicroDollars]).toEqual(['ink', 50_000])
})
