import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TaskUpdate } from '../server/task-work.ts'
import { withWorkFolder } from '../server/work-folder.ts'
import { ffmpegOutput, makeFixtureFolder, makeSong } from '../testing/fixtures.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { voiceOrder } from './voice-order.ts'

const folder = makeFixtureFolder()
let store: ObjectStore
beforeAll(async () => {
  store = await ObjectStore.start()
})
afterAll(async () => {
  await store.stop()
  folder.remove()
})

/** Cuts a song of five seconds, a beat every half, into two pieces that overlap. */
async function cut(encoding: 'wav') {
  const bytes = await makeSong(folder.path, encoding, 5)
  const updates: TaskUpdate[] = []
  await withWorkFolder((work) =>
    voiceOrder(
      {
        kind: 'voice',
        song: { url: store.put('song', bytes), format: encoding, contentHash: 'song' },
        pieces: [
          { startSeconds: 0, lengthSeconds: 3, putUrl: store.url('first') },
          { startSeconds: 2.75, lengthSeconds: 2.25, putUrl: store.url('second') },
        ],
      },
      { folder: work, signal: new AbortController().signal, report: (update) => updates.push(update) },
    ),
  )
  return updates
}

/** What FFmpeg says of a stored piece, and when it is first silent between two beats. */
async function said(name: string): Promise<string> {
  const path = join(folder.path, `${name}.flac`)
  await writeFile(path, store.get(name).bytes)
  return await ffmpegOutput('-i', path, '-af', 'silencedetect=n=-14dB:d=0.2', '-f', 'null', '-')
}

test('a song is cut into mono pieces at the rate that models hear with, in their places', async () => {
  const updates = await cut('wav')
  const [first, second] = [await said('first'), await said('second')]
  expect(first).toContain('flac, 16000 Hz, mono')
  expect([/time=00:00:03\.00/.test(first), /time=00:00:02\.25/.test(second)]).toEqual([true, true])
  // A beat falls silent a quarter of a second before the next one, so the second piece, which begins inside that, is silent at once.
  expect(Number(/silence_start: ([\d.]+)/.exec(second)?.[1])).toBeLessThan(0.02)
  expect(Number(/silence_end: ([\d.]+)/.exec(second)?.[1])).toBeCloseTo(0.25, 1)
  expect(store.get('first').contentType).toBe('audio/flac')
  const told = updates.flatMap(({ progress }) => progress ?? [])
  expect(told).toEqual(told.toSorted((a, b) => a - b))
})

test('a song that nobody can decode is no success', async () => {
  store.objects.delete('first')
  const media = { url: store.put('song', new Uint8Array(2000)), format: 'mp3', contentHash: 'song' } as const
  const pieces = [{ startSeconds: 0, lengthSeconds: 3, putUrl: store.url('first') }]
  const attempt = withWorkFolder((work) =>
    voiceOrder(
      { kind: 'voice', song: media, pieces },
      { folder: work, signal: new AbortController().signal, report: () => undefined },
    ),
  )
  await expect(attempt).rejects.toThrow()
  expect(store.objects.has('first')).toBe(false)
})
