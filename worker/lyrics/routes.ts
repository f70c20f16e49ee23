/** The words of songs over HTTP. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { excerptOfLyrics } from '#core/lyrics/excerpt.ts'
import { Lyrics } from '#core/lyrics/lyrics.ts'
import { mostLyricsBytes } from '#core/lyrics/read-lyrics.ts'
import { type LyricsFileKind, writeLyrics } from '#core/lyrics/write-lyrics.ts'
import { answers, answersFile, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { namesTag } from '../http/entity-tag.ts'
import { rateLimited } from '../http/rate-limit.ts'
import { Refusal, type RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { SongPath } from '../songs/schema.ts'
import { getSong } from '../songs/songs.ts'
import { dispositionOf } from '../storage/disposition.ts'
import { fetchLyrics, importLyrics } from './bring.ts'
import { getLyrics, lyricsTag, removeLyrics, replaceLyrics } from './lyrics.ts'
import {
  BroughtLyrics,
  FileStretch,
  LrcStretch,
  LyricsQuery,
  LyricsText,
  LyricsWays,
  Transcription,
  TranscriptionWish,
} from './schema.ts'
import { activeTranscription, requestTranscription } from './transcriptions.ts'
import { lrclibWay, transcriptionWay } from './ways.ts'

/** Every tap of a key is saved after a moment: somebody who taps a whole song goes through. */
const editRate = { name: 'lyrics', by: 'account', capacity: 120, refillPerSecond: 2 } as const
/** LRCLIB is run by volunteers, for everybody. */
const fetchRate = { name: 'lyrics-fetch', by: 'account', capacity: 20, refillPerSecond: 0.1 } as const
/** Listening costs money. */
const listenRate = { name: 'transcriptions', by: 'account', capacity: 10, refillPerSecond: 0.01 } as const

const onSong = ['sign-in-required', 'song-not-found'] as const satisfies readonly RefusalCode[]
const onEdit = [
  ...onSong,
  'invalid-request',
  'if-match-required',
  'changed-meanwhile',
  'too-large',
  'limit-exceeded',
  'too-many-requests',
] as const satisfies readonly RefusalCode[]

const read = answers('Read the words of a song; their ETag names this version', { 200: Lyrics }, onSong)
const edit = answers('Put words in the place of those that If-Match names', { 200: Lyrics }, onEdit)
const remove = answersNothing('Take the words out of a song', onSong)
const bring = answers(
  'Bring words: a file (LRC, SRT, WebVTT, text) as its bytes, or as text in JSON; words that are there are named by If-Match',
  { 200: BroughtLyrics },
  [...onEdit, 'unreadable-file'],
)
const find = answers('Bring words from LRCLIB, by title, artist and length', { 200: BroughtLyrics }, [
  ...onEdit,
  'lyrics-not-found',
  'unreadable-file',
  'not-set-up',
])
const listen = answers('Let a model listen to the song; its job tells how it goes', { 202: Transcription }, [
  ...onSong,
  'invalid-request',
  'too-many-requests',
  'not-set-up',
])
const readWays = answers('Say how words can be had here, and who listens now', { 200: LyricsWays }, onSong)

const EditHeaders = z.object({ 'if-match': z.string().max(200).optional() })

const fileBody = describeRoute({
  requestBody: {
    required: true,
    content: {
      'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
      'application/json': {
        schema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
      },
    },
  },
})

const boundedFile = bodyLimit({
  // A text in JSON is longer than the text, by its escapes.
  maxSize: 2 * mostLyricsBytes,
  onError: () => {
    throw new Refusal('too-large', 'Files of words are taken up to 1 MB.')
  },
})

