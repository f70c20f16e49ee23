import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { app } from '../app.ts'
import { Playlist } from '../playlists/schema.ts'
import { type Client, origin, signIn } from '../testing/harness.ts'
import { passOver } from './heard-out.ts'

/** A body of two megabytes that says when it was read to its end. */
function longBody(first = 'A') {
  let pieces = 40
  const seen = { isTaken: false }
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      pieces -= 1
      if (pieces >= 0) return controller.enqueue(new Uint8Array(50_000).fill(first.charCodeAt(0)))
      seen.isTaken = true
      controller.close()
    },
  })
  return { stream, seen }
}

async function send(path: string, headers: Readonly<Record<string, string>>, first?: string) {
  const { stream, seen } = longBody(first)
  const request = new Request(`${origin}/api/v1${path}`, {
    method: 'PUT',
    headers: { origin, 'content-type': 'application/octet-stream', ...headers },
    body: stream,
  })
  const answer = await app.fetch(request, env as never)
  return { status: answer.status, isTaken: seen.isTaken }
}

async function newPlaylist(client: Client): Promise<string> {
  const { id } = Playlist.parse((await client.post('/playlists', { title: 'Summer' })).json)
  return `/playlists/${id}/items?fileName=x.json`
}

describe('a long body is taken to its end, so that its sender hears why', () => {
  test('when nobody is signed in', async () => {
    expect(await send('/playlists/ply_absent/items', {})).toEqual({ status: 401, isTaken: true })
  })

  test('when its sender has asked too much', async () => {
    const [ada] = await signIn('ada')
    const answers: Awaited<ReturnType<typeof send>>[] = []
    while (answers.at(-1)?.status !== 429 && answers.length < 200)
      answers.push(await send('/playlists/ply_absent/items', { cookie: ada.cookie }))
    expect(answers.at(-1)).toEqual({ status: 429, isTaken: true })
  })

  test('when its beginning says already that it is nothing', async () => {
    const [ada] = await signIn('ada')
    const at = await newPlaylist(ada)
    expect(await send(at, { cookie: ada.cookie }, '{')).toEqual({ status: 422, isTaken: true })
  })

  test('when it is for nothing that there is', async () => {
    const [ada] = await signIn('ada')
    const refused = await send('/playlists/ply_absent/items', { cookie: ada.cookie })
    expect(refused).toEqual({ status: 404, isTaken: true })
  })
})

test('a body that says itself that it is endless is not waited for', async () => {
  const refused = await send('/playlists/ply_absent/items', { 'content-length': String(2 ** 40) })
  expect(refused).toEqual({ status: 401, isTaken: false })
})

test('a sender who stops in the middle holds no answer for ever', async () => {
  let isGivenUp = false
  const stalled = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(10)),
    cancel() {
      isGivenUp = true
    },
  })
  await passOver(stalled, { mostBytes: 1_000, mostMs: 20 })
  expect(isGivenUp).toBe(true)
})

test('a sender who says no length and does not end is cut off', async () => {
  let isGivenUp = false
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(100)),
    cancel() {
      isGivenUp = true
    },
  })
  await passOver(endless, { mostBytes: 1_000, mostMs: 60_000 })
  expect(isGivenUp).toBe(true)
})
