/** Uploads in parts over HTTP. */
import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { rateLimited } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { seenThrough, surroundingsOf } from '../intake/from-request.ts'
import { intakeRates, intakeRefusals } from '../intake/intake.ts'
import { Arrival, NewUpload, PartPath, StoredPartNumber, Upload, UploadPath } from './schema.ts'
import { listParts } from './store.ts'
import { beginUpload, completeUpload, getUpload, giveUpUpload, takePart, uploadOf } from './uploads.ts'

const onUpload = ['sign-in-required', 'upload-not-found'] as const satisfies readonly RefusalCode[]

/** Two gigabytes in parts of eight megabytes are 256 requests. */
const partRates = [
  { name: 'parts', by: 'account', capacity: 400, refillPerSecond: 10 },
  { name: 'parts-address', by: 'address', capacity: 4000, refillPerSecond: 100 },
] as const

const begin = answers('Begin an upload in parts, for files too large for a form', { 201: Upload }, [
  'sign-in-required',
  'invalid-request',
  'too-many-requests',
  'service-unavailable',
])
const read = answers('Read which parts of an upload have arrived', { 200: Upload }, onUpload)
const put = answers('Send one part; sent again, it replaces what was there', { 200: StoredPartNumber }, [
  ...onUpload,
  'invalid-request',
  'conflict',
  'too-many-requests',
  'service-unavailable',
])
const complete = answers('Make a song, photo or clip of the parts', { 201: Arrival }, [
  ...onUpload,
  'upload-incomplete',
  ...intakeRefusals,
])
const giveUp = answersNothing('Give an upload up and free what arrived', onUpload)

const partBody = describeRoute({
  requestBody: {
    required: true,
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  },
})

/** Routes under /api/v1/uploads. */
export const uploadRoutes = new Hono<AppEnv>()
  .post('/', begin.describe, rateLimited(...intakeRates), validated('json', NewUpload), async (c) => {
    const row = await seenThrough(c, beginUpload(surroundingsOf(c), c.var.account, c.req.valid('json')))
    return begin.send(c, 201, uploadOf(row, []))
  })
  .get('/:uploadId', read.describe, validated('param', UploadPath), async (c) => {
    const row = await getUpload(c.var.db, c.var.account, c.req.valid('param').uploadId)
    return read.send(c, 200, uploadOf(row, await listParts(c.var.db, c.var.account, row.id)))
  })
  .put(
    '/:uploadId/parts/:partNumber',
    put.describe,
    partBody,
    rateLimited(...partRates),
    validated('param', PartPath),
    async (c) => {
      const { uploadId, partNumber } = c.req.valid('param')
      const length = c.req.header('content-length')
      const statedBytes = length === undefined ? undefined : Number(length)
      const part = { uploadId, partNumber, body: c.req.raw.body, statedBytes }
      await takePart(surroundingsOf(c), c.var.account, part)
      return put.send(c, 200, { partNumber })
    },
  )
  .post('/:uploadId/complete', complete.describe, validated('param', UploadPath), async (c) => {
    const { uploadId } = c.req.valid('param')
    const arrival = await seenThrough(c, completeUpload(surroundingsOf(c), c.var.account, uploadId))
    return complete.send(c, 201, arrival)
  })
  .delete('/:uploadId', giveUp.describe, validated('param', UploadPath), async (c) => {
    const { uploadId } = c.req.valid('param')
    await seenThrough(c, giveUpUpload(surroundingsOf(c), c.var.account, uploadId))
    return giveUp.send(c)
  })
