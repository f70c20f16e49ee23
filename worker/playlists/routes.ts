/** Playlists over HTTP. */
import { type Context, Hono } from 'hono'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { rateLimited } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import {
  changePlaylist,
  createPlaylist,
  getPlaylist,
  type PlaylistKeeping,
  playlistOf,
  removePlaylist,
} from './playlists.ts'
import { NewPlaylist, Playlist, PlaylistPage, PlaylistPatch, PlaylistPath } from './schema.ts'
import { listPlaylists } from './store.ts'

const makeRate = { name: 'playlists', by: 'account', capacity: 60, refillPerSecond: 1 } as const

const onPlaylist = ['sign-in-required', 'playlist-not-found'] as const satisfies readonly RefusalCode[]

const add = answers('Make a playlist, without songs yet', { 201: Playlist }, [
  'sign-in-required',
  'invalid-request',
  'limit-exceeded',
  'too-many-requests',
])
const list = answers('List playlists, newest first', { 200: PlaylistPage }, [
  'sign-in-required',
  'invalid-request',
])
const read = answers('Read one playlist; while a file comes in, how far it is', { 200: Playlist }, onPlaylist)
const patch = answers('Give a playlist another title or description', { 200: Playlist }, [
  ...onPlaylist,
  'invalid-request',
])
const remove = answersNothing('Delete a playlist; snapshots of it stay', onPlaylist)

/** Routes under /api/v1/playlists. */
export const playlistRoutes = new Hono<AppEnv>()
  .post('/', add.describe, rateLimited(makeRate), validated('json', NewPlaylist), async (c) => {
    return add.send(c, 201, await createPlaylist(keepingOf(c), c.var.account, c.req.valid('json')))
  })
  .get('/', list.describe, validated('query', PageQuery), async (c) => {
    const query = c.req.valid('query')
    const page = pageOfRows(
      (await listPlaylists(c.var.db, c.var.account, query)).map((row) => ({ id: row.playlist.id, row })),
      query.limit,
    )
    const { nowMs } = keepingOf(c)
    const items = page.rows.map(({ row }) => playlistOf(row, nowMs))
    return list.send(c, 200, { items, nextCursor: page.nextCursor })
  })
  .get('/:playlistId', read.describe, validated('param', PlaylistPath), async (c) => {
    const { playlistId } = c.req.valid('param')
    const { db, nowMs } = keepingOf(c)
    return read.send(c, 200, playlistOf(await getPlaylist(db, c.var.account, playlistId), nowMs))
  })
  .patch(
    '/:playlistId',
    patch.describe,
    validated('param', PlaylistPath),
    validated('json', PlaylistPatch),
    async (c) => {
      const { playlistId } = c.req.valid('param')
      const change = c.req.valid('json')
      return patch.send(c, 200, await changePlaylist(keepingOf(c), c.var.account, playlistId, change))
    },
  )
  .delete('/:playlistId', remove.describe, validated('param', PlaylistPath), async (c) => {
    await removePlaylist(keepingOf(c), c.var.account, c.req.valid('param').playlistId)
    return remove.send(c)
  })

/** What the rules of playlists need of a request. */
export function keepingOf(c: Context<AppEnv>): PlaylistKeeping {
  return { db: c.var.db, nowMs: Date.now() }
}
