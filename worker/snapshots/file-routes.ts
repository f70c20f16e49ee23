/** Snapshots as files over HTTP. */
import { Hono } from 'hono'
import { writtenMediaTypes } from '#core/playlists/about.ts'
import { msOfSeconds } from '#core/units.ts'
import { answers, answersDocument } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { fileOfPlaylist } from '../playlists/sending.ts'
import { Download, SnapshotFileQuery, SnapshotPath } from './schema.ts'
import { getSnapshot, keyOfSnapshot, readSnapshot } from './snapshots.ts'

const downloadSeconds = 600

const onSnapshot = [
  'sign-in-required',
  'invalid-request',
  'snapshot-not-found',
] as const satisfies readonly RefusalCode[]

const download = answers(
  'Make an address under which anybody who has it can save the snapshot, for ten minutes',
  { 201: Download },
  onSnapshot,
)
const take = answersDocument(
  'Take a snapshot along, in one of the forms that are written',
  writtenMediaTypes,
  [...onSnapshot, 'service-unavailable'],
)

/** Routes under /api/v1/snapshots. */
export const snapshotFileRoutes = new Hono<AppEnv>()
  .post('/:snapshotId/downloads', download.describe, validated('param', SnapshotPath), async (c) => {
    const row = await getSnapshot(c.var.db, c.var.account, c.req.valid('param').snapshotId)
    const fileName = `${row.title} ${row.version}.json`
    const url = await c.var.store.signGet(keyOfSnapshot(row.ownerId, row.id), downloadSeconds, fileName)
    const expiresAt = new Date(Date.now() + msOfSeconds(downloadSeconds)).toISOString()
    return download.send(c, 201, { url, expiresAt })
  })
  .get(
    '/:snapshotId/file',
    take,
    validated('param', SnapshotPath),
    validated('query', SnapshotFileQuery),
    async (c) => {
      const { snapshotId } = c.req.valid('param')
      const { format } = c.req.valid('query')
      const { snapshot, head, items } = await readSnapshot(c.var, c.var.account, snapshotId)
      const name = `${snapshot.title} ${snapshot.version}`
      const { body, headers } = fileOfPlaylist({ name, format, head, items })
      return c.body(body, 200, headers)
    },
  )
