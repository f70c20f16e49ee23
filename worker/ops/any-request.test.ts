import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { itemNamed } from '#core/playlists/playlist.ts'
import { refusals } from '../http/refusal.ts'
import { useFakeLrclib } from '../lyrics/lrclib.fake.ts'
import { enterRoom } from '../rooms/room.fake.ts'
import { connectSpotify, useFakeSpotify } from '../spotify/use-spotify.fake.ts'
import type { Answer } from '../testing/answer.ts'
import { type AnyRequest, anyRequest } from '../testing/arbitrary-request.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { checkAnswer } from '../testing/document.ts'
import { type Client, makeClient, origin, readAnswer, signIn, stranger } from '../testing/harness.ts'
import { runJob } from '../testing/jobs.ts'
import { bringClip, bringPhoto, planVideo, png, wav } from '../testing/material.ts'

useFakeComposer()
useFakeLrclib()
const spotify = useFakeSpotify()

const Made = z.object({ id: z.string() })
const Ordered = z.object({ items: z.array(Made) })
const Clip = z.object({ proxyJobId: z.string() })
const Link = z.object({ id: z.string(), url: z.string() })
const Room = z.object({ id: z.string(), code: z.string() })
const Rendering = z.object({ id: z.string(), jobId: z.string() })
const types = new Set(Object.keys(refusals).map((code) => `https://cuecraft.dev/problems/${code}`))
const ProblemShape = z.object({
  type: z.string().refine((type) => types.has(type)),
  title: z.string().min(1),
  status: z.number(),
  detail: z.string().min(1).max(1000),
  requestId: z.string().startsWith('req_'),
})

/** Everything that a person can have: the ids of it all, by the name of what asks for one. */
async function settle(client: Client): Promise<Readonly<Record<string, readonly string[]>>> {
  const video = await planVideo(client)
  const photo = await bringPhoto(client, 9)
  await runJob(photo.jobId)
  const clip = await bringClip(client)
  await runJob(clip.jobId)
  const { proxyJobId } = Clip.parse((await client.get(`/media/${clip.id}`)).json)
  await runJob(proxyJobId)
  const render = Rendering.parse(
    (await client.post(`/videos/${video.id}/renders`, { preset: '360p30' })).json,
  )
  await runJob(render.jobId)
  const share = Link.parse((await client.post(`/videos/${video.id}/shares`, {})).json)
  const upload = Made.parse((await client.post('/uploads', { kind: 'song', fileName: 'x', bytes: 9 })).json)
  const board = `/videos/${video.id}/storyboard`
  const order = { partIds: ['part-0'], quotedMicroDollars: 0 }
  const ordered = Ordered.parse((await client.post(`${board}/takes`, order)).json)
  const token = Made.parse((await client.post('/tokens', { name: 'script', scopes: ['read'] })).json)
  const room = Room.parse((await client.post('/rooms', { name: 'Friday' })).json)
  const playlist = Made.parse((await client.post('/playlists', { title: 'Summer' })).json)
  const items = [{ ...itemNamed('Night Drive'), artists: ['Ada'] }]
  await client.post(`/playlists/${playlist.id}/items`, { items })
  const source = { kind: 'playlist', playlistId: playlist.id }
  const snapshot = Made.parse((await client.post('/snapshots', { source })).json)
  const wishes = Ordered.parse((await client.post(`/rooms/${room.id}/wish-list`, { items })).json)
  const mediaIds = [...video.mediaIds, photo.id, clip.id]
  return {
    songId: [video.songId],
    mediaId: mediaIds,
    mediaIds,
    videoId: [video.id],
    renderId: [render.id],
    shareId: [share.id],
    slug: [share.url.split('/').at(-1) ?? ''],
    // Only jobs that have ended: the events of another go on until it has.
    jobId: [photo.jobId, proxyJobId, render.jobId],
    roomId: [room.id],
    code: [room.code],
    playlistId: [playlist.id],
    snapshotId: [snapshot.id],
    with: [snapshot.id],
    wishId: wishes.items.map(({ id }) => id),
    uploadId: [upload.id],
    tokenId: [token.id],
    takeId: ordered.items.map(({ id }) => id),
    pickedTakeId: ordered.items.map(({ id }) => id),
    partId: order.partIds,
    partIds: order.partIds,
    referenceMediaIds: mediaIds,
    cursor: [video.songId, photo.id],
    'if-match': [(await client.get(`/videos/${video.id}/timeline`)).headers.get('etag') ?? ''],
  }
}

