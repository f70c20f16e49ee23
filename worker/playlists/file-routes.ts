/** Playlists as files over HTTP: one is brought, and one is taken along. */
import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { writtenMediaTypes } from '#core/playlists/about.ts'
import { answers, answersDocument } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { rateLimited } from '../http/rate-limit.ts'
import { validated } from '../http/validated.ts'
import { importFile } from './importing.ts'
import { playlistItemsOf } from './items.ts'
import { getPlaylist } from './playlists.ts'
import { keepingOf } from './routes.ts'
import { FileQuery, Imported, ImportQuery, PlaylistPath } from './schema.ts'
import { fileOfPlaylist } from './sending.ts'

const importRate = { name: 'playlist-imports', by: 'account', capacity: 30, refillPerSecond: 0.2 } as const

const bring = answers(
  'Bring a file: its songs take the place of those that are there, once all of them are read',
  { 200: Imported },
  [
    'sign-in-required',
    'invalid-request',
    'playlist-not-found',
    'conflict',
    'too-large',
    'playlist-unreadable',
    'playlist-has-faults',
    'too-many-requests',
  ],
)

const fileBody = describeRoute({
  requestBody: {
    required: true,
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  },
})

const take = answersDocument(
  'Take a playlist along, in one of the forms that are written',
  writtenMediaTypes,
  ['sign-in-required', 'invalid-request', 'playlist-not-found'],
)

/** Routes under /api/v1/playlists. */
export const playlistFileRoutes = new Hono<AppEnv>()
  .put(
    '/:playlistId/items',
    bring.describe,
    fileBody,
    rateLimited(importRate),
    validated('param', PlaylistPath),
    validated('query', ImportQuery),
    async (c) => {
      const { playlistId } = c.req.valid('param')
      const length = c.req.header('content-length')
      const statedBytes = length === undefined ? undefined : Number(length)
      const file = { ...c.req.valid('query'), body: c.req.raw.body, statedBytes }
      return bring.send(c, 200, await importFile(keepingOf(c), c.var.account, playlistId, file))
    },
  )
  .get(
    '/:playlistId/file',
    take,
    validated('param', PlaylistPath),
    validated('query', FileQuery),
    async (c) => {
      const { playlistId } = c.req.valid('param')
      const { format } = c.req.valid('query')
      const { playlist } = await getPlaylist(c.var.db, c.var.account, playlistId)
      const head = {
        title: playlist.title,
        description: playlist.description === '' ? null : playlist.description,
        creator: null,
        createdAt: new Date(playlist.createdAtMs).toISOString(),
      }
      const items = playlistItemsOf(c.var.db, c.var.account, playlistId)
      const { body, headers } = fileOfPlaylist({ name: playlist.title, format, head, items })
      return c.body(body, 200, headers)
    },
  )
