/** Songs over HTTP. */
import { type Context, Hono } from 'hono'
import { Analysis, Waveform } from '#core/audio/analysis.ts'
import { formatFacts } from '#core/media/format.ts'
import { alsoInRanges, answers, answersFile, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { rateLimited } from '../http/rate-limit.ts'
import { sendObject } from '../http/send-object.ts'
import { validated } from '../http/validated.ts'
import { describeForm, formRequestOf, seenThrough, surroundingsOf } from '../intake/from-request.ts'
import { intakeRates, intakeRefusals } from '../intake/intake.ts'
import { cancelJob } from '../jobs/runner.ts'
import { Song, SongPage, SongPatch, SongPath } from './schema.ts'
import {
  addSong,
  getReadySong,
  getSong,
  keysOfSong,
  type Removal,
  removeSong,
  retitleSong,
  songOf,
} from './songs.ts'
import { listSongs } from './store.ts'

const add = answers('Bring a song: a form with the file, up to 50 MB', { 201: Song }, intakeRefusals)
const list = answers('List songs, newest first', { 200: SongPage }, ['sign-in-required', 'invalid-request'])
const read = answers('Read one song', { 200: Song }, ['sign-in-required', 'song-not-found'])
const patch = answers('Give a song another title', { 200: Song }, [
  'sign-in-required',
  'invalid-request',
  'song-not-found',
])
const remove = answersNothing('Remove a song with its file and analysis', [
  'sign-in-required',
  'song-not-found',
  'conflict',
])
const readAnalysis = answers('Read what was heard in a song', { 200: Analysis }, [
  'sign-in-required',
  'song-not-found',
  'not-ready',
])
const readWaveform = answers("Read a song's peaks, as peaks.js reads them", { 200: Waveform }, [
  'sign-in-required',
  'song-not-found',
  'not-ready',
])
const readFile = answersFile('Read the file as it was brought; takes Range', 'audio/*')

/** Routes under /api/v1/songs. Whether a song is used by a video is the studio's to say, what else goes with it the others'. */
export function makeSongRoutes(others: Pick<Removal, 'isUsed' | 'alongside'>) {
  return new Hono<AppEnv>()
    .post('/', add.describe, describeForm(), rateLimited(...intakeRates), async (c) => {
      const song = await seenThrough(c, addSong(surroundingsOf(c), c.var.account, formRequestOf(c)))
      return add.send(c, 201, songOf(song))
    })
    .get('/', list.describe, validated('query', PageQuery), async (c) => {
      const query = c.req.valid('query')
      const page = pageOfRows(await listSongs(c.var.db, c.var.account, query), query.limit)
      return list.send(c, 200, { items: page.rows.map(songOf), nextCursor: page.nextCursor })
    })
    .get('/:songId', read.describe, validated('param', SongPath), async (c) => {
      return read.send(c, 200, songOf(await getSong(c.var.db, c.var.account, c.req.valid('param').songId)))
    })
    .patch(
      '/:songId',
      patch.describe,
      validated('param', SongPath),
      validated('json', SongPatch),
      async (c) => {
        const { songId } = c.req.valid('param')
        const song = await retitleSong(c.var.db, c.var.account, songId, c.req.valid('json').title)
        return patch.send(c, 200, songOf(song))
      },
    )
    .delete('/:songId', remove.describe, validated('param', SongPath), async (c) => {
      const { db, store, account } = c.var
      const cancel = (jobId: string) => cancelJob(c.env, jobId)
      const removal: Removal = { db, store, nowMs: Date.now(), cancelJob: cancel, ...others }
      await removeSong(removal, account, c.req.valid('param').songId)
      return remove.send(c)
    })
    .get('/:songId/file', readFile, validated('param', SongPath), async (c) => {
      const song = await getSong(c.var.db, c.var.account, c.req.valid('param').songId)
      const { contentType } = formatFacts[song.format]
      const { file } = keysOfSong(song.ownerId, song.id)
      return await sendObject(c, c.var.store, file, { fileName: song.fileName, contentType })
    })
    .get(
      '/:songId/analysis',
      readAnalysis.describe,
      alsoInRanges,
      validated('param', SongPath),
      async (c) => {
        return await sendDocument(c, c.req.valid('param').songId, 'analysis')
      },
    )
    .get(
      '/:songId/waveform',
      readWaveform.describe,
      alsoInRanges,
      validated('param', SongPath),
      async (c) => {
        return await sendDocument(c, c.req.valid('param').songId, 'waveform')
      },
    )
}

/** The documents were parsed when they were written, so they are streamed as they lie. */
async function sendDocument(
  c: Context<AppEnv>,
  songId: string,
  name: 'analysis' | 'waveform',
): Promise<Response> {
  const song = await getReadySong(c.var.db, c.var.account, songId)
  const keys = keysOfSong(song.ownerId, song.id)
  return await sendObject(c, c.var.store, keys[name], { contentType: 'application/json' })
}
