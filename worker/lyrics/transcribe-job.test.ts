import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { Lyrics } from '#core/lyrics/lyrics.ts'
import type { Bindings } from '../env.ts'
import type { Song } from '../songs/schema.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { readJob, runJob, stepJob } from '../testing/jobs.ts'
import { accountIdOf, bringSong, objectsUnder } from '../testing/material.ts'
import type { FakeWorkersAi, SungWord } from '../testing/workers-ai.fake.ts'
import { LyricsWays, Transcription } from './schema.ts'
import { transcriptionWay } from './ways.ts'

const composer = useFakeComposer()
const bindings = env as unknown as Bindings
/** The fake behind the binding, with the switches that only tests know. */
const ai = bindings.AI as unknown as {
  [K in 'begin' | 'made']: (...given: Parameters<FakeWorkersAi[K]>) => Promise<ReturnType<FakeWorkersAi[K]>>
}

/** Words sung one after the other, two a second. */
function sung(text: string, startSeconds: number): readonly SungWord[] {
  return text
    .split(' ')
    .map((word, i) => ({ word, start: startSeconds + i / 2, end: startSeconds + i / 2 + 0.4 }))
}

async function ask(client: Client, song: Song, wish: object = {}): Promise<string> {
  const answer = await client.post(`/songs/${song.id}/lyrics/transcribe`, wish)
  expect(answer.status).toBe(202)
  return Transcription.parse(answer.json).jobId
}

async function wordsOf(client: Client, song: Song): Promise<Lyrics> {
  return Lyrics.parse((await client.get(`/songs/${song.id}/lyrics`)).json)
}

async function give(client: Client, song: Song, text: string): Promise<void> {
  const tag = (await client.get(`/songs/${song.id}/lyrics`)).headers.get('etag') ?? ''
  await client.post(`/songs/${song.id}/lyrics/import`, { text }, { 'if-match': tag })
}

