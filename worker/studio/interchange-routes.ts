/** A video's cuts over HTTP, in the formats that editors open. */
import { type Context, Hono } from 'hono'
import { type InterchangeKind, interchangeTypes, writeInterchange } from '#core/interchange/kinds.ts'
import { answersDocument } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { validated } from '../http/validated.ts'
import { dispositionOf } from '../storage/disposition.ts'
import { cutListOfVideo } from './interchange.ts'
import { VideoPath } from './schema.ts'
import { getVideo } from './videos.ts'

const refusals = ['sign-in-required', 'video-not-found', 'not-ready'] as const
const otio = answersDocument("A video's cuts as OpenTimelineIO", interchangeTypes.otio, refusals)
const fcpxml = answersDocument("A video's cuts as Final Cut Pro XML 1.10", interchangeTypes.fcpxml, refusals)
const edl = answersDocument("A video's picture as an edit decision list (CMX 3600)", 'text/plain', refusals)
const audioEdl = answersDocument(
  "A video's sound as an edit decision list (CMX 3600)",
  'text/plain',
  refusals,
)

/** Routes under /api/v1/videos. */
export const interchangeRoutes = new Hono<AppEnv>()
  .get('/:videoId/timeline.otio', otio, validated('param', VideoPath), async (c) => {
    return await sendCuts(c, c.req.valid('param').videoId, 'otio')
  })
  .get('/:videoId/timeline.fcpxml', fcpxml, validated('param', VideoPath), async (c) => {
    return await sendCuts(c, c.req.valid('param').videoId, 'fcpxml')
  })
  .get('/:videoId/timeline.edl', edl, validated('param', VideoPath), async (c) => {
    return await sendCuts(c, c.req.valid('param').videoId, 'edl')
  })
  .get('/:videoId/timeline.audio.edl', audioEdl, validated('param', VideoPath), async (c) => {
    return await sendCuts(c, c.req.valid('param').videoId, 'audio.edl')
  })

/** A file to be saved, named like its video. */
async function sendCuts(c: Context<AppEnv>, videoId: string, kind: InterchangeKind): Promise<Response> {
  const { db, store, account } = c.var
  const found = await getVideo(db, account, videoId)
  const list = await cutListOfVideo({ db, store }, account, found)
  return c.body(writeInterchange(list, kind), 200, {
    'content-type': interchangeTypes[kind],
    'content-disposition': dispositionOf(`${found.video.title}.${kind}`, true),
    'cache-control': 'private, no-cache',
    'content-security-policy': "default-src 'none'; sandbox",
  })
}
