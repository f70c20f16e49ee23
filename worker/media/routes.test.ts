import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'
import type { Bindings } from '../env.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { runJob } from '../testing/jobs.ts'
import { accountIdOf, bringPhoto, objectsUnder, planVideo, png, wav } from '../testing/material.ts'
import { place } from '../testing/probe.fake.ts'
import { Media } from './schema.ts'

const composer = useFakeComposer()
const { MEDIA } = env as unknown as Bindings

test('a photo is there at once, and its small pictures when its job has ended', async () => {
  const [ada] = await signIn('ada')
  const photo = await bringPhoto(ada)
  expect(photo).toMatchObject({ kind: 'photo', widthPixels: 1600, heightPixels: 1200, status: 'preparing' })
  expect((await ada.get(`/media/${photo.id}/thumbnails/small`)).problem?.type).toContain('not-ready')
  await runJob(photo.jobId)
  expect((await ada.get(`/media/${photo.id}`)).json).toMatchObject({ status: 'ready' })
  for (const [size, pixels] of [
    ['small', 320],
    ['medium', 960],
    ['large', 1920],
  ] as const) {
    const picture = await ada.get(`/media/${photo.id}/thumbnails/${size}`)
    expect([picture.text, picture.headers.get('content-type')]).toEqual([`webp ${pixels}`, 'image/webp'])
  }
  expect((await ada.get(`/media/${photo.id}/thumbnails/huge`)).status).toBe(400)
})

test('when a photo was taken is kept, and where only for its owner who asks for it', async () => {
  const [ada] = await signIn('ada')
  const bring = async (fields?: Record<string, string>) =>
    Media.parse((await ada.upload('/media', png(8, 8), 'beach.png', fields)).json)
  const taken = { capturedAt: '2024-07-05T19:30:00.000Z', location: null }
  expect(await bring()).toMatchObject(taken)
  expect(await bring({ keepLocation: 'false' })).toMatchObject(taken)
  const kept = await bring({ keepLocation: 'true' })
  expect(kept.location).toEqual({ latitude: 43.3, longitude: -2.5 })
  expect((await ada.get(`/media/${kept.id}`)).json).toEqual(kept)
})

test('the file of a photo says where it was taken only when its owner asked to keep that', async () => {
  const [ada] = await signIn('ada')
  const bytes = new Uint8Array([...png(8, 8), ...new TextEncoder().encode(place.said)])
  const fileOf = async (fields: Record<string, string>) => {
    const photo = Media.parse((await ada.upload('/media', bytes, 'beach.png', fields)).json)
    // The media service refuses a file whose bytes are not those that were written down.
    expect((await runJob(photo.jobId)).status).toBe('succeeded')
    return (await ada.get(`/media/${photo.id}/file`)).text
  }
  expect(await fileOf({ keepLocation: 'true' })).toContain(place.said)
  for (const fields of [{}, { keepLocation: 'false' }]) {
    const text = await fileOf(fields)
    expect([text.includes('GPS'), text.endsWith(place.gone)]).toEqual([false, true])
  }
})

test("another person's photo is not there, whatever is asked of it", async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const photo = await bringPhoto(ada)
  await runJob(photo.jobId)
  const answers = [
    await bo.get(`/media/${photo.id}`),
    await bo.delete(`/media/${photo.id}`),
    await bo.get(`/media/${photo.id}/file`),
    await bo.get(`/media/${photo.id}/thumbnails/small`),
  ]
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect((await bo.get('/media')).json).toEqual({ items: [], nextCursor: null })
})

test('a removed photo leaves nothing in storage', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const photo = await bringPhoto(ada)
  await runJob(photo.jobId)
  expect((await ada.delete(`/media/${photo.id}`)).status).toBe(204)
  expect(await objectsUnder(MEDIA, `${account}/media/`)).toEqual([])
})

test('a photo that a video is made with stays until the video is gone', async () => {
  const [ada] = await signIn('ada')
  const { mediaIds } = await planVideo(ada)
  expect((await ada.delete(`/media/${mediaIds[0]}`)).status).toBe(409)
})

test('a picture over the limit of pixels is refused by name, and nothing of it is kept', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const answer = await ada.upload('/media', png(30_000, 30_000), 'huge.png')
  expect([answer.status, answer.problem?.type]).toEqual([422, expect.stringContaining('limit-exceeded')])
  expect(await objectsUnder(MEDIA, account)).toEqual([])
})

test('a song, an SVG with a script and a page are no photos', async () => {
  const [ada] = await signIn('ada')
  const svg = new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  )
  for (const bytes of [wav(1), svg, new TextEncoder().encode('<!doctype html><p>hello')]) {
    expect((await ada.upload('/media', bytes, 'photo.jpg')).status).toBe(415)
  }
})

test('while the media service is away, nothing is kept and the caller is told when to come again', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  composer.current.kill()
  const answer = await ada.upload('/media', png(10, 10), 'photo.png')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, expect.any(String)])
  expect(await objectsUnder(MEDIA, account)).toEqual([])
  composer.current.revive()
  Media.parse((await ada.upload('/media', png(10, 10), 'photo.png')).json)
})
