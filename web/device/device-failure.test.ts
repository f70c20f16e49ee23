import { expect, test } from 'vitest'
import { DeviceFailure, failureOf } from './device-failure.ts'

test.each([
  [new RangeError('Array buffer allocation failed'), 'memory', /ran out of memory while exporting/],
  [new Error('RuntimeError: memory access out of bounds'), 'memory', /Close other tabs/],
  [new Error('Aborted(OOM)'), 'memory', /smaller size/],
  [new Error('FFmpeg answered 1: Cannot allocate memory'), 'memory', /smaller size/],
  [new DOMException('', 'QuotaExceededError'), 'space', /not enough free space/],
  ['something else', 'failed', /This browser failed while exporting/],
] as const)('%s is told in one sentence that says what to do or what failed', (error, kind, words) => {
  const failure = failureOf(error, 'exporting the video')
  expect(failure).toMatchObject({ kind })
  expect(failure.message).toMatch(words)
})

test('a sentence that is there already, and a cancel, stay what they are', () => {
  const said = new DeviceFailure('unsupported', 'This browser cannot encode video of 2 × 2.')
  const cancelled = new DOMException('Cancelled', 'AbortError')
  expect(failureOf(said, 'exporting the video')).toBe(said)
  expect(failureOf(cancelled, 'exporting the video')).toBe(cancelled)
})
