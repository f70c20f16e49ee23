import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TaskUpdate } from '../server/task-work.ts'
import { withWorkFolder } from '../server/work-folder.ts'
import { makeClip, makeFixtureFolder } from '../testing/fixtures.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { proxyOrder } from './proxy-order.ts'

const folder = makeFixtureFolder()
let store: ObjectStore
beforeAll(async () => {
  store = await ObjectStore.start()
})
afterAll(async () => {
  await store.stop()
  folder.remove()
})

async function order(bytes: Uint8Array) {
  const media = { url: store.put('clip', bytes), format: 'mp4', contentHash: 'clip' } as const
  const updates: TaskUpdate[] = []
  const result = await withWorkFolder((work) =>
    proxyOrder(
      { kind: 'proxy', media, putUrl: store.url('proxy') },
      { folder: work, signal: new AbortController().signal, report: (update) => updates.push(update) },
    ),
  )
  return { result, updates }
}

test('a proxy is stored as one MP4, and told by its frames, its size and its bytes', async () => {
  const { result, updates } = await order(await makeClip(folder.path, 'mp4', { size: '480x800', seconds: 2 }))
  const { bytes, contentType } = store.get('proxy')
  const proxy = { frames: 61, widthPixels: 360, heightPixels: 600, bytes: bytes.length }
  expect([result, contentType]).toEqual([{ kind: 'proxy', proxy }, 'video/mp4'])
  const told = updates.flatMap(({ progress }) => progress ?? [])
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  const stages = ['fetching the clip', 'making the small copy', 'storing the small copy']
  expect(updates.flatMap(({ stage }) => stage ?? [])).toEqual(stages)
})

test('of a clip that nobody can decode nothing is stored', async () => {
  const clip = await makeClip(folder.path, 'mp4', { size: '64x36', seconds: 1 })
  store.objects.delete('proxy')
  await expect(order(clip.fill(0, clip.indexOf('mdat') + 4))).rejects.toThrow()
  expect(store.objects.has('proxy')).toBe(false)
})
