import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followDelayMs, isFinal, parseJobEvent, secondsLeft, stageWords } from './follow.ts'

const running = {
  id: 'job_1',
  type: 'render',
  status: 'running',
  progress: 0.5,
  stage: 'Encoding',
  attempts: 1,
  error: null,
}

test('a job event says what its JSON says', () => {
  expect(parseJobEvent(JSON.stringify(running))).toEqual(running)
})

test('an event that is no job is skipped and never throws', () => {
  fc.assert(
    fc.property(fc.string(), (data) => {
      expect(parseJobEvent(data)).toBeUndefined()
    }),
  )
  expect(parseJobEvent(JSON.stringify({ ...running, status: 'dancing' }))).toBeUndefined()
  expect(parseJobEvent(JSON.stringify({ ...running, id: 4 }))).toBeUndefined()
})

test('progress stays between nothing and all of it', () => {
  expect(parseJobEvent(JSON.stringify({ ...running, progress: 7 }))?.progress).toBe(1)
  expect(parseJobEvent(JSON.stringify({ ...running, progress: -1 }))?.progress).toBe(0)
})

test('only the three last states end the following', () => {
  expect(['succeeded', 'failed', 'cancelled'].map((status) => isFinal(status as 'failed'))).toEqual([
    true,
    true,
    true,
  ])
  expect(isFinal('queued') || isFinal('running')).toBe(false)
})

test('waiting grows with failures, from one second to thirty', () => {
  expect([0, 1, 2, 3, 4, 5, 99].map(followDelayMs)).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000])
})

test('a steady pace is carried on to the end', () => {
  // A tenth every second: at six tenths there are four seconds to go.
  const points = [0.2, 0.3, 0.4, 0.5, 0.6].map((progress, second) => ({ atMs: second * 1000, progress }))
  expect(secondsLeft(points)).toBe(4)
})

test('no time left is claimed before there is a pace', () => {
  expect(secondsLeft([])).toBeUndefined()
  expect(secondsLeft([{ atMs: 0, progress: 0 }])).toBeUndefined()
  expect(
    secondsLeft([
      { atMs: 0, progress: 0.1 },
      { atMs: 900, progress: 0.9 },
    ]),
  ).toBeUndefined()
  expect(
    secondsLeft([
      { atMs: 0, progress: 0.5 },
      { atMs: 60_000, progress: 0.5 },
    ]),
  ).toBeUndefined()
})

test('a stage is said as a sentence begins, also before the first word of it', () => {
  expect(stageWords({ stage: 'encoding 1 of 10 parts' })).toBe('Encoding 1 of 10 parts')
  expect([stageWords({ stage: '' }), stageWords(undefined)]).toEqual(Array(2).fill('Waiting for its turn'))
})