/** Both people's texts, name by name. */
function together(ours: Awaited<ReturnType<typeof settle>>, theirs: typeof ours) {
  return Object.fromEntries(
    Object.entries(ours).map(([name, texts]) => [name, [...texts, ...(theirs[name] ?? [])]]),
  )
}

/** A program of a person's, with a token that no request of the test can name. */
async function programOf(client: Client, scopes: readonly string[]): Promise<Client> {
  const made = (await client.post('/tokens', { name: 'program', scopes })).json
  const { token } = z.object({ token: z.string() }).parse(made)
  return makeClient('', '', { authorization: `Bearer ${token}` })
}

/** What a person sees of their own. */
async function seenBy(client: Client): Promise<readonly unknown[]> {
  const lists = [
    '/me',
    '/songs',
    '/media',
    '/videos',
    '/tokens',
    '/generation/budget',
    '/generation/ledger',
    '/rooms',
    '/playlists',
    '/snapshots',
    '/spotify',
  ]
  return await Promise.all(lists.map(async (path) => (await client.get(path)).json))
}

async function ask(client: Client, { method, path, headers, body }: AnyRequest): Promise<Answer> {
  return await readAnswer(
    await client.raw(path, { method, headers, ...(body === undefined ? {} : { body }) }),
  )
}

/** Holds an answer against the rules that every one keeps, whatever was asked. */
async function holdToTheRules({ method, path }: AnyRequest, answer: Answer): Promise<void> {
  await checkAnswer(method, new URL(path, origin).pathname, answer)
  expect(answer.text).not.toMatch(/^\s+at |\.ts:\d|node_modules/m)
  if (answer.status < 400) return
  expect(ProblemShape.parse(answer.json).status).toBe(answer.status)
}

test.each([1, 2, 3])(
  'whatever anybody sends is answered as the document says, and shows or changes nothing of another person: round %i',
  async (round) => {
    const [ada, bo, carol] = await signIn('ada', 'bo', 'carol')
    // Whoever has a link or a code may use it, so nobody here has hers.
    const { slug: _slug, code: _code, ...hers } = await settle(carol)
    const mine = await settle(ada)
    await connectSpotify(ada, spotify.current, 'ada')
    await connectSpotify(carol, spotify.current, 'bo')
    const texts = together(mine, hers)
    const room = { id: mine.roomId?.[0] ?? '', code: mine.code?.[0] ?? '' }
    const callers = [
      ada,
      await programOf(ada, ['read', 'write']),
      await programOf(ada, ['read']),
      await programOf(bo, ['read', 'write']),
      stranger(),
      await enterRoom(room, 'Guest'),
      await enterRoom(room, ada),
    ]
    const before = await seenBy(carol)
    const files = [wav(1), png(32, 32)]
    await fc.assert(
      fc.asyncProperty(await anyRequest({ texts, files, callers: callers.length }), async (request) => {
        const answer = await ask(callers[request.caller] ?? ada, request)
        await holdToTheRules(request, answer)
        const { pathname } = new URL(request.path, origin)
        // Parts are named alike in all videos.
        if (Object.values(hers).some((ids) => ids.some((id) => id.includes('_') && pathname.includes(id))))
          expect(answer.status).toBeGreaterThanOrEqual(400)
        // The outbox of a local stack shows everybody's mail, and says so.
        if (!request.path.endsWith('/outbox')) expect(answer.text).not.toContain(carol.email)
      }),
      { numRuns: 150, seed: inject('propertySeed') + round },
    )
    expect(await seenBy(carol)).toEqual(before)
  },
)
