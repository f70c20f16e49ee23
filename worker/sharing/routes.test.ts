import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { app } from '../app.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, makeClient, origin, signIn } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'
import { accountIdOf, objectsUnder, planVideo } from '../testing/material.ts'
import { finishedVideo, jpeg, look, render, shareVideo, viewer } from './material.fake.ts'
import { Share } from './schema.ts'

useFakeComposer()

// What no test changes: somebody with a finished video.
let ada: Client
let video: Awaited<ReturnType<typeof finishedVideo>>['video']
let renderId = ''

beforeAll(async () => {
  ;[ada] = await signIn('ada')
  ;({ video, renderId } = await finishedVideo(ada))
})

const octets = { 'content-type': 'application/octet-stream' }

describe('a link', () => {
  test('lets somebody without an account watch: facts, the file and the picture', async () => {
    const share = await shareVideo(ada, video.id)
    expect(share).toMatchObject({ visibility: 'unlisted', isOn: true, views: 0, allowsDownload: false })
    const seen = await look(viewer(), share.slug)
    expect(seen).toMatchObject({ title: 'night drive', artist: null, expiresAt: null })
    expect(seen.files).toEqual([
      {
        url: `/api/v1/shares/${share.slug}/files/${renderId}`,
        aspect: '16:9',
        widthPixels: 1280,
        heightPixels: 720,
        bytes: 'mp4 of 600 frames'.length,
        durationMs: 20_000,
      },
    ])
    expect((await viewer().get(seen.files[0]?.url ?? '')).text).toBe('mp4 of 600 frames')
    expect((await viewer().get(seen.poster.url)).text).toBe('poster')
  })

  test('is asked for by its owner alone, and only once there is something to play', async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const unmade = await planVideo(ada)
    expect((await ada.post(`/videos/${unmade.id}/shares`, {})).status).toBe(409)
    const { video, renderId } = await finishedVideo(ada)
    const share = await shareVideo(ada, video.id)
    const at = `/videos/${video.id}/shares`
    const answers = [
      await bo.post(at, {}),
      await bo.get(at),
      await bo.patch(`${at}/${share.id}`, { isOn: false }),
      await bo.delete(`${at}/${share.id}`),
      await bo.delete(`${at}/${share.id}/poster`),
      await bo.get(`${at}/${share.id}/poster`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    const put = { method: 'PUT', headers: octets, body: jpeg(1200, 675) }
    expect((await bo.raw(`${at}/${share.id}/poster`, put)).status).toBe(404)
    const his = await finishedVideo(bo)
    expect((await bo.post(`/videos/${his.video.id}/shares`, { renderId })).status).toBe(404)
    const crossed = await bo.patch(`/videos/${his.video.id}/shares/${share.id}`, { isOn: false })
    expect(crossed.problem?.type).toMatch(/share-not-found$/)
    expect((await look(viewer(), share.slug)).title).toBe('night drive')
  })

  test('that is off, over, deleted, of another form or never was looks the same to a stranger', async () => {
    const off = await shareVideo(ada, video.id, { visibility: 'password', password: 'open sesame' })
    await ada.patch(`/videos/${video.id}/shares/${off.id}`, { isOn: false })
    const deleted = await shareVideo(ada, video.id)
    await ada.delete(`/videos/${video.id}/shares/${deleted.id}`)
    const absent = [...deleted.slug].toReversed().join('')
    const paths = [off.slug, deleted.slug, absent, 'x', '%00'].flatMap((slug) => [
      `/shares/${slug}`,
      `/shares/${slug}/poster`,
      `/shares/${slug}/files/rnd_1`,
    ])
    const answers = []
    for (const path of paths) answers.push(await viewer().get(path))
    const said = answers.map(({ status, problem }) => `${status} ${problem?.type} ${problem?.detail}`)
    expect(new Set(said).size).toBe(1)
    expect(said[0]).toMatch(/^404 .*share-not-found/)
    expect((await viewer().post(`/shares/${off.slug}/unlock`, { password: 'open sesame' })).status).toBe(404)
    await ada.patch(`/videos/${video.id}/shares/${off.id}`, { isOn: true, visibility: 'unlisted' })
    expect((await look(viewer(), off.slug)).title).toBe('night drive')
  })

  test('has 17 letters of its own, and whoever guesses at links is slowed down', async () => {
    const slugs = [(await shareVideo(ada, video.id)).slug, (await shareVideo(ada, video.id)).slug]
    for (const slug of slugs) expect(slug).toMatch(/^[2-9A-HJ-NP-Za-km-np-z]{17}$/)
    expect(new Set(slugs).size).toBe(2)
    const guesser = viewer()
    const guesses = Array.from({ length: 100 }, (_, guess) => guesser.get(`/shares/guess${guess}`))
    const statuses = new Set((await Promise.all(guesses)).map(({ status }) => status))
    expect(statuses).toEqual(new Set([404, 429]))
    expect((await guesser.get(`/shares/${slugs[0]}`)).status).toBe(200)
  })

  test('is listed with the others of its video, newest first, and told apart by its settings', async () => {
    const [ada] = await signIn('ada')
    const { video, renderId } = await finishedVideo(ada)
    const order = { allowsDownload: true, renderId, expiresAt: '2099-01-01T00:00:00Z', visibility: 'public' }
    const made = [await shareVideo(ada, video.id), await shareVideo(ada, video.id, order)]
    const page = (await ada.get(`/videos/${video.id}/shares`)).json
    expect(page).toEqual({ items: made.toReversed().map(({ slug: _, ...share }) => share), nextCursor: null })
    expect(made[1]).toMatchObject({ ...order, expiresAt: '2099-01-01T00:00:00.000Z' })
  })

  test.each([
    { visibility: 'password' },
    { visibility: 'password', password: 'short' },
    { password: 'open sesame' },
    { visibility: 'friends' },
    { expiresAt: '2001-01-01T00:00:00Z' },
    { expiresAt: 'tomorrow' },
  ])('is refused with settings that make no sense: %j', async (order) => {
    const refused = await ada.post(`/videos/${video.id}/shares`, order)
    const field = Object.keys(order).at(-1) === 'expiresAt' ? 'expiresAt' : 'password'
    const named = order.visibility === 'friends' ? 'visibility' : field
    expect([refused.status, refused.problem?.field]).toEqual([400, named])
    const { id } = await shareVideo(ada, video.id)
    if (!('visibility' in order) || order.visibility !== 'password' || 'password' in order)
      expect((await ada.patch(`/videos/${video.id}/shares/${id}`, order)).status).toBe(400)
  })
})

describe('what a link plays', () => {
  test('is the newest version that is finished, in every size and format there is of it', async () => {
    const [ada] = await signIn('ada')
    const { video, renderId } = await finishedVideo(ada)
    const share = await shareVideo(ada, video.id)
    const pinned = await shareVideo(ada, video.id, { renderId })
    await render(ada, video.id, { preset: '720p30', aspect: '9:16' })
    const large = await render(ada, video.id, { preset: '1080p30' })
    const sizes = (await look(viewer(), share.slug)).files.map(
      (file) => `${file.widthPixels}x${file.heightPixels}`,
    )
    expect(sizes).toEqual(['1920x1080', '1280x720', '720x1280'])
    expect((await look(viewer(), pinned.slug)).files).toHaveLength(1)
    const foreign = `/shares/${pinned.slug}/files/${large}`
    expect((await viewer().get(foreign)).problem?.type).toMatch(/share-not-found$/)
  })

  test('is found no more once the video is deleted, and its pictures go with it', async () => {
    const [ada] = await signIn('ada')
    const { video } = await finishedVideo(ada)
    const share = await shareVideo(ada, video.id)
    const body = jpeg(1200, 675)
    const put = { method: 'PUT', headers: octets, body }
    expect((await ada.raw(`/videos/${video.id}/shares/${share.id}/poster`, put)).status).toBe(200)
    expect((await ada.delete(`/videos/${video.id}`)).status).toBe(204)
    expect((await viewer().get(`/shares/${share.slug}`)).status).toBe(404)
    const rows = await bindings.DB.prepare('select count(*) as n from shares where video_id = ?')
      .bind(video.id)
      .first()
    expect(rows).toEqual({ n: 0 })
    const { results } = await bindings.DB.prepare(
      "select key from pending_objects where key like ?||'/shares/%'",
    )
      .bind(await accountIdOf(ada))
      .all()
    expect(results).toHaveLength(1)
  })
})

describe('a file', () => {
  test('answers ranges, HEAD and If-Range as any file does', async () => {
    const { slug } = await shareVideo(ada, video.id)
    const path = `/shares/${slug}/files/${renderId}`
    const head = await viewer().raw(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
      200,
      '17',
      'bytes',
    ])
    const etag = head.headers.get('etag') ?? ''
    const part = await viewer().get(path, { range: 'bytes=7-9' })
    expect([part.status, part.text, part.headers.get('content-range')]).toEqual([206, '600', 'bytes 7-9/17'])
    expect((await viewer().get(path, { range: 'bytes=0-2', 'if-range': etag })).status).toBe(206)
    expect((await viewer().get(path, { range: 'bytes=0-2', 'if-range': '"other"' })).status).toBe(200)
    const beyond = await viewer().get(path, { range: 'bytes=99-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */17'])
    expect((await viewer().get(path, { 'if-none-match': etag })).status).toBe(304)
  })

  test('is only offered to be saved where the owner says so', async () => {
    const { slug, id } = await shareVideo(ada, video.id)
    const path = `/shares/${slug}/files/${renderId}`
    expect((await viewer().get(`${path}?download=1`)).problem?.type).toMatch(/download-not-offered$/)
    expect((await viewer().get(path)).headers.has('content-disposition')).toBe(false)
    await ada.patch(`/videos/${video.id}/shares/${id}`, { allowsDownload: true })
    const saved = await viewer().get(`${path}?download=1`)
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="night drive.mp4"/)
  })

  test('may be kept by those whom the link is for, and not past its end', async () => {
    const soon = new Date(Date.now() + 90_000).toISOString()
    const orders = [{}, { visibility: 'public' }, { visibility: 'public', expiresAt: soon }]
    const said = []
    for (const order of orders) {
      const { slug } = await shareVideo(ada, video.id, order)
      const { headers } = await viewer().raw(`/shares/${slug}/files/${renderId}`, { method: 'HEAD' })
      said.push([headers.get('cache-control'), headers.get('x-robots-tag')])
    }
    expect(said[0]).toEqual(['private, max-age=3600, immutable', 'noindex'])
    expect(said[1]).toEqual(['public, max-age=3600, immutable', null])
    expect(said[2]?.[0]).toMatch(/^public, max-age=[78]\d, immutable$/)
  })
})

