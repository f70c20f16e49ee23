import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fakeAnalysis } from '../analysis.fake.ts'
import { planTimeline } from '../plan.ts'
import { beginHistory, doStep, endMove, type History, redo, undo } from './history.ts'

const song = {
  seconds: 10,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 4,
  hasDrop: false,
}
const first = planTimeline({
  analysis: fakeAnalysis(song),
  songId: 's',
  media: [],
  aspect: '16:9',
  style: 'calm',
  seed: 0,
})
const version = (seed: number) => ({ timeline: { ...first, seed }, words: `seed ${seed}` })

test('undoing everything leads back to the beginning, and doing it again to the end, however long it is', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 300 }), (seeds) => {
      let history: History = beginHistory(first)
      for (const seed of seeds) history = doStep(history, version(seed))
      const end = history.present
      for (const _ of seeds) history = undo(history)
      expect(history.present.timeline).toBe(first)
      expect(undo(history)).toBe(history)
      for (const _ of seeds) history = redo(history)
      expect(history.present).toBe(end)
    }),
  )
})

test('a drag is one step, and the next drag another', () => {
  let history = beginHistory(first)
  for (const seed of [1, 2, 3]) history = doStep(history, version(seed), 'drag')
  history = doStep(endMove(history), version(4), 'drag')
  expect(undo(history).present.words).toBe('seed 3')
  expect(undo(undo(history)).present.timeline).toBe(first)
})

test('what changes nothing is no step, and a new step forgets what was undone', () => {
  const done = doStep(beginHistory(first), version(1))
  expect(doStep(done, { timeline: done.present.timeline, words: 'again' })).toBe(done)
  const other = doStep(undo(done), version(2))
  expect(redo(other)).toBe(other)
})
