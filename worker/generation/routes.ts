/** Generated clips over HTTP: models and money, storyboards with their takes, and the messages of providers. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { Timeline } from '#core/timeline/timeline.ts'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { rateLimited } from '../http/rate-limit.ts'
import { Refusal, type RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { wakeJob } from '../jobs/enqueue.ts'
import { hearOfJob } from '../jobs/runner.ts'
import { timelineTag } from '../studio/videos.ts'
import { entryOf, getMonthBudget, setMonthBudget } from './budget.ts'
import { listModels } from './catalogue.ts'
import { listLedger } from './ledger-store.ts'
import { placeTakes } from './placing.ts'
import {
  Estimate,
  EstimateQuery,
  LedgerPage,
  Models,
  MonthBudget,
  NewBudget,
  NewTakes,
  PartPatch,
  PartPath,
  PlacedParts,
  Storyboard,
  StoryboardPart,
  StoryboardPatch,
  StoryboardPath,
  Take,
  TakePath,
  Takes,
} from './schema.ts'
import { changePart, changeStoryboard, getStoryboard, type Surroundings } from './storyboard.ts'
import { estimateTakes, getTake, orderTakes, removeTake } from './takes.ts'
import { hearReplicate } from './webhooks.ts'

/** A whole song of parts goes through at once, and again; a loop that spends money does not. */
const takeRate = { name: 'takes', by: 'account', capacity: 40, refillPerSecond: 0.2 } as const
const editRate = { name: 'storyboard-edits', by: 'account', capacity: 120, refillPerSecond: 2 } as const
/** A prediction with its logs; more is no message of theirs. */
const mostMessageBytes = 1024 * 1024

const onVideo = ['sign-in-required', 'video-not-found', 'not-ready'] as const satisfies readonly RefusalCode[]
const onEdit = [...onVideo, 'invalid-request', 'media-not-found', 'too-many-requests'] as const

const models = answers(
  'List the models with their prices, and what is in the way of those that cannot be chosen',
  {
    200: Models,
  },
)
const readBudget = answers('Say what may be spent this month, and what is', { 200: MonthBudget })
const setBudget = answers('Set what may be spent on generated clips in a month', { 200: MonthBudget })
const readLedger = answers('List the ledger, newest first: what was reserved, charged and released', {
  200: LedgerPage,
})

/** Routes under /api/v1/generation. */
export const generationRoutes = new Hono<AppEnv>()
  .get('/models', models.describe, (c) => models.send(c, 200, { items: listModels(c.var.settings) }))
  .get('/budget', readBudget.describe, async (c) => {
    return readBudget.send(c, 200, await getMonthBudget(c.var.db, c.var.account, Date.now()))
  })
  .put('/budget', setBudget.describe, validated('json', NewBudget), async (c) => {
    const { limitMicroDollars } = c.req.valid('json')
    return setBudget.send(
      c,
      200,
      await setMonthBudget(c.var.db, c.var.account, limitMicroDollars, Date.now()),
    )
  })
  .get('/ledger', readLedger.describe, validated('query', PageQuery), async (c) => {
    const query = c.req.valid('query')
    const page = pageOfRows(await listLedger(c.var.db, c.var.account, query), query.limit)
    return readLedger.send(c, 200, { items: page.rows.map(entryOf), nextCursor: page.nextCursor })
  })

const read = answers(
  "Read a video's storyboard: its parts with their prompts, prices and takes",
  { 200: Storyboard },
  onVideo,
)
const patch = answers(
  'Change what all parts share: style, seed, reference pictures, budget',
  { 200: Storyboard },
  onEdit,
)
const patchPart = answers(
  'Change one part: its prompt, its model, its reference pictures, which take is picked',
  { 200: StoryboardPart },
  [...onEdit, 'part-not-found', 'take-not-found'],
)
const estimate = answers(
  'Say what takes of some parts would cost, and what is in the way',
  { 200: Estimate },
  [...onVideo, 'part-not-found'],
)
const order = answers(
  'Ask for a take of each of some parts, at the price that was shown; all or none',
  { 202: Takes },
  [...onEdit, 'part-not-found', 'price-changed', 'budget-exceeded', 'conflict', 'limit-exceeded'],
)
const readTake = answers('Read one take', { 200: Take }, ['sign-in-required', 'take-not-found'])
const dropTake = answersNothing('Remove a take; what it came to stays in the library', [
  'sign-in-required',
  'take-not-found',
  'conflict',
])
const place = answers(
  'Show the picked takes in the video: an edit of the timeline that If-Match names, answered with its new ETag',
  { 200: Timeline },
  [...onEdit, 'part-not-found', 'if-match-required', 'changed-meanwhile'],
)

