/** Photos and clips over HTTP. */
import { Hono } from 'hono'
import { formatFacts } from '#core/media/format.ts'
import { answers, answersFile, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { rateLimited } from '../http/rate-limit.ts'
import { Refusal } from '../http/refusal.ts'
import { sendObject } from '../http/send-object.ts'
import { validated } from '../http/validated.ts'
import { describeForm, formRequestOf, seenThrough, surroundingsOf } from '../intake/from-request.ts'
import { intakeRates, intakeRefusals } from '../intake/intake.ts'
import { cancelJob } from '../jobs/runner.ts'
import { addMedia, getMedia, keysOfMedia, mediaOf, type Removal, removeMedia } from './media.ts'
import { getProxyKey } from './proxies.ts'
import { Media, MediaPage, MediaPath, ThumbnailPath } from './schema.ts'
import { listMedia } from './store.ts'

const keepLocation = {
  type: 'string',
  description:
    '"true" keeps where the picture was taken; otherwise that is dropped, of a photo from its file, too',
} as const

const add = answers(
  'Bring a photo or clip: a form with the file, up to 50 MB',
  { 201: Media },
  intakeRefusals,
)
const list = answers('List photos and clips, newest first', { 200: MediaPage }, [
  'sign-in-required',
  'invalid-request',
])
const read = answers('Read one photo or clip', { 200: Media }, ['sign-in-required', 'media-not-found'])
const remove = answersNothing('Remove a photo or clip with its files', [
  'sign-in-required',
  'media-not-found',
  'conflict',
])
const readFile = answersFile(
  'Read the file as it was brought, a photo without its place unless that was kept; takes Range',
  '*/*',
)
const readProxy = answersFile(
  'Read the proxy of a clip: 30 frames a second, short side 360 pixels, keyframes every half second, no sound; takes Range',
  'video/mp4',
)
const readThumbnail = answersFile('Read a small picture: long side 320, 960 or 1920 pixels', 'image/webp')

/** Routes under /api/v1/media. Whether a photo or clip is used by a video is the studio's to say. */
export function makeMediaRoutes(others: Pick<Removal, 'isUsed'>) {
  return new Hono<AppEnv>()
    .post('/', add.describe, describeForm({ keepLocation }), rateLimited(...intakeRates), async (c) => {
      const row = await seenThrough(c, addMedia(surroundingsOf(c), c.var.account, formRequestOf(c)))
      return add.send(c, 201, mediaOf(row))
    })
    .get('/', list.describe, validated('query', PageQuery), async (c) => {
      const query = c.req.valid('query')
      const page = pageOfRows(await listMedia(c.var.db, c.var.account, query), query.limit)
      return list.send(c, 200, { items: page.rows.map(mediaOf), nextCursor: page.nextCursor })
    })
    .get('/:mediaId', read.describe, validated('param', MediaPath), async (c) => {
      return read.send(c, 200, mediaOf(await getMedia(c.var.db, c.var.account, c.req.valid('param').mediaId)))
    })
    .delete('/:mediaId', remove.describe, validated('param', MediaPath), async (c) => {
      const { db, store, account } = c.var
      const cancel = (jobId: string) => cancelJob(c.env, jobId)
      const removal: Removal = { db, store, nowMs: Date.now(), cancelJob: cancel, ...others }
      await removeMedia(removal, account, c.req.valid('param').mediaId)
      return remove.send(c)
    })
    .get('/:mediaId/file', readFile, validated('param', MediaPath), async (c) => {
      const row = await getMedia(c.var.db, c.var.account, c.req.valid('param').mediaId)
      const { contentType } = formatFacts[row.format]
      const { file } = keysOfMedia(row.ownerId, row.id)
      return await sendObject(c, c.var.store, file, { fileName: row.fileName, contentType })
    })
    .get('/:mediaId/proxy', readProxy, validated('param', MediaPath), async (c) => {
      const key = await getProxyKey(c.var.db, c.var.account, c.req.valid('param').mediaId)
      return await sendObject(c, c.var.store, key, { contentType: 'video/mp4' })
    })
    .get('/:mediaId/thumbnails/:size', readThumbnail, validated('param', ThumbnailPath), async (c) => {
      const { mediaId, size } = c.req.valid('param')
      const row = await getMedia(c.var.db, c.var.account, mediaId)
      if (row.status === 'failed') throw new Refusal('not-ready', 'The small pictures could not be made.')
      const keys = keysOfMedia(row.ownerId, row.id)
      return await sendObject(c, c.var.store, keys[size], { contentType: 'image/webp' })
    })
}
