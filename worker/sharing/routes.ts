/** Sharing over HTTP, for the owner of a video: the links to it. */
import { type Context, Hono } from 'hono'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { rateLimited } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { viewingOf } from './open-link.ts'
import { NewShare, Share, SharePage, SharePatch, SharePath, SharesPath } from './schema.ts'
import { changeShare, createShare, type IsVideo, readShares, removeShare, shareOf } from './shares.ts'
import type { ShareRow } from './store.ts'

const shareRate = { name: 'shares', by: 'account', capacity: 60, refillPerSecond: 1 } as const

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
}

function seenByOwner(c: Context<AppEnv>, row: ShareRow) {
  return shareOf(row, c.var.settings.WEB_ORIGIN)
}