describe('a song that is listened to', () => {
  test('gets the words that were heard, piece by piece, each once', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada, 100)
    await ai.begin([
      ...sung('hold on the night is young', 5),
      ...sung('over the cut we go', 59),
      ...sung('and home', 90),
    ])
    const jobId = await ask(ada, song)
    expect((await runJob(jobId)).status).toBe('succeeded')
    const lyrics = await wordsOf(ada, song)
    expect(lyrics).toMatchObject({ source: 'transcribed', language: 'en' })
    expect(lyrics.lines.map(({ text, startSeconds }) => [text, startSeconds])).toEqual([
      ['hold on the night is young', 5],
      ['over the cut we go', 59],
      ['and home', 90],
    ])
    expect((await ai.made()).map(({ piece }) => piece)).toEqual([
      { startSeconds: 0, lengthSeconds: 64 },
      { startSeconds: 60, lengthSeconds: 40 },
    ])
  })

  test('gives the words that were known their times, and the model is told what they are', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    await give(ada, song, 'Hold on, the night is young\nNobody heard this\nCome home')
    await ai.begin([...sung('old on the knight is young', 5), ...sung('come home', 12)])
    await runJob(await ask(ada, song, { language: 'en-GB' }))
    const { lines, source } = await wordsOf(ada, song)
    expect(lines.map(({ text, isGuess }) => [text, isGuess])).toEqual([
      ['Hold on, the night is young', false],
      ['Nobody heard this', true],
      ['Come home', false],
    ])
    expect([lines[2]?.startSeconds, lines[2]?.words.map(({ text }) => text), source]).toEqual([
      12,
      ['Come', 'home'],
      'imported',
    ])
    const [call] = await ai.made()
    expect(call?.input).toMatchObject({
      language: 'en',
      initial_prompt: expect.stringContaining('Hold on, the night'),
    })
  })

  test('is listened to by one at a time, whom everybody who asks is told of', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    await ai.begin(sung('hold on', 5))
    const jobId = await ask(ada, song)
    expect(await ask(ada, song)).toBe(jobId)
    const ways = async () => LyricsWays.parse((await ada.get(`/songs/${song.id}/lyrics/ways`)).json)
    expect(await ways()).toMatchObject({ transcription: { isOn: true }, lrclib: { isOn: true }, jobId })
    await runJob(jobId)
    expect((await ways()).jobId).toBeNull()
    expect(await ask(ada, song)).not.toBe(jobId)
  })

  test('keeps words that somebody wrote meanwhile', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    await ai.begin(sung('hold on', 5))
    const jobId = await ask(ada, song)
    await give(ada, song, 'My own words')
    const row = await runJob(jobId)
    expect([row.status, row.error]).toEqual([
      'failed',
      expect.stringContaining('changed while the song was listened to'),
    ])
    expect((await wordsOf(ada, song)).lines.map(({ text }) => text)).toEqual(['My own words'])
  })

  test('leaves nothing behind in storage, however it ends', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const prefix = `${await accountIdOf(ada)}/songs/${song.id}/voice-`
    await ai.begin(sung('hold on', 5))
    await runJob(await ask(ada, song))
    expect(await objectsUnder(bindings.MEDIA, prefix)).toEqual([])
    const jobId = await ask(ada, song)
    await runJob(jobId, (row) => row.stage === 'listening')
    expect(await objectsUnder(bindings.MEDIA, prefix)).toHaveLength(1)
    await ada.post(`/jobs/${jobId}/cancel`)
    await stepJob(jobId)
    expect((await readJob(jobId)).status).toBe('cancelled')
    expect(await objectsUnder(bindings.MEDIA, prefix)).toEqual([])
  })

  test('in which nobody sings has no words, and says so', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    await ai.begin([])
    const row = await runJob(await ask(ada, song))
    expect([row.status, row.error]).toEqual(['failed', 'Nobody was heard singing in this song.'])
  })

  test.each(['waiting for its turn', 'listening'])(
    'and is removed while its job is %s ends it',
    async (stage) => {
      const [ada] = await signIn('ada')
      const song = await bringSong(ada)
      await ai.begin(sung('hold on', 5))
      const jobId = await ask(ada, song)
      await runJob(jobId, (row) => row.stage === stage)
      await ada.delete(`/songs/${song.id}`)
      expect((await runJob(jobId)).error).toBe('The song was removed meanwhile.')
    },
  )
})

describe('a model that stumbles', () => {
  test('is asked again, also when it answers with something else', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    await ai.begin(sung('hold on', 5), ['3040: Capacity temporarily exceeded, please try again.', 'html'])
    expect((await runJob(await ask(ada, song))).status).toBe('succeeded')
    expect(await ai.made()).toHaveLength(3)
  })

  test('whose allowance is used up is not asked again today', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    await ai.begin(sung('hold on', 5), [
      '4006: you have used up your daily free allocation of 10,000 neurons',
    ])
    const row = await runJob(await ask(ada, song))
    expect([row.status, row.error]).toEqual(['failed', expect.stringContaining('Try again tomorrow')])
    expect(await ai.made()).toHaveLength(1)
  })

  test('after a media service that died begins where it was', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada, 100)
    await ai.begin(sung('hold on', 5))
    const jobId = await ask(ada, song)
    await runJob(jobId, (row) => row.stage.startsWith('listened to 1'))
    composer.current.kill()
    composer.current.revive()
    expect((await runJob(jobId)).status).toBe('succeeded')
    expect(await ai.made()).toHaveLength(2)
  })
})

test('where nobody can listen, the setting that is missing is named', () => {
  expect(transcriptionWay({ TRANSCRIPTION: 'workers-ai' }, undefined)).toEqual({
    isOn: false,
    why: 'Transcription is not set up here: it needs Workers AI, bound as AI in wrangler.toml ([ai] binding = "AI").',
  })
  expect(transcriptionWay({ TRANSCRIPTION: 'off' }, bindings.AI)).toMatchObject({ isOn: false })
})
