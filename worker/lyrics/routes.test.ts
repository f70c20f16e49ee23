import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { manyScripts } from '#core/lyrics/lyrics.fake.ts'
import type { Lyrics } from '#core/lyrics/lyrics.ts'
import { openDatabase } from '../db/client.ts'
import type { Bindings } from '../env.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { bringSong } from '../testing/material.ts'
import { useFakeLrclib } from './lrclib.fake.ts'
import { BroughtLyrics } from './schema.ts'
import { findLyrics } from './store.ts'

useFakeComposer()
const lrclib = useFakeLrclib()
const bindings = env as unknown as Bindings

const line = (text: string, startSeconds: number, endSeconds: number) => ({
  text,
  startSeconds,
  endSeconds,
  words: [],
  isGuess: false,
})

const some: Lyrics = {
  version: 1,
  language: 'en',
  source: 'typed',
  lines: [line('Hold on', 2, 4), line('the night is young', 4, 8)],
}

async function tagOf(client: Client, songId: string): Promise<string> {
  return (await client.get(`/songs/${songId}/lyrics`)).headers.get('etag') ?? ''
}

async function give(client: Client, songId: string, lyrics: unknown) {
  return await client.put(`/songs/${songId}/lyrics`, lyrics, { 'if-match': await tagOf(client, songId) })
}

/** Sends a file as its bytes. */
async function send(
  client: Client,
  songId: string,
  file: Uint8Array | string,
  headers = {},
): Promise<Response> {
  return await client.raw(`/songs/${songId}/lyrics/import`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream', ...headers },
  })
}

describe('the words of a song', () => {
  test('are none at first, and then what was put there', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const none = await ada.get(`/songs/${song.id}/lyrics`)
    expect(none.json).toEqual({ version: 1, language: null, source: 'typed', lines: [] })
    expect((await give(ada, song.id, some)).status).toBe(200)
    const read = await ada.get(`/songs/${song.id}/lyrics`)
    expect(read.json).toEqual(some)
    const known = { 'if-none-match': read.headers.get('etag') ?? '' }
    expect((await ada.get(`/songs/${song.id}/lyrics`, known)).status).toBe(304)
  })

  test('are only replaced by somebody who names them', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const path = `/songs/${song.id}/lyrics`
    const first = { 'if-match': await tagOf(ada, song.id) }
    await ada.put(path, some, first)
    const other = { ...some, language: 'fr' }
    expect((await ada.put(path, other, first)).problem?.type).toContain('changed-meanwhile')
    expect((await ada.put(path, other)).status).toBe(428)
    // An edit whose answer got lost is sent again as it was.
    expect((await ada.put(path, some, first)).status).toBe(200)
    expect((await ada.get(path)).json).toEqual(some)
  })

  test('are in a language whose tag captions can carry on', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const endless = { ...some, language: `en${'-abcdefgh'.repeat(1000)}` }
    const refused = await give(ada, song.id, endless)
    expect(refused.problem?.detail).toBe(
      '"language": it is no language tag, such as en or zh-Hant, of at most 35 characters.',
    )
    const brought = await ada.post(`/songs/${song.id}/lyrics/import`, {
      text: `[la:${endless.language}]\n[00:01.00]One\n`,
    })
    expect(brought.json).toMatchObject({ lyrics: { language: null, lines: [{ text: 'One' }] } })
  })

  test('that cannot be sung in it are refused by the line', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const late = { ...some, lines: [line('Hold on', 2, 400)] }
    expect((await give(ada, song.id, late)).problem?.detail).toBe(
      'Line 1 ends at 400.00 seconds, and the song at 20.00.',
    )
    const backwards = { ...some, lines: some.lines.toReversed() }
    expect((await give(ada, song.id, backwards)).problem?.detail).toContain('Line 2 starts before')
    expect((await give(ada, song.id, { ...some, lines: [line('', 1, 2)] })).problem?.detail).toContain(
      'lines.0.text',
    )
    expect(
      (await give(ada, song.id, { ...some, lines: [line('a\u0000b', 1, 2)] })).problem?.detail,
    ).toContain('Line 1')
  })

  test('can be taken out, and go with the song', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    await give(ada, song.id, some)
    expect((await ada.delete(`/songs/${song.id}/lyrics`)).status).toBe(204)
    expect((await ada.get(`/songs/${song.id}/lyrics`)).json).toMatchObject({ lines: [] })
    await give(ada, song.id, some)
    const db = openDatabase(bindings.DB)
    const owner = { id: song.id }
    expect((await ada.delete(`/songs/${song.id}`)).status).toBe(204)
    expect((await ada.get(`/songs/${song.id}/lyrics`)).status).toBe(404)
    expect(await findLyrics(db, owner, song.id)).toBeUndefined()
  })

  test("are nobody else's, whatever is asked", async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const song = await bringSong(ada)
    await give(ada, song.id, some)
    const path = `/songs/${song.id}/lyrics`
    const tag = { 'if-match': await tagOf(ada, song.id) }
    const answers = [
      await bo.get(path),
      await bo.put(path, some, tag),
      await bo.delete(path),
      await bo.post(`${path}/import`, { text: 'mine' }, tag),
      await bo.post(`${path}/fetch`, { artist: 'x' }, tag),
      await bo.post(`${path}/transcribe`, {}),
      await bo.get(`${path}/ways`),
      await bo.get(`${path}.srt`),
      await bo.get(`${path}.vtt`),
      await bo.get(`${path}.lrc`),
    ]
    const absent = await bo.get('/songs/sng_absent/lyrics')
    for (const answer of answers)
      expect([answer.status, answer.problem?.type]).toEqual([404, absent.problem?.type])
    expect((await ada.get(path)).json).toEqual(some)
  })
})

