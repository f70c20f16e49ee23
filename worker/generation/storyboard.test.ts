import { expect, test } from 'vitest'
import { z } from 'zod'
import { Timeline } from '#core/timeline/timeline.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { runJob } from '../testing/jobs.ts'
import { bringPhoto } from '../testing/material.ts'
import { boardOf, choose, order, readBoard } from '../testing/storyboards.ts'
import { useFakeReplicate } from './replicate.fake.ts'
import { Estimate, Models, StoryboardPart, Take } from './schema.ts'

useFakeComposer()
useFakeReplicate()

/** A board that no test changes, planned once: planning a video is most of what a test takes. */
let shared: ReturnType<typeof newBoard> | undefined

async function newBoard() {
  const [ada] = await signIn('ada')
  return { ada, ...(await boardOf(ada)) }
}

test('every video has a storyboard: its parts in order, each with a wish of its own, and free looks to begin with', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  const { parts, seed } = await readBoard(ada, path)
  expect(parts.map(({ title }) => title)).toEqual(['Verse 1', 'Chorus', 'Verse 2'])
  expect(new Set(parts.map(({ prompt }) => prompt)).size).toBeGreaterThan(1)
  expect(
    parts.every(({ modelId, priceMicroDollars }) => modelId === 'looks' && priceMicroDollars === 0),
  ).toBe(true)
  expect((await readBoard(ada, path)).seed).toBe(seed)
})

test('the words that are sung in a part are in its wish, and only there', async () => {
  const [ada] = await signIn('ada')
  const { path, songId } = await boardOf(ada)
  const { parts } = await readBoard(ada, path)
  const [, chorus] = parts
  if (chorus === undefined) throw new Error('the song of the tests has a chorus')
  const startSeconds = chorus.songSeconds + 0.5
  const line = {
    text: 'Over the river',
    startSeconds,
    endSeconds: startSeconds + 1,
    words: [],
    isGuess: false,
  }
  const lyrics = `/songs/${songId}/lyrics`
  const tag = (await ada.get(lyrics)).headers.get('etag') ?? ''
  const words = { version: 1, language: 'en', source: 'typed', lines: [line] }
  expect((await ada.put(lyrics, words, { 'if-match': tag })).status).toBe(200)
  const after = (await readBoard(ada, path)).parts
  expect(after.map(({ prompt }) => prompt.includes('Over the river'))).toEqual([false, true, false])
})

test('a wish that somebody wrote stays until it is given back, and the style follows it to the model', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  const { parts } = await readBoard(ada, path)
  const suggested = parts[0]?.prompt
  await ada.patch(path, { style: '16 mm film' })
  await ada.patch(`${path}/parts/part-0`, { prompt: 'A river at night' })
  const [take] = await order(ada, path, 'part-0')
  expect(take?.prompt).toBe('A river at night. 16 mm film.')
  const back = StoryboardPart.parse((await ada.patch(`${path}/parts/part-0`, { prompt: null })).json)
  expect([back.prompt, back.isPromptWritten]).toEqual([suggested, false])
})

test.each([
  ['/parts/part-0', { prompt: 'x'.repeat(100_000) }, 'prompt'],
  ['', { style: 'x'.repeat(100_000) }, 'style'],
  ['/parts/part-0', { prompt: '   ' }, 'prompt'],
  ['/parts/part-0', { prompt: 'a\u0000b' }, 'prompt'],
  ['', { seed: -1 }, 'seed'],
  ['', { budgetMicroDollars: 0.5 }, 'budgetMicroDollars'],
  ['/parts/part-0', { modelId: 'sora' }, 'modelId'],
])('what no model reads is refused by its name: %s %#', async (place, body, field) => {
  shared ??= newBoard()
  const { ada, path } = await shared
  const answer = await ada.patch(`${path}${place}`, body)
  expect([answer.status, answer.problem?.detail]).toEqual([400, expect.stringContaining(`"${field}"`)])
})

