/** The songs of playlists over HTTP, and which songs of the library they are. */
import { Hono } from 'hono'
import { answers } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { rateLimited } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { appendToPlaylist, chooseSong, matchAgain, readCandidates, readItems, unchooseSong } from './items.ts'
import { keepingOf } from './routes.ts'
import {
  Candidates,
  Choice,
  ItemPage,
  ItemPath,
  ItemsQuery,
  MatchedItem,
  NewItems,
  Playlist,
  PlaylistPath,
} from './schema.ts'

/** Each reads the whole library. */
const matchRate = { name: 'playlist-matching', by: 'account', capacity: 60, refillPerSecond: 0.5 } as const

const onPlaylist = [
  'sign-in-required',
  'invalid-request',
  'playlist-not-found',
] as const satisfies readonly RefusalCode[]
const onItem = [...onPlaylist, 'playlist-item-not-found'] as const satisfies readonly RefusalCode[]

const append = answers('Put songs behind those of a playlist', { 200: Playlist }, [
  ...onPlaylist,
  'conflict',
  'limit-exceeded',
  'too-many-requests',
])
const list = answers(
  'Read the songs of a playlist, a part at a time, and which songs of the library they are',
  { 200: ItemPage },
  onPlaylist,
)
const listCandidates = answers('Read what a song may be in the library', { 200: Candidates }, onItem)
const choose = answers('Say which song of the library it is, or leave it out', { 200: MatchedItem }, [
  ...onItem,
  'song-not-found',
])
const unchoose = answers(
  'Take back what was chosen: it stands again as it was found',
  { 200: MatchedItem },
  onItem,
)
const match = answers(
  'Look for every song in the library as it is now; what was chosen by hand stays',
  { 200: Playlist },
  [...onPlaylist, 'too-many-requests'],
)

/** Routes under /api/v1/playlists. */
export const playlistItemRoutes = new Hono<AppEnv>()
  .post(
    '/:playlistId/items',
    append.describe,
    rateLimited(matchRate),
    validated('param', PlaylistPath),
    validated('json', NewItems),
    async (c) => {
      const { playlistId } = c.req.valid('param')
      const { items } = c.req.valid('json')
      return append.send(c, 200, await appendToPlaylist(keepingOf(c), c.var.account, playlistId, items))
    },
  )
  .get(
    '/:playlistId/items',
    list.describe,
    validated('param', PlaylistPath),
    validated('query', ItemsQuery),
    async (c) => {
      const { playlistId } = c.req.valid('param')
      return list.send(c, 200, await readItems(c.var.db, c.var.account, playlistId, c.req.valid('query')))
    },
  )
  .get(
    '/:playlistId/items/:position/candidates',
    listCandidates.describe,
    validated('param', ItemPath),
    async (c) => {
      return listCandidates.send(c, 200, await readCandidates(c.var.db, c.var.account, c.req.valid('param')))
    },
  )
  .put(
    '/:playlistId/items/:position/match',
    choose.describe,
    validated('param', ItemPath),
    validated('json', Choice),
    async (c) => {
      const { songId } = c.req.valid('json')
      const item = await chooseSong(keepingOf(c), c.var.account, c.req.valid('param'), songId)
      return choose.send(c, 200, item)
    },
  )
  .delete(
    '/:playlistId/items/:position/match',
    unchoose.describe,
    validated('param', ItemPath),
    async (c) => {
      return unchoose.send(c, 200, await unchooseSong(keepingOf(c), c.var.account, c.req.valid('param')))
    },
  )
  .post(
    '/:playlistId/matching',
    match.describe,
    rateLimited(matchRate),
    validated('param', PlaylistPath),
    async (c) => {
      const { playlistId } = c.req.valid('param')
      return match.send(c, 200, await matchAgain(keepingOf(c), c.var.account, playlistId))
    },
  )
