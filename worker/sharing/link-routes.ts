/** Links over HTTP, for everybody who has one: what they show, their password, their files. */
import { type Context, Hono } from 'hono'
import { SharedVideo } from '#core/sharing/shared-video.ts'
import { answers, answersFile, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { givePass } from '../http/pass-cookie.ts'
import { giveTokenBack, networkOfCaller, spendToken, takeToken } from '../http/rate-limit.ts'
import { Refusal, type RefusalCode } from '../http/refusal.ts'
import { sendObject } from '../http/send-object.ts'
import { validated } from '../http/validated.ts'
import { foundShare, openedShare, passOf, viewingOf } from './open-link.ts'
import { FileQuery, SharedFilePath, SlugPath, Unlock } from './schema.ts'
import { countView, type ShareRow } from './store.ts'
import { cachingOf, checkPassword, sharedFile, sharedPoster, sharedVideo } from './viewing.ts'

/** A person who forgot the password tries a few times; ten, and then one a minute. */
const guessRate = { name: 'share-guess', capacity: 10, refillPerSecond: 1 / 60 } as const
/** All of the world together, so that many addresses do not make many guesses. One address alone cannot use it up. */
const guessesRate = { name: 'share-guesses', capacity: 300, refillPerSecond: 300 / 3600 } as const
/** One person who watches again and again is one view in half an hour. */
const viewRate = { name: 'share-view', capacity: 1, refillPerSecond: 1 / 1800 } as const
/** What a row takes in writes: above this, a link's count is less than its views. */
const viewsRate = { name: 'share-views', capacity: 100, refillPerSecond: 10 } as const

/** How long a password need not be given again. */
const unlockedMs = 12 * 3_600_000

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
