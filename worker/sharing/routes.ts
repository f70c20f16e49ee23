/** Sharing over HTTP: the owner's side under their video, the side of whoever has a link, and the page of the link. */
import { type Context, Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { type KnownShare, sharePage } from '#core/sharing/share-page.ts'
import { SharedVideo } from '#core/sharing/shared-video.ts'
import { answers, answersFile, answersNothing } from '../http/answers.ts'
import { limitedToMebibytes } from '../http/body-limit.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { givePass, hasPass, type Pass } from '../http/pass-cookie.ts'
import { giveTokenBack, networkOfCaller, rateLimited, spendToken, takeToken } from '../http/rate-limit.ts'
import { Refusal, type RefusalCode } from '../http/refusal.ts'
import { sendObject } from '../http/send-object.ts'
import { validated } from '../http/validated.ts'
import {
  FileQuery,
  NewShare,
  Share,
  SharedFilePath,
  SharePage,
  SharePatch,
  SharePath,
  SharesPath,
  SlugPath,
  Unlock,
} from './schema.ts'
import {
  changeShare,
  choosePoster,
  createShare,
  forgetPoster,
  getShare,
  type IsVideo,
  readShares,
  removeShare,
  shareOf,
} from './shares.ts'
import { countView, type ShareRow } from './store.ts'
import {
  cachingOf,
  checkPassword,
  checkUnlocked,
  getOpenShare,
  sharedFile,
  sharedPoster,
  sharedVideo,
  type Viewing,
} from './viewing.ts'

const shareRate = { name: 'shares', by: 'account', capacity: 60, refillPerSecond: 1 } as const
const posterRate = { name: 'posters', by: 'account', capacity: 30, refillPerSecond: 0.2 } as const

/** A person who forgot the password tries a few times; ten, and then one a minute. */
const guessRate = { name: 'share-guess', capacity: 10, refillPerSecond: 1 / 60 } as const
/** All of the world together, so that many addresses do not make many guesses. One address alone cannot use it up. */
const guessesRate = { name: 'share-guesses', capacity: 300, refillPerSecond: 300 / 3600 } as const
/** Links that lead nowhere, by address: people mistype a few, who searches for links mistypes nearly all. */
const missRate = { name: 'share-misses', by: 'address', capacity: 60, refillPerSecond: 0.5 } as const
/** One person who watches again and again is one view in half an hour. */
const viewRate = { name: 'share-view', capacity: 1, refillPerSecond: 1 / 1800 } as const
/** What a row takes in writes: above this, a link's count is less than its views. */
const viewsRate = { name: 'share-views', capacity: 100, refillPerSecond: 10 } as const

/** How long a password need not be given again. */
const unlockedMs = 12 * 3_600_000

const onVideo = ['sign-in-required', 'video-not-found'] as const satisfies readonly RefusalCode[]
const onShare = [...onVideo, 'share-not-found'] as const satisfies readonly RefusalCode[]

const add = answers('Make a link under which people without an account watch a video', { 201: Share }, [
  ...onVideo,
  'invalid-request',
  'render-not-found',
  'not-ready',
  'conflict',
  'too-many-requests',
])
const list = answers('List the links of a video, newest first', { 200: SharePage }, [
  ...onVideo,
  'invalid-request',
])
const patch = answers('Change a link, or turn it off and on; its address stays', { 200: Share }, [
  ...onShare,
  'invalid-request',
  'render-not-found',
  'not-ready',
  'too-many-requests',
])
const remove = answersNothing('Delete a link for good', onShare)
const putPoster = answers(
  'Put a JPEG of at most 1 MB in front of a link; what cameras note in it is left out',
  { 200: Share },
  [...onShare, 'unreadable-file', 'limit-exceeded', 'too-large', 'too-many-requests'],
)
const removePoster = answers("Let the video's own picture stand for a link", { 200: Share }, onShare)
const readPoster = answersFile('Read the picture of a link, as its owner', 'image/jpeg', onShare)

const jpegBody = describeRoute({
  requestBody: {
    required: true,
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  },
})

/** Routes under /api/v1/videos/{videoId}/shares. Whether there is such a video is the studio's to say. */
export function makeShareRoutes({ isVideo }: { readonly isVideo: IsVideo }) {
  return new Hono<AppEnv>()
    .post(
      '/',
      add.describe,
      rateLimited(shareRate),
      validated('param', SharesPath),
      validated('json', NewShare),
      async (c) => {
        const { videoId } = c.req.valid('param')
        const row = await createShare(
          { ...viewingOf(c), isVideo },
          c.var.account,
          videoId,
          c.req.valid('json'),
        )
        return add.send(c, 201, seenByOwner(c, row))
      },
    )
    .get('/', list.describe, validated('param', SharesPath), validated('query', PageQuery), async (c) => {
      const { videoId } = c.req.valid('param')
      const query = c.req.valid('query')
      const page = pageOfRows(await readShares(c.var.db, c.var.account, videoId, query), query.limit)
      const items = page.rows.map((row) => seenByOwner(c, row))
      return list.send(c, 200, { items, nextCursor: page.nextCursor })
    })
    .patch(
      '/:shareId',
      patch.describe,
      rateLimited(shareRate),
      validated('param', SharePath),
      validated('json', SharePatch),
      async (c) => {
        const path = c.req.valid('param')
        const row = await changeShare(viewingOf(c), c.var.account, path, c.req.valid('json'))
        return patch.send(c, 200, seenByOwner(c, row))
      },
    )
    .delete('/:shareId', remove.describe, validated('param', SharePath), async (c) => {
      await removeShare(viewingOf(c), c.var.account, c.req.valid('param'))
      return remove.send(c)
    })
    .put(
      '/:shareId/poster',
      putPoster.describe,
      jpegBody,
      limitedToMebibytes(1),
      rateLimited(posterRate),
      validated('param', SharePath),
      async (c) => {
        const file = new Uint8Array(await c.req.arrayBuffer())
        const row = await choosePoster(viewingOf(c), c.var.account, c.req.valid('param'), file)
        return putPoster.send(c, 200, seenByOwner(c, row))
      },
    )
    .delete('/:shareId/poster', removePoster.describe, validated('param', SharePath), async (c) => {
      const row = await forgetPoster(viewingOf(c), c.var.account, c.req.valid('param'))
      return removePoster.send(c, 200, seenByOwner(c, row))
    })
    .get('/:shareId/poster', readPoster, validated('param', SharePath), async (c) => {
      const { videoId, shareId } = c.req.valid('param')
      const row = await getShare(c.var.db, c.var.account, videoId, shareId)
      const key = await sharedPoster(viewingOf(c), row)
      // Another one may be chosen at any time.
      return await sendObject(c, c.var.store, key, {
        contentType: 'image/jpeg',
        cacheControl: 'private, no-cache',
      })
    })
}

function viewingOf(c: Context<AppEnv>): Viewing {
  return { db: c.var.db, store: c.var.store, nowMs: Date.now() }
}

function seenByOwner(c: Context<AppEnv>, row: ShareRow) {
  return shareOf(row, c.var.settings.WEB_ORIGIN)
}

const onLink = [
  'share-not-found',
  'share-locked',
  'too-many-requests',
] as const satisfies readonly RefusalCode[]

const look = answers('Look at what a link shows', { 200: SharedVideo }, onLink)
const unlock = answersNothing('Open a link with its password, for twelve hours in this browser', [
  'share-not-found',
  'password-wrong',
  'invalid-request',
  'too-many-requests',
])
const view = answersNothing('Say that the video of a link is being watched', onLink)
const watch = answersFile(
  'Read a file of a link; takes Range. Only a link that offers it lets it be saved with download=1',
  'video/mp4',
  [...onLink, 'download-not-offered'],
)
const seePoster = answersFile('Read the picture of a link', 'image/jpeg', onLink)

/** Routes under /api/v1/shares, open to everybody who has a link. */
export const sharedRoutes = new Hono<AppEnv>()
  .get('/:slug', look.describe, validated('param', SlugPath), async (c) => {
    const row = await openedShare(c, c.req.valid('param').slug)
    return look.send(c, 200, await sharedVideo(viewingOf(c), row))
  })
  .post(
    '/:slug/unlock',
    unlock.describe,
    validated('param', SlugPath),
    validated('json', Unlock),
    async (c) => {
      const nowMs = Date.now()
      const row = await foundShare(c, c.req.valid('param').slug)
      const { passwordHash } = row
      if (passwordHash === null) return unlock.send(c)
      await spendGuess(c, row)
      checkPassword(passwordHash, c.req.valid('json').password)
      await returnGuess(c, row)
      const untilMs = Math.min(nowMs + unlockedMs, row.expiresAtMs ?? Number.POSITIVE_INFINITY)
      await givePass(c, passOf(row, passwordHash), { untilMs, nowMs })
      return unlock.send(c)
    },
  )
  .post('/:slug/views', view.describe, validated('param', SlugPath), async (c) => {
    const row = await openedShare(c, c.req.valid('param').slug)
    const isNew = (await takeToken(c, viewRate, `${row.slug} ${networkOfCaller(c)}`)) === 0
    if (isNew && (await takeToken(c, viewsRate, row.slug)) === 0) await countView(c.var.db, row.slug)
    return view.send(c)
  })
  .get(
    '/:slug/files/:renderId',
    watch,
    validated('param', SharedFilePath),
    validated('query', FileQuery),
    async (c) => {
      const { slug, renderId } = c.req.valid('param')
      const row = await openedShare(c, slug)
      const download = c.req.valid('query').download !== undefined
      if (download && !row.allowsDownload)
        throw new Refusal('download-not-offered', 'Whoever shared this video does not offer it as a file.')
      const { key, fileName } = await sharedFile(viewingOf(c), row, renderId)
      const named = row.allowsDownload ? { fileName, download } : {}
      const cacheControl = cachingOf(row, Date.now(), 'file')
      return await sendLinked(c, row, key, { ...named, contentType: 'video/mp4', cacheControl })
    },
  )
  .get('/:slug/poster', seePoster, validated('param', SlugPath), async (c) => {
    const row = await openedShare(c, c.req.valid('param').slug)
    const key = await sharedPoster(viewingOf(c), row)
    const cacheControl = cachingOf(row, Date.now(), 'poster')
    const answer = await sendLinked(c, row, key, { contentType: 'image/jpeg', cacheControl })
    // Cards of links are drawn on other people's pages.
    if (row.visibility !== 'password') answer.headers.set('cross-origin-resource-policy', 'cross-origin')
    return answer
  })

/** A try at a password. It is counted before it is looked at, since many may be made at once. */
async function spendGuess(c: Context<AppEnv>, { slug }: ShareRow): Promise<void> {
  await spendToken(c, guessRate, `${slug} ${networkOfCaller(c)}`)
  await spendToken(c, guessesRate, slug)
}

/** The right password is no guess: the guests of a venue all come from its one address. */
async function returnGuess(c: Context<AppEnv>, { slug }: ShareRow): Promise<void> {
  await giveTokenBack(c, guessRate, `${slug} ${networkOfCaller(c)}`)
  await giveTokenBack(c, guessesRate, slug)
}

/** Sends a file of a link, and says whether search engines may list it. */
async function sendLinked(
  c: Context<AppEnv>,
  row: ShareRow,
  key: string,
  offer: Parameters<typeof sendObject>[3],
): Promise<Response> {
  const answer = await sendObject(c, c.var.store, key, offer)
  if (row.visibility !== 'public') answer.headers.set('x-robots-tag', 'noindex')
  return answer
}

/** The share of a link that leads somewhere. Whoever asks for many that do not is slowed down. */
async function foundShare(c: Context<AppEnv>, slug: string): Promise<ShareRow> {
  try {
    return await getOpenShare(viewingOf(c), slug)
  } catch (error) {
    await spendToken(c, missRate, networkOfCaller(c))
    throw error
  }
}

/** The same, once its password was given. */
async function openedShare(c: Context<AppEnv>, slug: string): Promise<ShareRow> {
  const row = await foundShare(c, slug)
  const { passwordHash } = row
  checkUnlocked(row, passwordHash === null || (await hasPass(c, passOf(row, passwordHash), Date.now())))
  return row
}

/** What the password opens, until it is another one. */
function passOf(row: ShareRow, passwordHash: string): Pass {
  return { path: `/api/v1/shares/${row.slug}`, proof: passwordHash }
}

/** The pages of links, where this Worker serves the web app itself. On Pages, a function there writes the same page. */
export const sharePageRoutes = new Hono<AppEnv>().get('/:slug', async (c) => {
  const { ASSETS } = c.env
  if (ASSETS === undefined) throw new Refusal('not-found', 'There is nothing at this address.')
  const { WEB_ORIGIN } = c.var.settings
  const shell = await ASSETS.fetch(new URL('/share', WEB_ORIGIN))
  const { html, status, headers } = sharePage(await shell.text(), await knownShare(c), WEB_ORIGIN)
  return c.body(html, status, headers)
})

async function knownShare(c: Context<AppEnv>): Promise<KnownShare> {
  try {
    const row = await openedShare(c, c.req.param('slug') ?? '')
    return { kind: 'open', video: await sharedVideo(viewingOf(c), row) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Whoever is slowed down asked for many links that lead nowhere, and this is one more of them.
    return { kind: error.code === 'share-locked' ? 'locked' : 'gone' }
  }
}
