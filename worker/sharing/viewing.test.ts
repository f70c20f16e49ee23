import { expect, test } from 'vitest'
import { openDatabase } from '../db/client.ts'
import { settingsOf } from '../env.ts'
import { openStore } from '../storage/open-store.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'
import { finishedVideo, shareVideo } from './material.fake.ts'
import { hashPassword, isPassword } from './password.ts'
import { cachingOf, getOpenShare } from './viewing.ts'

useFakeComposer()

test('a link is open until the very moment at which it ends', async () => {
  const [ada] = await signIn('ada')
  const { video } = await finishedVideo(ada)
  const expiresAt = '2099-01-01T00:00:00.000Z'
  const { slug } = await shareVideo(ada, video.id, { expiresAt })
  const viewing = { db: openDatabase(bindings.DB), store: openStore(settingsOf(bindings), bindings) }
  const endMs = Date.parse(expiresAt)
  expect((await getOpenShare({ ...viewing, nowMs: endMs - 1 }, slug)).videoId).toBe(video.id)
  await expect(getOpenShare({ ...viewing, nowMs: endMs }, slug)).rejects.toThrow('share-not-found')
})

test('what is kept of a link is not kept past its end', () => {
  const row = { visibility: 'public', expiresAtMs: 10_000 } as const
  expect(cachingOf(row, 2500, 'poster')).toBe('public, max-age=7')
  expect(cachingOf(row, 11_000, 'poster')).toBe('public, max-age=0')
  expect(cachingOf({ ...row, visibility: 'password' }, 0, 'file')).toBe('private, no-store')
})

test('a password is kept as a salted hash, and is the same however a keyboard writes it', () => {
  const kept = hashPassword('café noir')
  expect(kept).toMatch(/^scrypt:16384:8:5:[0-9a-f]{32}:[0-9a-f]{64}$/)
  expect(hashPassword('café noir')).not.toBe(kept)
  expect(isPassword(kept, 'cafe\u0301 noir')).toBe(true)
  expect(isPassword(kept, 'cafe noir')).toBe(false)
})