test('a look is there at once and costs nothing; another take of the part is another one, and the first stays', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada, 0)
  const [first] = await order(ada, path, 'part-0')
  const [second] = await order(ada, path, 'part-0')
  expect(first).toMatchObject({
    status: 'succeeded',
    jobId: null,
    priceMicroDollars: 0,
    result: { kind: 'look' },
  })
  expect(second?.seed).toBe((first?.seed ?? 0) + 1)
  const [part] = (await readBoard(ada, path)).parts
  expect(part?.takes.map(({ id }) => id)).toEqual([second?.id, first?.id])
})

test('takes of looks try another way of drawing each time, unless one was chosen', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  const looks = []
  for (let i = 0; i < 7; i += 1) looks.push((await order(ada, path, 'part-0'))[0]?.result)
  expect(new Set(looks.map((result) => (result?.kind === 'look' ? result.look : ''))).size).toBe(7)
  await ada.patch(`${path}/parts/part-0`, { look: 'ink' })
  expect((await order(ada, path, 'part-0'))[0]?.result).toMatchObject({ look: 'ink' })
})

test('the first takes of all parts share the seed, so that they look alike', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  await ada.patch(path, { seed: 99 })
  const takes = await order(ada, path, 'part-0', 'part-1', 'part-2')
  expect(takes.map(({ seed }) => seed)).toEqual([99, 99, 99])
})

test('the price is said before, and the press must name it', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  await choose(ada, path, 'part-0', 'wan-2.2-t2v-fast')
  await choose(ada, path, 'part-1', 'flux-schnell')
  const estimate = Estimate.parse((await ada.get(`${path}/estimate?partIds=part-0,part-1`)).json)
  expect(estimate).toMatchObject({
    totalMicroDollars: 53_000,
    remainingMicroDollars: 5_000_000,
    whyNot: null,
  })
  const wrong = await ada.post(`${path}/takes`, { partIds: ['part-0', 'part-1'], quotedMicroDollars: 50_000 })
  expect([wrong.status, wrong.problem?.type]).toEqual([409, 'https://cuecraft.dev/problems/price-changed'])
  expect(wrong.problem?.detail).toContain('$0.053 (53000 micro-dollars)')
  expect((await readBoard(ada, path)).parts.flatMap(({ takes }) => takes)).toEqual([])
})

test('a part that is named twice is estimated once, and one that is not named is asked for by its field', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  await choose(ada, path, 'part-0', 'wan-2.2-t2v-fast')
  const twice = Estimate.parse((await ada.get(`${path}/estimate?partIds=part-0,part-0`)).json)
  expect([twice.items.length, twice.totalMicroDollars]).toEqual([1, 50_000])
  for (const named of ['', ',', 'part-0,', ',part-0', 'part-0,,part-1']) {
    const refused = await ada.get(`${path}/estimate?partIds=${named}`)
    expect([refused.status, refused.problem?.detail]).toEqual([400, expect.stringMatching(/^"partIds": /)])
  }
})

test('nothing may be spent before somebody said how much, and never more than that', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada, 0)
  await choose(ada, path, 'part-0', 'wan-2.2-t2v-fast')
  const press = { partIds: ['part-0'], quotedMicroDollars: 50_000 }
  const none = await ada.post(`${path}/takes`, press)
  expect([none.status, none.problem?.detail]).toEqual([
    402,
    expect.stringContaining('your budget leaves $0.00'),
  ])
  await ada.put('/generation/budget', { limitMicroDollars: 50_000 })
  expect((await ada.post(`${path}/takes`, press)).status).toBe(202)
  expect((await ada.post(`${path}/takes`, press)).status).toBe(402)
  const estimate = Estimate.parse((await ada.get(`${path}/estimate?partIds=part-0`)).json)
  expect(estimate.whyNot).toContain('$0.05')
})

