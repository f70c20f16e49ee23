import { expect, test } from 'vitest'
import { fakeAnalysis } from '#core/timeline/analysis.fake.ts'
import { planTimeline } from '#core/timeline/plan.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { type AutosaveWorld, makeAutosave, type SaveState } from './autosave.ts'
import { ApiError, ConnectionError } from './problem.ts'

const song = { seconds: 20, beatsPerMinute: 120, beatsPerBar: 4, gridConfidence: 1, sectionBars: 4 }
const first = planTimeline({
  analysis: fakeAnalysis({ ...song, hasDrop: false }),
  songId: 'sng_1',
  media: [],
  aspect: '16:9',
  style: 'calm',
  seed: 1,
  range: undefined,
})
const version = (seed: number): Timeline => ({ ...first, seed })

function problem(status: number, code = 'x'): ApiError {
  return new ApiError({
    type: `https://cuecraft.dev/problems/${code}`,
    title: 'No',
    status,
    detail: 'Clip 3 leaves the picture.',
    requestId: 'r',
  })
}

/** A device and a server in memory: one answer for each request, and no time passes. */
function world(answers: readonly (string | Error)[]) {
  const seen = { sent: [] as [number, string][], kept: [] as number[], states: [] as SaveState[], forgot: 0 }
  let next = 0
  let finished = () => {}
  const settled = new Promise<void>((resolve) => {
    finished = resolve
  })
  const parts: AutosaveWorld<Timeline> = {
    send: async (timeline, etag) => {
      seen.sent.push([timeline.seed, etag])
      const answer = answers[next]
      next += 1
      if (answer instanceof Error) throw answer
      return answer ?? 'last'
    },
    keep: async (timeline) => {
      seen.kept.push(timeline.seed)
    },
    forget: async () => {
      seen.forgot += 1
    },
    wait: async () => {},
    tell: (state) => {
      seen.states.push(state)
      if (['saved', 'conflict', 'refused', 'gone'].includes(state.kind)) finished()
    },
  }
  return { parts, seen, settled }
}

test('what was changed is kept on the device before it is sent, and forgotten once it is saved', async () => {
  const { parts, seen, settled } = world(['"two"'])
  const saving = makeAutosave(parts, '"one"')
  saving.changed(version(2))
  expect(seen.kept).toEqual([2])
  await settled
  expect(seen.sent).toEqual([[2, '"one"']])
  expect(saving.etag()).toBe('"two"')
  expect(saving.isUnsaved()).toBe(false)
})

test('changes made together are one request, with the newest', async () => {
  const { parts, seen, settled } = world(['"two"'])
  const saving = makeAutosave(parts, '"one"')
  for (const seed of [2, 3, 4]) saving.changed(version(seed))
  await settled
  expect(seen.sent).toEqual([[4, '"one"']])
})

test('a change made while a save is under way is saved after it, on top of it', async () => {
  const { parts, seen, settled } = world(['"two"', '"three"'])
  const saving = makeAutosave(
    {
      ...parts,
      send: async (timeline, etag) => {
        if (timeline.seed === 2) saving.changed(version(3))
        return await parts.send(timeline, etag)
      },
    },
    '"one"',
  )
  saving.changed(version(2))
  await settled
  expect(seen.sent).toEqual([
    [2, '"one"'],
    [3, '"two"'],
  ])
})

test('without a connection it is tried again until it is saved, and said so meanwhile', async () => {
  const { parts, seen, settled } = world([new ConnectionError(), problem(503), '"two"'])
  makeAutosave(parts, '"one"').changed(version(2))
  await settled
  expect(seen.sent.length).toBe(3)
  expect(seen.states).toContainEqual({ kind: 'waiting', because: 'offline' })
  expect(seen.states.at(-1)).toEqual({ kind: 'saved' })
})

test('after a conflict nothing is sent until somebody chose, and everything is kept', async () => {
  const { parts, seen, settled } = world([problem(412), '"mine"'])
  const saving = makeAutosave(parts, '"one"')
  saving.changed(version(2))
  await settled
  saving.changed(version(3))
  expect(seen.sent.length).toBe(1)
  expect(seen.kept.at(-1)).toBe(3)
  expect(seen.forgot).toBe(0)
  saving.rebase('"theirs"')
  saving.changed(version(3))
  await expect.poll(() => seen.sent).toContainEqual([3, '"theirs"'])
})

test('a timeline that is refused is said with its reason and kept; the next change is tried again', async () => {
  const { parts, seen, settled } = world([problem(400), '"two"'])
  const saving = makeAutosave(parts, '"one"')
  saving.changed(version(2))
  await settled
  expect(seen.states.at(-1)).toEqual({ kind: 'refused', title: 'No', detail: 'Clip 3 leaves the picture.' })
  expect(seen.forgot).toBe(0)
  await expect.poll(() => saving.isUnsaved()).toBe(true)
  saving.changed(version(3))
  await expect
    .poll(() => seen.sent)
    .toEqual([
      [2, '"one"'],
      [3, '"one"'],
    ])
})

test('after the video was deleted nothing more is sent, and every change is kept', async () => {
  const { parts, seen, settled } = world([problem(404, 'video-not-found')])
  const saving = makeAutosave(parts, '"one"')
  saving.changed(version(2))
  await settled
  saving.changed(version(3))
  expect(seen.states.at(-1)).toEqual({ kind: 'gone' })
  expect(seen.sent.length).toBe(1)
  expect(seen.kept.at(-1)).toBe(3)
  expect(seen.forgot).toBe(0)
})

test('a picture that was deleted is a refusal, which the next change may put right', async () => {
  const { parts, seen, settled } = world([problem(404, 'media-not-found')])
  makeAutosave(parts, '"one"').changed(version(2))
  await settled
  expect(seen.states.at(-1)?.kind).toBe('refused')
})
