/** The picture in front of a link over HTTP, as the owner of the video chooses it. */
import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { answers, answersFile } from '../http/answers.ts'
import { limitedToMebibytes } from '../http/body-limit.ts'
import type { AppEnv } from '../http/context.ts'
import { rateLimited } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { sendObject } from '../http/send-object.ts'
import { validated } from '../http/validated.ts'
import { viewingOf } from './open-link.ts'
import { Share, SharePath } from './schema.ts'
import { choosePoster, forgetPoster, getShare, shareOf } from './shares.ts'
import { sharedPoster } from './viewing.ts'

const posterRate = { name: 'posters', by: 'account', capacity: 30, refillPerSecond: 0.2 } as const

const onShare = [
  'sign-in-required',
  'video-not-found',
  'share-not-found',
] as const satisfies readonly RefusalCode[]

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

/** Routes under /api/v1/videos/{videoId}/shares/{shareId}/poster. */
export const posterRoutes = new Hono<AppEnv>()
  .put(
    '/',
    putPoster.describe,
    jpegBody,
    limitedToMebibytes(1),
    rateLimited(posterRate),
    validated('param', SharePath),
    async (c) => {
      const file = new Uint8Array(await c.req.arrayBuffer())
      const row = await choosePoster(viewingOf(c), c.var.account, c.req.valid('param'), file)
      return putPoster.send(c, 200, shareOf(row, c.var.settings.WEB_ORIGIN))
    },
  )
  .delete('/', removePoster.describe, validated('param', SharePath), async (c) => {
    const row = await forgetPoster(viewingOf(c), c.var.account, c.req.valid('param'))
    return removePoster.send(c, 200, shareOf(row, c.var.settings.WEB_ORIGIN))
  })
  .get('/', readPoster, validated('param', SharePath), async (c) => {
    const { videoId, shareId } = c.req.valid('param')
    const row = await getShare(c.var.db, c.var.account, videoId, shareId)
    const key = await sharedPoster(viewingOf(c), row)
    // Another one may be chosen at any time.
    return await sendObject(c, c.var.store, key, {
      contentType: 'image/jpeg',
      cacheControl: 'private, no-cache',
    })
  })