describe('a file of words', () => {
  test('becomes the words, with a sentence for what could not be kept', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const file = '[00:04.00]Second\n[00:02.00]First\n[03:00.00]Beyond\n'
    const answer = await ada.post(`/songs/${song.id}/lyrics/import`, { text: file })
    const { lyrics, losses } = BroughtLyrics.parse(answer.json)
    expect(lyrics.lines.map(({ text, startSeconds }) => [text, startSeconds])).toEqual([
      ['First', 2],
      ['Second', 4],
    ])
    expect(lyrics.source).toBe('imported')
    expect(losses).toEqual([
      'Line 2 of the file comes before the one above it; the lines were put in order.',
      'Line 3 of the file starts at 3:00, after the song has ended at 0:20; it was left out.',
    ])
    expect((await ada.get(`/songs/${song.id}/lyrics`)).json).toEqual(lyrics)
  })

  test('as bytes in UTF-16 is read, and one that is no text is refused', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const srt = `\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\n${manyScripts[6]}\r\n`
    const bytes = new Uint8Array(srt.length * 2)
    for (let i = 0; i < srt.length; i += 1)
      new DataView(bytes.buffer).setUint16(i * 2, srt.charCodeAt(i), true)
    const { lyrics } = BroughtLyrics.parse(await (await send(ada, song.id, bytes)).json())
    expect(lyrics.lines.map(({ text }) => text)).toEqual([manyScripts[6]])
    const tag = { 'if-match': await tagOf(ada, song.id) }
    const picture = await send(ada, song.id, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2]), tag)
    expect([picture.status, await picture.text()]).toEqual([
      422,
      expect.stringContaining('not a file of text'),
    ])
    expect((await send(ada, song.id, new Uint8Array(3_000_000).fill(97), tag)).status).toBe(413)
    expect((await ada.get(`/songs/${song.id}/lyrics`)).json).toEqual(lyrics)
  })

  test('takes the place of words only where these are named', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    await give(ada, song.id, some)
    const path = `/songs/${song.id}/lyrics/import`
    expect((await ada.post(path, { text: 'Other words' })).status).toBe(428)
    expect((await ada.post(path, { text: 'Other words' }, { 'if-match': '"old"' })).status).toBe(412)
    expect(
      (await ada.post(path, { text: 'Other words' }, { 'if-match': await tagOf(ada, song.id) })).status,
    ).toBe(200)
  })

  test('without times is spread over the song as a guess, and takes the times of the same words where they are known', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    const path = `/songs/${song.id}/lyrics/import`
    const guessed = BroughtLyrics.parse(
      (await ada.post(path, { text: 'Hold on\nthe night is young' })).json,
    ).lyrics
    expect(guessed.lines.map(({ isGuess }) => isGuess)).toEqual([true, true])
    expect(guessed.lines[1]?.startSeconds).toBeGreaterThan(guessed.lines[0]?.startSeconds ?? 99)
    await give(ada, song.id, some)
    const pasted = { text: 'Hold on,\nThe night is YOUNG!' }
    const again = await ada.post(path, pasted, { 'if-match': await tagOf(ada, song.id) })
    const { lines } = BroughtLyrics.parse(again.json).lyrics
    expect(lines.map(({ text, startSeconds, isGuess }) => [text, startSeconds, isGuess])).toEqual([
      ['Hold on,', 2, false],
      ['The night is YOUNG!', 4, false],
    ])
  })
})

