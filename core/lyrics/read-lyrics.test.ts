import { describe, expect, test } from 'vitest'
import { manyScripts } from './lyrics.fake.ts'
import { mostLyricsBytes, readLyrics } from './read-lyrics.ts'
import type { LyricsFile } from './reading.ts'

function read(file: Uint8Array | string, songSeconds = 200) {
  const reading = readLyrics(file, songSeconds)
  if (!reading.ok) throw new Error(reading.reason)
  return { ...reading.value, losses: reading.losses }
}

function linesOf(file: LyricsFile) {
  if (file.kind !== 'timed') throw new Error('the file was read as plain text')
  return file.lines
}

/** Start, end and text of each line. */
function shortOf(file: LyricsFile) {
  return linesOf(file).map(({ startSeconds, endSeconds, text }) => [startSeconds, endSeconds, text])
}

function reasonOf(file: Uint8Array | string, songSeconds = 200): string {
  const reading = readLyrics(file, songSeconds)
  return reading.ok ? 'it was read' : reading.reason
}

describe('LRC', () => {
  test('a line lasts until the next, or until a stamp of no text', () => {
    const file = read('[ti:Night]\n[la:en]\n[00:10.50]One\n[00:12.00]Two\n[00:13.25]\n[01:02.5]Three\n')
    expect(shortOf(file)).toEqual([
      [10.5, 12, 'One'],
      [12, 13.25, 'Two'],
      [62.5, 67.5, 'Three'],
    ])
    expect([file.language, file.losses]).toEqual(['en', []])
  })

  test('a language that is no tag, or longer than one is, is not said', () => {
    const endless = `en${'-abcdefgh'.repeat(10)}`
    expect(read(`[la:${endless}]\n[00:01.00]One\n`).language).toBeNull()
    const vtt = (language: string) => `WEBVTT\nLanguage: ${language}\n\n00:01.000 --> 00:02.000\nOne\n`
    expect([endless, 'e!', 'zh-Hant'].map((language) => read(vtt(language)).language)).toEqual([
      null,
      null,
      'zh-Hant',
    ])
  })

  test('a line of several stamps is sung at each of them', () => {
    const file = read('[00:10.00][00:30.00]Again\n[00:20.00]Between\n')
    expect(shortOf(file).map(([start, , text]) => [start, text])).toEqual([
      [10, 'Again'],
      [20, 'Between'],
      [30, 'Again'],
    ])
    expect(file.losses).toEqual([])
  })

  test('a positive offset lets everything come sooner, as players have it', () => {
    expect(shortOf(read('[offset:+500]\n[00:10.00]One\n[00:12.00]<00:12.50>Two\n'))[1]?.[0]).toBe(11.5)
    expect(read('[offset:soon]\n[00:10.00]One\n').losses).toEqual([
      'The offset “soon” is not a number of milliseconds and was left out.',
    ])
  })

  test('word stamps time each word, and one with nothing after it ends the word before', () => {
    const [line] = linesOf(
      read('[00:10.00] <00:10.04> When <00:10.16> the <00:10.82> night <00:12.00>\n[00:14.00]Next\n'),
    )
    expect(line).toMatchObject({ text: 'When the night', startSeconds: 10, endSeconds: 14 })
    expect(line?.words).toEqual([
      { text: 'When', startSeconds: 10.04, endSeconds: 10.16 },
      { text: 'the', startSeconds: 10.16, endSeconds: 10.82 },
      { text: 'night', startSeconds: 10.82, endSeconds: 12 },
    ])
  })

  test('lines out of order are put in order, and the first of them is named', () => {
    const file = read('[00:20.00]Second\n[00:10.00]First\n')
    expect(shortOf(file).map(([, , text]) => text)).toEqual(['First', 'Second'])
    expect(file.losses).toEqual([
      'Line 2 of the file comes before the one above it; the lines were put in order.',
    ])
  })

  test('a stamp of minutes that no song has is a time after its end, and no word of the line', () => {
    const file = read('[00:10.00]In\n[00:12.00]<4321:00.00>Word\n[1234:00.00]Late\n')
    expect(shortOf(file).map(([, , text]) => text)).toEqual(['In', 'Word'])
    expect(file.losses).toEqual([expect.stringMatching(/^Line 3 of the file starts at 1234:00, after/)])
    expect(reasonOf(`[${'9'.repeat(400)}:00.00]Late\n`)).toMatch(
      /^Line 1 of the file starts at .* after the song/,
    )
  })

  test('lines beyond the song are left out by name, the last is cut at its end', () => {
    const file = read('[00:10.00]In\n[00:28.00]Over the end\n[03:20.00]Beyond\n', 30)
    expect(shortOf(file)).toEqual([
      [10, 28, 'In'],
      [28, 30, 'Over the end'],
    ])
    expect(file.losses).toEqual([
      'Line 3 of the file starts at 3:20, after the song has ended at 0:30; it was left out.',
    ])
    expect(reasonOf('[03:20.00]Beyond\n', 30)).toContain('Line 1 of the file starts at 3:20')
  })

  test('a line without a time is named', () => {
    expect(read('[00:10.00]In\nlost words\n').losses).toEqual([
      'Line 2 of the file has no time that can be read; it was left out.',
    ])
  })
})