test("a video's own budget holds beside the month's", async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  await choose(ada, path, 'part-0', 'wan-2.2-t2v-fast')
  await ada.patch(path, { budgetMicroDollars: 99_999 })
  const press = { partIds: ['part-0'], quotedMicroDollars: 50_000 }
  expect((await ada.post(`${path}/takes`, press)).status).toBe(202)
  expect((await ada.post(`${path}/takes`, press)).status).toBe(402)
  expect((await readBoard(ada, path)).budget).toEqual({
    limitMicroDollars: 99_999,
    chargedMicroDollars: 0,
    reservedMicroDollars: 50_000,
    remainingMicroDollars: 49_999,
  })
})

test('presses at the same moment do not pass the ceiling together', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada, 120_000)
  await choose(ada, path, 'part-0', 'wan-2.2-t2v-fast')
  const press = { partIds: ['part-0'], quotedMicroDollars: 50_000 }
  const answers = await Promise.all(Array.from({ length: 6 }, () => ada.post(`${path}/takes`, press)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 202, 402, 402, 402, 402])
})

test('several parts are ordered together or not at all', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada, 120_000)
  for (const id of ['part-0', 'part-1', 'part-2']) await choose(ada, path, id, 'wan-2.2-t2v-fast')
  const partIds = ['part-0', 'part-1', 'part-2']
  expect((await ada.post(`${path}/takes`, { partIds, quotedMicroDollars: 150_000 })).status).toBe(402)
  const { parts, budget } = await readBoard(ada, path)
  expect([parts.flatMap(({ takes }) => takes), budget.reservedMicroDollars]).toEqual([[], 0])
})

test('a model that begins with a picture asks for one, and takes the one that all parts share', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  const photo = await bringPhoto(ada, 3)
  await choose(ada, path, 'part-0', 'hailuo-02-fast-6s')
  const press = { partIds: ['part-0'], quotedMicroDollars: 100_000 }
  const without = await ada.post(`${path}/takes`, press)
  expect([without.status, without.problem?.field, without.problem?.detail]).toEqual([
    400,
    'referenceMediaIds',
    expect.stringMatching(/^[^"]+: .* begins with a picture/),
  ])
  await ada.patch(path, { referenceMediaIds: [photo.id] })
  expect((await ada.post(`${path}/takes`, press)).problem?.type).toContain('not-ready')
  await runJob(photo.jobId)
  const [take] = await order(ada, path, 'part-0')
  expect(take?.referenceMediaId).toBe(photo.id)
})

test('the models say what they cost, and when and where that was read', async () => {
  const [ada] = await signIn('ada')
  const { items } = Models.parse((await ada.get('/generation/models')).json)
  expect(items.map(({ id, priceMicroDollars }) => [id, priceMicroDollars])).toEqual([
    ['looks', 0],
    ['wan-2.2-t2v-fast', 50_000],
    ['wan-2.2-i2v-fast', 50_000],
    ['hailuo-02-fast-6s', 100_000],
    ['hailuo-02-fast-10s', 170_000],
    ['flux-schnell', 3000],
  ])
  for (const { provider, checkedOn, source } of items)
    expect(provider === 'local' || (checkedOn !== null && source !== null)).toBe(true)
})

test('a picked take is put into the video by an edit that names the version', async () => {
  const [ada] = await signIn('ada')
  const { path, videoId } = await boardOf(ada)
  const [take] = await order(ada, path, 'part-1')
  const before = await ada.get(`/videos/${videoId}/timeline`)
  const ifMatch = { 'if-match': before.headers.get('etag') ?? '' }
  expect((await ada.post(`${path}/placements`, {}, ifMatch)).status).toBe(409)
  await ada.patch(`${path}/parts/part-1`, { pickedTakeId: take?.id })
  expect((await ada.post(`${path}/placements`, {})).status).toBe(428)
  const placed = await ada.post(`${path}/placements`, { partIds: ['part-1'] }, ifMatch)
  const timeline = Timeline.parse(placed.json)
  const part = (await readBoard(ada, path)).parts[1]
  const shots = timeline.clips.filter(({ startFrame }) => startFrame >= (part?.startFrame ?? 0))
  expect(shots[0]?.shot.kind).toBe('visual')
  expect((await ada.get(`/videos/${videoId}/timeline`)).headers.get('etag')).toBe(placed.headers.get('etag'))
  const [another] = await order(ada, path, 'part-0')
  await ada.patch(`${path}/parts/part-0`, { pickedTakeId: another?.id })
  expect((await ada.post(`${path}/placements`, {}, ifMatch)).status).toBe(412)
})

test('a take can be removed, its pick with it, but not while it is under way', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  const [look] = await order(ada, path, 'part-0')
  await ada.patch(`${path}/parts/part-0`, { pickedTakeId: look?.id })
  await choose(ada, path, 'part-1', 'wan-2.2-t2v-fast')
  const [waiting] = await order(ada, path, 'part-1')
  expect((await ada.delete(`${path}/takes/${waiting?.id}`)).status).toBe(409)
  expect((await ada.delete(`${path}/takes/${look?.id}`)).status).toBe(204)
  const [first, second] = (await readBoard(ada, path)).parts
  expect([first?.pickedTakeId, first?.takes, second?.takes.length]).toEqual([null, [], 1])
})

