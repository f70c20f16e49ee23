import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { Analysis } from '#core/audio/analysis.ts'
import type { Bindings } from '../env.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { readJob, runJob } from '../testing/jobs.ts'
import { accountIdOf, bringSong, objectsUnder, planVideo, png, wav } from '../testing/material.ts'
import { Song } from './schema.ts'

useFakeComposer()
const { MEDIA } = env as unknown as Bindings

test('a song is there at once, and says what was heard when its job has ended', async () => {
  const [ada] = await signIn('ada')
  const brought = Song.parse((await ada.upload('/songs', wav(20), 'night_drive.wav')).json)
  expect(brought).toMatchObject({
    title: 'night drive',
    status: 'analysing',
    isrc: null,
    recordingId: null,
    tempo: null,
    durationMs: 20_000,
  })
  expect((await ada.get(`/songs/${brought.id}/analysis`)).problem?.type).toContain('not-ready')
  await runJob(brought.jobId)
  expect((await ada.get(`/songs/${brought.id}`)).json).toMatchObject({ status: 'ready', tempo: 120 })
  const analysis = Analysis.parse((await ada.get(`/songs/${brought.id}/analysis`)).json)
  expect(analysis.beats.length).toBeGreaterThan(30)
  expect((await ada.get(`/songs/${brought.id}/waveform`)).json).toMatchObject({ version: 2, bits: 8 })
})

test('the file comes back byte for byte, whole and in ranges', async () => {
  const [ada] = await signIn('ada')
  const song = await bringSong(ada, 1)
  const whole = await ada.raw(`/songs/${song.id}/file`)
  expect(new Uint8Array(await whole.arrayBuffer())).toEqual(wav(1))
  expect(whole.headers.get('content-type')).toBe('audio/wav')
  const part = await ada.raw(`/songs/${song.id}/file`, { headers: { range: 'bytes=0-3' } })
  expect([part.status, await part.text()]).toEqual([206, 'RIFF'])
})

test("another person's song is not there, whatever is asked of it", async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const song = await bringSong(ada, 1)
  const answers = [
    await bo.get(`/songs/${song.id}`),
    await bo.patch(`/songs/${song.id}`, { title: 'mine now' }),
    await bo.delete(`/songs/${song.id}`),
    await bo.get(`/songs/${song.id}/file`),
    await bo.get(`/songs/${song.id}/analysis`),
    await bo.get(`/songs/${song.id}/waveform`),
  ]
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(404))
  expect((await bo.get('/songs')).json).toEqual({ items: [], nextCursor: null })
  expect((await ada.get(`/songs/${song.id}`)).json).toMatchObject({ title: 'night drive' })
})

test('a list comes page by page, newest first', async () => {
  const [ada] = await signIn('ada')
  const ids: string[] = []
  for (let i = 0; i < 3; i++)
    ids.unshift(Song.parse((await ada.upload('/songs', wav(1), `${i}.wav`)).json).id)
  const first = (await ada.get('/songs?limit=2')).json as { items: { id: string }[]; nextCursor: string }
  const second = (await ada.get(`/songs?limit=2&cursor=${first.nextCursor}`)).json as typeof first
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
  expect(second.nextCursor).toBeNull()
})

test('a title changes, and an empty one is refused', async () => {
  const [ada] = await signIn('ada')
  const song = await bringSong(ada, 1)
  expect((await ada.patch(`/songs/${song.id}`, { title: '  Night Drive ' })).json).toMatchObject({
    title: 'Night Drive',
  })
  expect((await ada.patch(`/songs/${song.id}`, { title: ' ' })).status).toBe(400)
})

test.each(['Night\u0000Drive', 'Night\r\nDrive', '\ud83c Night'])(
  'a title of %j is refused, and the old one stays',
  async (title) => {
    const [ada] = await signIn('ada')
    const song = Song.parse((await ada.upload('/songs', wav(1), 'night.wav')).json)
    const answer = await ada.patch(`/songs/${song.id}`, { title })
    expect([answer.status, answer.problem?.detail]).toEqual([400, expect.stringContaining('cannot be shown')])
    expect((await ada.get(`/songs/${song.id}`)).json).toMatchObject({ title: 'night' })
  },
)

test('a removed song leaves nothing in storage, and its job ends', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const waiting = Song.parse((await ada.upload('/songs', wav(1), 'soon gone.wav')).json)
  expect((await ada.delete(`/songs/${waiting.id}`)).status).toBe(204)
  expect((await ada.get(`/songs/${waiting.id}`)).status).toBe(404)
  expect((await readJob(waiting.jobId)).status).toBe('cancelled')
  expect(await objectsUnder(MEDIA, `${account}/songs/`)).toEqual([])
})

test('a song that a video is made of stays until the video is gone', async () => {
  const [ada] = await signIn('ada')
  const video = await planVideo(ada)
  const refused = await ada.delete(`/songs/${video.songId}`)
  expect([refused.status, refused.problem?.type]).toEqual([409, expect.stringContaining('conflict')])
  await ada.delete(`/videos/${video.id}`)
  expect((await ada.delete(`/songs/${video.songId}`)).status).toBe(204)
})

describe('what is no song', () => {
  const cases: readonly (readonly [string, Uint8Array, number, string])[] = [
    ['an empty file', new Uint8Array(), 422, 'unreadable-file'],
    [
      'a page of HTML',
      new TextEncoder().encode('<html><script>alert(1)</script>'),
      415,
      'unsupported-format',
    ],
    [
      'a playlist that names files',
      new TextEncoder().encode('#EXTM3U\nfile:///etc/passwd'),
      415,
      'unsupported-format',
    ],
    [
      'a concat script',
      new TextEncoder().encode("ffconcat version 1.0\nfile '/etc/passwd'"),
      415,
      'unsupported-format',
    ],
    ['a photo', png(10, 10), 415, 'unsupported-format'],
    [
      'a broken file',
      new TextEncoder().encode(`${'RIFF\u0000\u0000\u0000\u0000WAVEfmt '}broken`),
      422,
      'unreadable-file',
    ],
  ]

  test.each(cases)('%s is refused, and nothing of it is kept', async (_name, bytes, status, type) => {
    const [ada] = await signIn('ada')
    const account = await accountIdOf(ada)
    const answer = await ada.upload('/songs', bytes, 'song.mp3')
    expect([answer.status, answer.problem?.type]).toEqual([status, expect.stringContaining(type)])
    expect((await ada.get('/songs')).json).toMatchObject({ items: [] })
    expect(await objectsUnder(MEDIA, account)).toEqual([])
  })

  test('a request without a form, or with two files, is refused', async () => {
    const [ada] = await signIn('ada')
    expect((await ada.post('/songs', { file: 'night drive' })).status).toBeGreaterThanOrEqual(400)
    const form = new FormData()
    form.append('file', new File([wav(1)], 'a.wav'))
    form.append('file', new File([wav(1)], 'b.wav'))
    const answer = await ada.raw('/songs', { method: 'POST', body: form })
    expect(answer.status).toBe(400)
    await answer.body?.cancel()
  })
})

test.each([
  ['../../etc/passwd.wav', 'passwd.wav'],
  ['C:\\music\\drive.wav', 'drive.wav'],
  ['né\u0000on 🌃.wav', 'néon 🌃.wav'],
])('the name %j is kept as %j', async (given, kept) => {
  const [ada] = await signIn('ada')
  expect((await ada.upload('/songs', wav(1), given)).json).toMatchObject({ fileName: kept })
})