describe('LRCLIB', () => {
  const track = {
    trackName: 'Night Drive',
    artistName: 'Ada & the Loops',
    albumName: 'Roads',
    duration: 21,
    instrumental: false,
    plainLyrics: 'Hold on\nthe night is young',
    syncedLyrics: '[00:02.00] Hold on\n[00:04.00] the night is young\n[00:08.00]',
  }

  async function find(query: object = { artist: 'Ada & the Loops' }, headers = {}) {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    return { ada, song, answer: await ada.post(`/songs/${song.id}/lyrics/fetch`, query, headers) }
  }

  test('brings timed words by title, artist and length, and knows who asks', async () => {
    lrclib.current.tracks.push(track)
    const { answer } = await find()
    const { lyrics } = BroughtLyrics.parse(answer.json)
    expect(lyrics).toMatchObject({
      source: 'lrclib',
      lines: [{ text: 'Hold on', startSeconds: 2, endSeconds: 4 }, {}],
    })
    const [asked] = lrclib.current.asked
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({
      track_name: 'night drive',
      artist_name: 'Ada & the Loops',
      duration: '20',
    })
    expect(asked?.userAgent).toContain('Cuecraft')
  })

  test('brings plain words where it has no others, as guesses', async () => {
    lrclib.current.tracks.push({ ...track, syncedLyrics: null })
    const { lyrics } = BroughtLyrics.parse((await find()).answer.json)
    expect(lyrics.lines.map(({ text, isGuess }) => [text, isGuess])).toEqual([
      ['Hold on', true],
      ['the night is young', true],
    ])
  })

  test('has nothing of a song of another length, of an unknown one, or of one that nobody sings', async () => {
    lrclib.current.tracks.push({ ...track, duration: 240 })
    const { answer, ada, song } = await find()
    expect([answer.status, answer.problem?.detail]).toEqual([404, expect.stringContaining('at this length')])
    lrclib.current.tracks[0] = { ...track, instrumental: true, plainLyrics: null, syncedLyrics: null }
    const silent = await ada.post(`/songs/${song.id}/lyrics/fetch`, { artist: 'Ada & the Loops' })
    expect([silent.status, silent.problem?.detail]).toEqual([404, expect.stringContaining('has no words')])
    expect((await ada.post(`/songs/${song.id}/lyrics/fetch`, {})).problem?.detail).toContain('"artist"')
  })

  test('that stumbles is asked again; that is away, or answers something else, is said to be away', async () => {
    lrclib.current.tracks.push(track)
    lrclib.current.trouble.push({ status: 503 }, { status: 0 })
    const { answer, ada, song } = await find()
    expect(answer.status).toBe(200)
    const again = async () =>
      await ada.post(
        `/songs/${song.id}/lyrics/fetch`,
        { artist: 'Ada & the Loops' },
        { 'if-match': await tagOf(ada, song.id) },
      )
    lrclib.current.trouble.push({ status: 429, retryAfter: '40' })
    const busy = await again()
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '40'])
    lrclib.current.trouble.push({ status: 200, body: '<html>captcha</html>' })
    expect((await again()).status).toBe(503)
  })
})

describe('a file to take along', () => {
  test('is there as LRC, SRT and WebVTT, named after the song', async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    expect((await ada.get(`/songs/${song.id}/lyrics.srt`)).status).toBe(404)
    await give(ada, song.id, some)
    const srt = await ada.raw(`/songs/${song.id}/lyrics.srt`)
    expect(await srt.text()).toBe(
      '1\n00:00:02,000 --> 00:00:04,000\nHold on\n\n2\n00:00:04,000 --> 00:00:08,000\nthe night is young\n',
    )
    expect(srt.headers.get('content-disposition')).toContain('filename="night drive.srt"')
    expect((await ada.get(`/songs/${song.id}/lyrics.vtt`)).text).toMatch(/^WEBVTT\n/)
    expect((await ada.get(`/songs/${song.id}/lyrics.lrc`)).text).toContain('[00:02.00]Hold on')
  })

  test("is in a video's own time when its stretch is named", async () => {
    const [ada] = await signIn('ada')
    const song = await bringSong(ada)
    await give(ada, song.id, some)
    const file = await ada.get(`/songs/${song.id}/lyrics.lrc?startSeconds=3&lengthSeconds=4`)
    expect(file.text).toBe('[la:en]\n[00:00.00]Hold on\n[00:01.00]the night is young\n[00:04.00]\n')
    expect((await ada.get(`/songs/${song.id}/lyrics.srt?startSeconds=-1`)).status).toBe(400)
  })
})