describe('a password', () => {
  const order = { visibility: 'password', password: 'open sesame' }

  test('opens its own link in the browser it was given in, until it is another one', async () => {
    const { slug, id } = await shareVideo(ada, video.id, order)
    const other = await shareVideo(ada, video.id, order)
    const paths = [`/shares/${slug}`, `/shares/${slug}/files/${renderId}`, `/shares/${slug}/poster`]
    for (const path of paths) expect((await viewer().get(path)).problem?.type).toMatch(/share-locked$/)
    expect((await viewer().post(`/shares/${slug}/views`)).status).toBe(403)
    const wrong = await viewer().post(`/shares/${slug}/unlock`, { password: 'Open sesame' })
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([403, null])
    const right = await viewer().post(`/shares/${slug}/unlock`, { password: 'open sesame' })
    const cookie = right.headers.get('set-cookie') ?? ''
    expect(right.status).toBe(204)
    expect(cookie).toMatch(new RegExp(`Max-Age=43200; Path=/api/v1/shares/${slug}; HttpOnly; SameSite=Lax`))
    const friend = viewer(cookie.split(';')[0])
    for (const path of paths) expect([path, (await friend.get(path)).status]).toEqual([path, 200])
    const { headers } = await friend.raw(`/shares/${slug}/files/${renderId}`)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect((await friend.get(`/shares/${other.slug}`)).status).toBe(403)
    await ada.patch(`/videos/${video.id}/shares/${id}`, { password: 'close sesame' })
    expect((await friend.get(`/shares/${slug}`)).status).toBe(403)
  })

  test('is no longer asked for, nor kept, once the link is open to all', async () => {
    const { slug, id } = await shareVideo(ada, video.id, order)
    const at = `/videos/${video.id}/shares/${id}`
    await ada.patch(at, { visibility: 'public' })
    expect((await look(viewer(), slug)).visibility).toBe('public')
    expect((await ada.patch(at, { visibility: 'password' })).problem?.detail).toContain('password')
    expect((await ada.patch(at, { password: 'open sesame' })).status).toBe(400)
    expect((await viewer().post(`/shares/${slug}/unlock`, { password: 'anything' })).status).toBe(204)
  })

  test('that is right is no guess: a room full of people opens the link from one address', async () => {
    const { slug } = await shareVideo(ada, video.id, order)
    const venue = viewer()
    const statuses = []
    for (let guest = 0; guest < 12; guest += 1)
      statuses.push((await venue.post(`/shares/${slug}/unlock`, { password: 'open sesame' })).status)
    expect(new Set(statuses)).toEqual(new Set([204]))
  })

  test('can be tried ten times from one address, then not even the right one is heard', async () => {
    const { slug } = await shareVideo(ada, video.id, order)
    const guesser = viewer()
    const statuses = []
    for (let guess = 0; guess < 10; guess += 1)
      statuses.push((await guesser.post(`/shares/${slug}/unlock`, { password: `guess ${guess}` })).status)
    expect(new Set(statuses)).toEqual(new Set([403]))
    const late = await guesser.post(`/shares/${slug}/unlock`, { password: 'open sesame' })
    expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect((await viewer().post(`/shares/${slug}/unlock`, { password: 'open sesame' })).status).toBe(204)
  })
})