/** Routes under /api/v1/songs, of the words. */
export const lyricsRoutes = new Hono<AppEnv>()
  .get('/:songId/lyrics', read.describe, validated('param', SongPath), async (c) => {
    const found = await getLyrics(c.var.db, c.var.account, c.req.valid('param').songId)
    c.header('etag', lyricsTag(found))
    if (namesTag(c.req.header('if-none-match'), lyricsTag(found))) return c.body(null, 304)
    return read.send(c, 200, found.lyrics)
  })
  .put(
    '/:songId/lyrics',
    edit.describe,
    rateLimited(editRate),
    validated('param', SongPath),
    validated('header', EditHeaders),
    validated('json', Lyrics),
    async (c) => {
      const { songId } = c.req.valid('param')
      const change = { ...versionOf(c), songId, lyrics: c.req.valid('json') }
      const found = await replaceLyrics(c.var.db, c.var.account, change)
      c.header('etag', lyricsTag(found))
      return edit.send(c, 200, found.lyrics)
    },
  )
  .delete('/:songId/lyrics', remove.describe, validated('param', SongPath), async (c) => {
    await removeLyrics(c.var.db, c.var.account, c.req.valid('param').songId)
    return remove.send(c)
  })
  .post(
    '/:songId/lyrics/import',
    bring.describe,
    fileBody,
    boundedFile,
    rateLimited(editRate),
    validated('param', SongPath),
    validated('header', EditHeaders),
    async (c) => {
      const { songId } = c.req.valid('param')
      const place = { ...versionOf(c), songId, file: await fileOf(c) }
      const brought = await importLyrics(c.var, c.var.account, place)
      c.header('etag', lyricsTag(brought))
      return bring.send(c, 200, { lyrics: brought.lyrics, losses: [...brought.losses] })
    },
  )
  .post(
    '/:songId/lyrics/fetch',
    find.describe,
    rateLimited(fetchRate),
    validated('param', SongPath),
    validated('header', EditHeaders),
    validated('json', LyricsQuery),
    async (c) => {
      const { songId } = c.req.valid('param')
      const place = { ...versionOf(c), songId, query: c.req.valid('json') }
      const brought = await fetchLyrics(c.var, c.var.account, place)
      c.header('etag', lyricsTag(brought))
      return find.send(c, 200, { lyrics: brought.lyrics, losses: [...brought.losses] })
    },
  )
  .post(
    '/:songId/lyrics/transcribe',
    listen.describe,
    rateLimited(listenRate),
    validated('param', SongPath),
    validated('json', TranscriptionWish),
    async (c) => {
      const { db, settings, account } = c.var
      const asking = { db, settings, ai: c.env.AI, queue: c.env.JOB_QUEUE, nowMs: Date.now() }
      const wish = { songId: c.req.valid('param').songId, language: c.req.valid('json').language }
      return listen.send(c, 202, await requestTranscription(asking, account, wish))
    },
  )
  .get('/:songId/lyrics/ways', readWays.describe, validated('param', SongPath), async (c) => {
    const { db, settings, account } = c.var
    const { songId } = c.req.valid('param')
    await getSong(db, account, songId)
    const jobId = (await activeTranscription(db, account, songId)) ?? null
    const ways = { lrclib: lrclibWay(settings), transcription: transcriptionWay(settings, c.env.AI), jobId }
    return readWays.send(c, 200, ways)
  })
  .get(
    '/:songId/lyrics.lrc',
    answersFile('Read the words as LRC, with words=true also for every word', 'text/plain'),
    validated('param', SongPath),
    validated('query', LrcStretch),
    async (c) => {
      const { words, ...stretch } = c.req.valid('query')
      return await sendFile(c, {
        ...stretch,
        ...c.req.valid('param'),
        kind: words === 'true' ? 'lrc-words' : 'lrc',
      })
    },
  )
  .get(
    '/:songId/lyrics.srt',
    answersFile('Read the words as SubRip subtitles', 'application/x-subrip'),
    validated('param', SongPath),
    validated('query', FileStretch),
    async (c) => await sendFile(c, { ...c.req.valid('query'), ...c.req.valid('param'), kind: 'srt' }),
  )
  .get(
    '/:songId/lyrics.vtt',
    answersFile('Read the words as WebVTT', 'text/vtt'),
    validated('param', SongPath),
    validated('query', FileStretch),
    async (c) => await sendFile(c, { ...c.req.valid('query'), ...c.req.valid('param'), kind: 'vtt' }),
  )

function versionOf(c: Context<AppEnv>) {
  return { ifMatch: c.req.header('if-match'), nowMs: Date.now() }
}

/** The bytes of a file, or the text of a JSON document. */
async function fileOf(c: Context<AppEnv>): Promise<Uint8Array | string> {
  if (c.req.header('content-type')?.startsWith('application/octet-stream') === true)
    return new Uint8Array(await c.req.arrayBuffer())
  const parsed = LyricsText.safeParse(await c.req.json().catch(() => undefined))
  if (!parsed.success)
    throw new Refusal('invalid-request', 'Send a file as application/octet-stream, or JSON with its "text".')
  return parsed.data.text
}

const files = {
  lrc: { end: 'lrc', contentType: 'text/plain' },
  'lrc-words': { end: 'lrc', contentType: 'text/plain' },
  srt: { end: 'srt', contentType: 'application/x-subrip' },
  vtt: { end: 'vtt', contentType: 'text/vtt' },
} as const satisfies Record<LyricsFileKind, { end: string; contentType: string }>

async function sendFile(
  c: Context<AppEnv>,
  wish: FileStretch & { readonly songId: string; readonly kind: LyricsFileKind },
): Promise<Response> {
  const { songId, kind, startSeconds = 0, lengthSeconds } = wish
  const { db, account } = c.var
  const song = await getSong(db, account, songId)
  const { lyrics } = await getLyrics(db, account, songId)
  if (lyrics.lines.length === 0) throw new Refusal('lyrics-not-found', 'This song has no words yet.')
  const isWhole = startSeconds === 0 && lengthSeconds === undefined
  const length = lengthSeconds ?? Math.max(0, song.durationMs / 1000 - startSeconds)
  const shown = isWhole ? lyrics : excerptOfLyrics(lyrics, { startSeconds, lengthSeconds: length })
  const { end, contentType } = files[kind]
  return c.body(writeLyrics(shown, kind), 200, {
    'content-type': `${contentType}; charset=utf-8`,
    'content-disposition': dispositionOf(`${song.title}.${end}`, true),
    'cache-control': 'private, no-cache',
  })
}
