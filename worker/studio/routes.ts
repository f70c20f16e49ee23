/** The studio over HTTP: videos, their timelines, their renders and the files that come of them. */
import { Hono } from 'hono'
import { z } from 'zod'
import { Timeline } from '#core/timeline/timeline.ts'
import { answers, answersFile, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { namesTag } from '../http/entity-tag.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { rateLimited } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { sendObject } from '../http/send-object.ts'
import { validated } from '../http/validated.ts'
import type { Keeping } from '../intake/intake.ts'
import { cancelJob } from '../jobs/runner.ts'
import { posterKey, videoKey } from './keys.ts'
import { planRender } from './plan-render.ts'
import { listRenders } from './render-store.ts'
import { fileNameOf, getFinishedRender, getRender, renderOf, requestRender } from './renders.ts'
import {
  FileQuery,
  NewRender,
  NewVideo,
  Render,
  RenderPage,
  RenderPath,
  Video,
  VideoPage,
  VideoPatch,
  VideoPath,
  VideoSummary,
} from './schema.ts'
import { listVideos } from './video-store.ts'
import {
  createVideo,
  getTimeline,
  getVideo,
  type Removal,
  removeVideo,
  replaceTimeline,
  retitleVideo,
  summaryOf,
  timelineTag,
} from './videos.ts'

/** Planning is quick, rendering is not: nobody asks for more than a few at once, and a loop that does is slowed. */
const planRate = { name: 'videos', by: 'account', capacity: 60, refillPerSecond: 1 } as const
/** Every version is kept: somebody who drags a cut to and fro goes through, a loop that fills the storage does not. */
const editRate = { name: 'edits', by: 'account', capacity: 120, refillPerSecond: 2 } as const
const renderRate = { name: 'renders', by: 'account', capacity: 30, refillPerSecond: 0.1 } as const

const onVideo = ['sign-in-required', 'video-not-found'] as const satisfies readonly RefusalCode[]
const onRender = [
  'sign-in-required',
  'video-not-found',
  'render-not-found',
] as const satisfies readonly RefusalCode[]

const add = answers('Plan a video: a song and some pictures become a timeline', { 201: Video }, [
  'sign-in-required',
  'invalid-request',
  'song-not-found',
  'media-not-found',
  'not-ready',
  'too-many-requests',
])
const list = answers('List videos, newest first', { 200: VideoPage }, ['sign-in-required', 'invalid-request'])
const read = answers('Read one video with its timeline', { 200: Video }, onVideo)
const patch = answers('Give a video another title', { 200: VideoSummary }, [...onVideo, 'invalid-request'])
const readTimeline = answers(
  "Read a video's timeline; its ETag names this version",
  { 200: Timeline },
  onVideo,
)
const editTimeline = answers(
  'Put an edited timeline in the place of the one that If-Match names; renders that are there stay as they are',
  { 200: Timeline },
  [
    ...onVideo,
    'invalid-request',
    'media-not-found',
    'if-match-required',
    'changed-meanwhile',
    'too-large',
    'too-many-requests',
  ],
)
const remove = answersNothing('Delete a video with its renders', onVideo)
const addRender = answers(
  'Ask for a render of the video as it is now; its job tells how it goes',
  { 202: Render },
  [...onVideo, 'invalid-request', 'conflict', 'too-many-requests'],
)
const listThem = answers('List the renders of a video, newest first', { 200: RenderPage }, [
  ...onVideo,
  'invalid-request',
])
const readRender = answers('Read one render, with its proof once it has succeeded', { 200: Render }, onRender)
const readFile = answersFile('Read the finished video; takes Range', 'video/mp4')
const readPoster = answersFile('Read the still picture of the finished video', 'image/jpeg')

const EditHeaders = z.object({ 'if-match': z.string().max(200).optional() })

/** Routes under /api/v1/videos. */
export const videoRoutes = new Hono<AppEnv>()
  .post('/', add.describe, rateLimited(planRate), validated('json', NewVideo), async (c) => {
    return add.send(c, 201, await createVideo(keepingOf(c), c.var.account, c.req.valid('json')))
  })
  .get('/', list.describe, validated('query', PageQuery), async (c) => {
    const query = c.req.valid('query')
    const found = await listVideos(c.var.db, c.var.account, query)
    const rows = found.map((each) => ({ id: each.video.id, ...each }))
    const page = pageOfRows(rows, query.limit)
    return list.send(c, 200, { items: page.rows.map(summaryOf), nextCursor: page.nextCursor })
  })
  .get('/:videoId', read.describe, validated('param', VideoPath), async (c) => {
    const found = await getVideo(c.var.db, c.var.account, c.req.valid('param').videoId)
    return read.send(c, 200, { ...summaryOf(found), timeline: await getTimeline(c.var, found) })
  })
  .patch(
    '/:videoId',
    patch.describe,
    validated('param', VideoPath),
    validated('json', VideoPatch),
    async (c) => {
      const { title } = c.req.valid('json')
      const { videoId } = c.req.valid('param')
      return patch.send(c, 200, summaryOf(await retitleVideo(c.var.db, c.var.account, videoId, title)))
    },
  )
  .get('/:videoId/timeline', readTimeline.describe, validated('param', VideoPath), async (c) => {
    const found = await getVideo(c.var.db, c.var.account, c.req.valid('param').videoId)
    c.header('etag', timelineTag(found))
    if (namesTag(c.req.header('if-none-match'), timelineTag(found))) return c.body(null, 304)
    return readTimeline.send(c, 200, await getTimeline(c.var, found))
  })
  .put(
    '/:videoId/timeline',
    editTimeline.describe,
    rateLimited(editRate),
    validated('param', VideoPath),
    validated('header', EditHeaders),
    validated('json', Timeline),
    async (c) => {
      const { videoId } = c.req.valid('param')
      const timeline = c.req.valid('json')
      const ifMatch = c.req.valid('header')['if-match']
      const found = await replaceTimeline(keepingOf(c), c.var.account, { videoId, ifMatch, timeline })
      c.header('etag', timelineTag(found))
      return editTimeline.send(c, 200, timeline)
    },
  )
  .post(
    '/:videoId/renders',
    addRender.describe,
    rateLimited(renderRate),
    validated('param', VideoPath),
    validated('json', NewRender),
    async (c) => {
      const { db, account } = c.var
      const found = await getVideo(db, account, c.req.valid('param').videoId)
      const plan = await planRender(c.var, account, found, c.req.valid('json'))
      const surroundings = { db, queue: c.env.JOB_QUEUE, nowMs: Date.now() }
      const row = await requestRender(surroundings, account, found.video, plan)
      return addRender.send(c, 202, renderOf(row))
    },
  )
  .get(
    '/:videoId/renders',
    listThem.describe,
    validated('param', VideoPath),
    validated('query', PageQuery),
    async (c) => {
      const { videoId } = c.req.valid('param')
      const query = c.req.valid('query')
      await getVideo(c.var.db, c.var.account, videoId)
      const page = pageOfRows(await listRenders(c.var.db, c.var.account, videoId, query), query.limit)
      return listThem.send(c, 200, { items: page.rows.map(renderOf), nextCursor: page.nextCursor })
    },
  )
  .get('/:videoId/renders/:renderId', readRender.describe, validated('param', RenderPath), async (c) => {
    const { videoId, renderId } = c.req.valid('param')
    return readRender.send(c, 200, renderOf(await getRender(c.var.db, c.var.account, videoId, renderId)))
  })
  .get(
    '/:videoId/renders/:renderId/file',
    readFile,
    validated('param', RenderPath),
    validated('query', FileQuery),
    async (c) => {
      const { videoId, renderId } = c.req.valid('param')
      const { db, account, store } = c.var
      const { video } = await getVideo(db, account, videoId)
      const render = await getFinishedRender(db, account, videoId, renderId)
      const download = c.req.valid('query').download !== undefined
      const offer = { fileName: fileNameOf(video.title, render), download, contentType: 'video/mp4' }
      return await sendObject(c, store, videoKey(account.id, renderId), offer)
    },
  )
  .get('/:videoId/renders/:renderId/poster', readPoster, validated('param', RenderPath), async (c) => {
    const { videoId, renderId } = c.req.valid('param')
    const { db, account, store } = c.var
    await getFinishedRender(db, account, videoId, renderId)
    return await sendObject(c, store, posterKey(account.id, renderId), { contentType: 'image/jpeg' })
  })

/** Deleting a video. What others have of it goes with it, and they say what that is. */
export function makeVideoRemovalRoutes(others: Pick<Removal, 'goneWith'>) {
  return new Hono<AppEnv>().delete('/:videoId', remove.describe, validated('param', VideoPath), async (c) => {
    const removal = { ...keepingOf(c), ...others, cancelJob: (jobId: string) => cancelJob(c.env, jobId) }
    await removeVideo(removal, c.var.account, c.req.valid('param').videoId)
    return remove.send(c)
  })
}

function keepingOf(c: { readonly var: Pick<AppEnv['Variables'], 'db' | 'store'> }): Keeping {
  return { db: c.var.db, store: c.var.store, nowMs: Date.now() }
}
