import { expect, test } from 'vitest'
import { Refusal } from '../http/refusal.ts'
import { png, wav } from '../testing/material.ts'
import { sniffFormat } from './sniff.ts'

async function refusalOf(reading: Promise<unknown>): Promise<Refusal> {
  const thrown = await reading.catch((error: unknown) => error)
  if (thrown instanceof Refusal) return thrown
  throw new Error(`expected a refusal and met ${String(thrown)}`)
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

/** The beginnings of files, as their formats state them; a few zeros stand for the rest. */
const beginnings = {
  mp3: 'ID3\u0003\u0000\u0000\u0000\u0000\u0000\u0000\u00ff\u00fb\u0090\u0000',
  flac: 'fLaC\u0000\u0000\u0000\u0022',
  ogg: `OggS\u0000\u0002${'\0'.repeat(22)}\u0001vorbis`,
  opus: `OggS\u0000\u0002${'\0'.repeat(22)}OpusHead`,
  m4a: '\u0000\u0000\u0000\u0020ftypM4A \u0000\u0000\u0000\u0000',
  mp4: '\u0000\u0000\u0000\u0020ftypisom\u0000\u0000\u0002\u0000',
  mov: '\u0000\u0000\u0000\u0020ftypqt  \u0000\u0000\u0000\u0000',
  jpg: '\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF\u0000',
  webp: 'RIFF\u0020\u0000\u0000\u0000WEBPVP8 ',
  avif: '\u0000\u0000\u0000\u0020ftypavif\u0000\u0000\u0000\u0000',
  heic: '\u0000\u0000\u0000\u0020ftypheic\u0000\u0000\u0000\u0000',
} as const

function beginningOf(format: keyof typeof beginnings): Uint8Array {
  return bytesOf(`${beginnings[format]}${'\0'.repeat(64)}`)
}

test.each([
  ['mp3', 'mp3'],
  ['flac', 'flac'],
  ['ogg', 'ogg'],
  ['opus', 'ogg'],
  ['m4a', 'm4a'],
] as const)('a song that begins as %s is %s', async (beginning, format) => {
  expect(await sniffFormat(beginningOf(beginning), 'song')).toBe(format)
})

test.each(['mp4', 'mov', 'jpg', 'webp', 'avif', 'heic'] as const)(
  'a photo or clip that begins as %s is one',
  async (format) => {
    expect(await sniffFormat(beginningOf(format), 'media')).toBe(format)
  },
)

test('what a file is for decides as well: a photo is no song, a song no photo', async () => {
  expect((await refusalOf(sniffFormat(png(8, 8), 'song'))).detail).toContain('is PNG by its bytes')
  expect((await refusalOf(sniffFormat(wav(1), 'media'))).detail).toContain('is WAV by its bytes')
})

test('an empty file is said to be empty', async () => {
  expect(await refusalOf(sniffFormat(new Uint8Array(), 'song'))).toMatchObject({ code: 'unreadable-file' })
})

test.each([
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['an SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['an HLS playlist', '#EXTM3U\nfile:///etc/passwd'],
  ['a concat script', "ffconcat version 1.0\nfile '/etc/passwd'"],
  ['one byte', '\u0001'],
])('%s is refused, with what is taken', async (_name, text) => {
  for (const purpose of ['song', 'media'] as const) {
    const refusal = await refusalOf(sniffFormat(bytesOf(text), purpose))
    expect([refusal.code, refusal.detail]).toEqual([
      'unsupported-format',
      expect.stringContaining(purpose === 'song' ? 'Songs are taken as' : 'Photos are taken as'),
    ])
  }
})