describe('a poster', () => {
  test('is kept without what the camera noted, shown to viewers, and changed or taken back', async () => {
    const { slug, id } = await shareVideo(ada, video.id)
    const at = `/videos/${video.id}/shares/${id}/poster`
    const own = await look(viewer(), slug)
    const put = (body: Uint8Array<ArrayBuffer>) => ada.raw(at, { method: 'PUT', headers: octets, body })
    const share = Share.parse(await (await put(new Uint8Array(jpeg(1200, 675)))).json())
    expect(share.hasOwnPoster).toBe(true)
    const { poster } = await look(viewer(), slug)
    expect(poster).toMatchObject({ widthPixels: 1200, heightPixels: 675 })
    expect(poster.url).not.toBe(own.poster.url)
    const shown = await viewer().raw(poster.url)
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    expect(shown.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect((await shown.bytes()).length).toBe(jpeg(1200, 675).length - 8)
    await put(new Uint8Array(jpeg(600, 600)))
    await put(new Uint8Array(jpeg(1200, 675)))
    expect((await ada.delete(at)).json).toMatchObject({ hasOwnPoster: false })
    expect((await look(viewer(), slug)).poster).toEqual(own.poster)
    expect((await ada.raw(at)).status).toBe(200)
  })

  test('that is no JPEG, too small, too wide or over a megabyte is refused, and nothing is stored', async () => {
    const [ada] = await signIn('ada')
    const { video } = await finishedVideo(ada)
    const { id } = await shareVideo(ada, video.id)
    const bodies = [
      new TextEncoder().encode('<svg/>'),
      jpeg(1200, 40),
      jpeg(5000, 900),
      new Uint8Array(1_100_000),
    ]
    const statuses = []
    for (const body of bodies) {
      const init = { method: 'PUT', headers: octets, body: new Uint8Array(body) }
      statuses.push((await ada.raw(`/videos/${video.id}/shares/${id}/poster`, init)).status)
    }
    expect(statuses).toEqual([422, 422, 422, 413])
    expect(await objectsUnder(bindings.MEDIA, `${await accountIdOf(ada)}/shares/`)).toEqual([])
  })
})

test('a view is counted once in half an hour from one address, and shown to the owner', async () => {
  const [ada] = await signIn('ada')
  const { video } = await finishedVideo(ada)
  const { slug } = await shareVideo(ada, video.id)
  const again = viewer()
  for (const somebody of [viewer(), again, again])
    expect((await somebody.post(`/shares/${slug}/views`)).status).toBe(204)
  expect((await ada.get(`/videos/${video.id}/shares`)).json).toMatchObject({ items: [{ views: 2 }] })
})

test('an API token that may only read makes no links', async () => {
  const [ada] = await signIn('ada')
  const { video } = await finishedVideo(ada)
  const { token } = (await ada.post('/tokens', { name: 'reader', scopes: ['read'] })).json as {
    token: string
  }
  const reader = makeClient('', '', { authorization: `Bearer ${token}` })
  expect((await reader.post(`/videos/${video.id}/shares`, {})).status).toBe(403)
  expect((await reader.get(`/videos/${video.id}/shares`)).status).toBe(200)
})

describe('the page of a link', () => {
  const html = '<html><head><title>Cuecraft</title></head><body></body></html>'
  const ASSETS = { fetch: async () => new Response(html, { headers: { 'content-type': 'text/html' } }) }
  const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} }
  /** More than anybody may mistype before they are slowed down. */
  const manySlugs = Array.from({ length: 100 }, (_, guess) => `guess${guess}`)
  const page = (slug: string, bound: object = { ASSETS }) =>
    app.request(`${origin}/v/${slug}`, {}, { ...env, ...bound }, context)

  test('carries the tags of an open link, whatever its title, and under the policy of all pages', async () => {
    const [ada] = await signIn('ada')
    const { video } = await finishedVideo(ada)
    const { slug } = await shareVideo(ada, video.id)
    await ada.patch(`/videos/${video.id}`, { title: '"><script>alert(1)</script>' })
    const answer = await page(slug)
    const text = await answer.text()
    expect(text).toContain(
      '<meta property="og:title" content="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">',
    )
    expect(text).not.toContain('<script>')
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
  })

  test('tells nothing of one that is locked or gone, and is not there where Pages serves the app', async () => {
    const { slug } = await shareVideo(ada, video.id, { visibility: 'password', password: 'open sesame' })
    const locked = await page(slug)
    expect([locked.status, (await locked.text()).includes('night drive')]).toEqual([200, false])
    expect((await page('absent')).status).toBe(404)
    expect(new Set(await Promise.all(manySlugs.map(async (each) => (await page(each)).status)))).toEqual(
      new Set([404]),
    )
    expect((await page(slug, {})).headers.get('content-type')).toBe('application/problem+json')
  })
})