const EditHeaders = z.object({ 'if-match': z.string().max(200).optional() })

/** Routes under /api/v1/videos/{videoId}/storyboard. */
export const storyboardRoutes = new Hono<AppEnv>()
  .get('/', read.describe, validated('param', StoryboardPath), async (c) => {
    return read.send(
      c,
      200,
      await getStoryboard(surroundingsOf(c), c.var.account, c.req.valid('param').videoId),
    )
  })
  .patch(
    '/',
    patch.describe,
    rateLimited(editRate),
    validated('param', StoryboardPath),
    validated('json', StoryboardPatch),
    async (c) => {
      const { videoId } = c.req.valid('param')
      const changed = await changeStoryboard(surroundingsOf(c), c.var.account, videoId, c.req.valid('json'))
      return patch.send(c, 200, changed)
    },
  )
  .patch(
    '/parts/:partId',
    patchPart.describe,
    rateLimited(editRate),
    validated('param', PartPath),
    validated('json', PartPatch),
    async (c) => {
      const place = c.req.valid('param')
      return patchPart.send(
        c,
        200,
        await changePart(surroundingsOf(c), c.var.account, place, c.req.valid('json')),
      )
    },
  )
  .get(
    '/estimate',
    estimate.describe,
    validated('param', StoryboardPath),
    validated('query', EstimateQuery),
    async (c) => {
      const { videoId } = c.req.valid('param')
      const partIds = c.req.valid('query').partIds?.split(',')
      return estimate.send(c, 200, await estimateTakes(surroundingsOf(c), c.var.account, videoId, partIds))
    },
  )
  .post(
    '/takes',
    order.describe,
    rateLimited(takeRate),
    validated('param', StoryboardPath),
    validated('json', NewTakes),
    async (c) => {
      const wake = (jobId: string) => wakeJob(c.env.JOB_QUEUE, jobId)
      const { videoId } = c.req.valid('param')
      const items = await orderTakes(
        { ...surroundingsOf(c), wake },
        c.var.account,
        videoId,
        c.req.valid('json'),
      )
      return order.send(c, 202, { items: [...items] })
    },
  )
  .get('/takes/:takeId', readTake.describe, validated('param', TakePath), async (c) => {
    return readTake.send(c, 200, await getTake(c.var, c.var.account, c.req.valid('param')))
  })
  .delete('/takes/:takeId', dropTake.describe, validated('param', TakePath), async (c) => {
    await removeTake(c.var, c.var.account, c.req.valid('param'))
    return dropTake.send(c)
  })
  .post(
    '/placements',
    place.describe,
    rateLimited(editRate),
    validated('param', StoryboardPath),
    validated('header', EditHeaders),
    validated('json', PlacedParts),
    async (c) => {
      const { videoId } = c.req.valid('param')
      const placement = { videoId, ifMatch: c.req.valid('header')['if-match'], ...c.req.valid('json') }
      const { found, timeline } = await placeTakes(surroundingsOf(c), c.var.account, {
        partIds: undefined,
        ...placement,
      })
      c.header('etag', timelineTag(found))
      return place.send(c, 200, timeline)
    },
  )

const hear = answersNothing(
  'For Replicate: a signed message that a prediction began or ended (Standard Webhooks)',
  ['signature-invalid', 'not-found', 'too-large'],
)

const MessagePath = z.object({ takeId: z.string().max(60) })

/** Routes under /api/v1/webhooks: open to all, believed by their signatures alone. */
export const webhookRoutes = new Hono<AppEnv>().post(
  '/replicate/:takeId',
  hear.describe,
  bodyLimit({ maxSize: mostMessageBytes, onError: tooLarge }),
  validated('param', MessagePath),
  async (c) => {
    const header = (name: string) => c.req.header(`webhook-${name}`) ?? ''
    const body = new Uint8Array(await c.req.arrayBuffer())
    const message = {
      id: header('id'),
      timestamp: header('timestamp'),
      signatures: header('signature'),
      body,
    }
    const hearing = { ...surroundingsOf(c), hear: (jobId: string) => hearOfJob(c.env, jobId) }
    await hearReplicate(hearing, c.req.valid('param').takeId, message)
    return hear.send(c)
  },
)

function tooLarge(): never {
  throw new Refusal('too-large', 'A message about a prediction is smaller than a megabyte.')
}

function surroundingsOf(c: Context<AppEnv>): Surroundings {
  return { db: c.var.db, store: c.var.store, settings: c.var.settings, nowMs: Date.now() }
}