test('only a take of the part that has a picture can be picked', async () => {
  const [ada] = await signIn('ada')
  const { path } = await boardOf(ada)
  await choose(ada, path, 'part-0', 'wan-2.2-t2v-fast')
  const [waiting] = await order(ada, path, 'part-0')
  const [other] = await order(ada, path, 'part-1')
  const pick = (pickedTakeId: string | undefined) => ada.patch(`${path}/parts/part-0`, { pickedTakeId })
  expect((await pick(waiting?.id)).status).toBe(409)
  expect((await pick(other?.id)).status).toBe(404)
})

test("somebody else's storyboard answers exactly like one that never existed", async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const { path } = await boardOf(ada)
  const [take] = await order(ada, path, 'part-0')
  const photo = await bringPhoto(ada, 4)
  const absent = '/videos/vid_absent/storyboard'
  const asks = (at: string) => [
    () => bo.get(at),
    () => bo.patch(at, { style: 'mine' }),
    () => bo.patch(`${at}/parts/part-0`, { prompt: 'mine' }),
    () => bo.get(`${at}/estimate`),
    () => bo.post(`${at}/takes`, { partIds: ['part-0'], quotedMicroDollars: 0 }),
    () => bo.get(`${at}/takes/${take?.id}`),
    () => bo.delete(`${at}/takes/${take?.id}`),
    () => bo.post(`${at}/placements`, {}, { 'if-match': '"x"' }),
  ]
  for (const [i, ask] of asks(path).entries()) {
    const [foreign, missing] = [await ask(), await asks(absent)[i]?.()]
    expect([i, foreign.status, foreign.problem?.type]).toEqual([i, 404, missing?.problem?.type])
  }
  const own = await boardOf(bo)
  expect((await bo.patch(own.path, { referenceMediaIds: [photo.id] })).status).toBe(404)
  expect((await bo.patch(`${own.path}/parts/part-0`, { pickedTakeId: take?.id })).status).toBe(404)
  const hers = (await ada.get('/generation/budget')).json
  await bo.put('/generation/budget', { limitMicroDollars: 1 })
  expect((await ada.get('/generation/budget')).json).toEqual(hers)
  expect(
    z.object({ items: z.array(z.unknown()) }).parse((await bo.get('/generation/ledger')).json).items,
  ).toEqual([])
  expect(Take.parse((await ada.get(`${path}/takes/${take?.id}`)).json).id).toBe(take?.id)
})
