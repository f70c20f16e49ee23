import { expect, test } from 'vitest'
import { statusOf } from './status.ts'

const calm = { offline: false, uploading: 0, uploadProgress: 0, failedUploads: 0, partsDown: [] }

test('all is said to be saved only when nothing is under way or lost', () => {
  expect(statusOf(calm)).toEqual({ tone: 'good', words: 'All saved' })
  const others = [
    { ...calm, offline: true },
    { ...calm, uploading: 1 },
    { ...calm, failedUploads: 1 },
    { ...calm, partsDown: ['the storage'] },
  ]
  for (const standing of others) expect(statusOf(standing).words).not.toBe('All saved')
})

test('uploads under way are counted, with how far they are', () => {
  expect(statusOf({ ...calm, uploading: 2, uploadProgress: 0.349 }).words).toBe('Uploading 2 · 34%')
})

test('what stands in the way is said before what is under way', () => {
  expect(statusOf({ ...calm, uploading: 2, offline: true }).words).toBe('Offline')
  expect(statusOf({ ...calm, uploading: 2, partsDown: ['the media service'] }).words).toBe(
    'The media service is not answering',
  )
})