describe('SRT', () => {
  const srt =
    '1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i>,\r\nworld\r\n\r\n2\r\n00:00:03.000 --> 00:00:04,000\r\n{\\an8}Again\r\n'

  test('gives each block a line, without tags', () => {
    const file = read(srt)
    expect(shortOf(file)).toEqual([
      [1, 2.5, 'Hello, world'],
      [3, 4, 'Again'],
    ])
    expect(file.losses).toEqual([])
  })

  test('in UTF-16 of either order, with and without its mark, is the same', () => {
    for (const bytes of [
      utf16(`\ufeff${srt}`, true),
      utf16(srt, true),
      utf16(`\ufeff${srt}`, false),
      utf16(srt, false),
    ])
      expect(shortOf(read(bytes))).toEqual(shortOf(read(srt)))
  })

  test('names the line of what cannot be read, and keeps the rest', () => {
    const file = read(
      `${srt}\n3\n00:00:05,000 --> soon\nLost\n\n4\n00:00:08,000 --> 00:00:07,000\nBackwards\n`,
    )
    expect(linesOf(file)).toHaveLength(2)
    expect(file.losses).toEqual([
      'Line 11 of the file has times that cannot be read; its words were left out.',
      'Line 15 of the file ends before it starts; its words were left out.',
    ])
  })
})

describe('WebVTT', () => {
  test('gives each cue a line; notes, styles, settings and tags are let go', () => {
    const file = read(
      'WEBVTT - lyrics\nLanguage: fr\n\nSTYLE\n::cue { color: red }\n\nNOTE nobody sings this\n\nverse\n' +
        '00:01.000 --> 00:02.500 line:0 align:start\n<v Anna>Salut &amp; <b>adieu</b>\n\n1:00:03.000 --> 1:00:04.000\nLate\n',
      4000,
    )
    expect(file).toMatchObject({ format: 'vtt', language: 'fr', losses: [] })
    expect(shortOf(file)).toEqual([
      [1, 2.5, 'Salut & adieu'],
      [3603, 3604, 'Late'],
    ])
  })

  test('stamps inside a cue time its words', () => {
    const [line] = linesOf(
      read('WEBVTT\n\n00:01.000 --> 00:04.000\nOne <00:02.000><c.loud>two </c><00:03.000>three\n'),
    )
    expect(line).toMatchObject({ text: 'One two three' })
    expect(line?.words).toEqual([
      { text: 'One', startSeconds: 1, endSeconds: 2 },
      { text: 'two', startSeconds: 2, endSeconds: 3 },
      { text: 'three', startSeconds: 3, endSeconds: 4 },
    ])
  })
})

describe('plain text', () => {
  test('is its lines; names of parts are left out by name', () => {
    const file = read('[Verse 1]\nHello  world\n\n(Chorus)\nBridge over water\n')
    expect(file).toMatchObject({ kind: 'plain', texts: ['Hello world', 'Bridge over water'] })
    expect(file.losses[0]).toBe(
      'Line 1 of the file, “[Verse 1]”, names a part and is not sung; it was left out.',
    )
  })

  test('is read in any script', () => {
    expect(read(new TextEncoder().encode(manyScripts.join('\n')))).toMatchObject({ texts: manyScripts })
  })

  test('that is neither UTF-8 nor UTF-16 is read as Latin-1, and that is said', () => {
    const file = read(Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x6f, 0x75, 0x69, 0x94]))
    expect(file).toMatchObject({ texts: ['café “oui”'] })
    expect(file.losses).toEqual([
      'The file does not say how its characters are written; they were read as Latin-1.',
    ])
  })
})

test('a file that holds nothing to sing is refused in a sentence', () => {
  expect(reasonOf('')).toBe('The file is empty.')
  expect(reasonOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]))).toBe(
    'This is not a file of text.',
  )
  expect(reasonOf('[00:10.00]\n[00:12.00]  \n')).toBe('The file holds no line that could be sung.')
  expect(reasonOf('x'.repeat(mostLyricsBytes + 1))).toContain('larger than the 1 MB')
  expect(reasonOf('la\n'.repeat(2001))).toBe('The file holds 2001 lines; a song takes at most 2000.')
  expect(reasonOf('[00:01.00]la\n'.repeat(2001))).toBe(
    'The file holds 2001 lines; a song takes at most 2000.',
  )
})

test('a line that is too long is cut, and named', () => {
  const file = read(`[00:01.00]${'la '.repeat(300)}\n`)
  expect(linesOf(file)[0]?.text.length).toBeLessThanOrEqual(500)
  expect(file.losses).toEqual(['Line 1 of the file is longer than 500 characters and was cut there.'])
})

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), isLittle)
  return bytes
}
