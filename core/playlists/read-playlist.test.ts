import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gathered, readAll, refusalOf } from './playlist.fake.ts'
import { itemNamed, mostItems, type PlaylistHead } from './playlist.ts'
import { readPlaylist } from './read-playlist.ts'
import { writePlaylist } from './write-playlist.ts'

const noHead: PlaylistHead = { title: '', description: null, creator: null, createdAt: null }
const bytes = (text: string) => new TextEncoder().encode(text)

function formatOf(fileName: string, text: string): string | undefined {
  const reader = readPlaylist(fileName)
  readAll(reader, bytes(text))
  return reader.format()
}

test.each([
  ['a.m3u', '#EXTM3U\na.mp3', 'm3u'],
  ['a.txt', '#EXTM3U\na.mp3', 'm3u8'],
  ['', '# made by hand\n#EXTM3U\na.mp3', 'm3u8'],
  ['a.m3u', 'music/a.mp3', 'm3u'],
  ['', 'music/a.mp3\nmusic/b.mp3', 'm3u8'],
  ['a.m3u', 'ABBA - SOS', 'm3u'],
  ['', 'ABBA - SOS', 'text'],
  ['a.csv', 'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC?si=1', 'spotify-links'],
])('what is in a file tells its form before its name does: %s with %j is %s', (fileName, text, format) => {
  expect(formatOf(fileName, text)).toBe(format)
})

test('pieces are the same however the file comes in', () => {
  const file = bytes(`#EXTM3U\r\n${'#EXTINF:215,Björk - Jóga 🎵\r\nC:\\Música\\jóga.mp3\r'.repeat(40)}`)
  const whole = readAll(readPlaylist('a.m3u'), file, file.length)
  expect(whole.items).toHaveLength(40)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: file.length }), (length) => {
      expect(readAll(readPlaylist('a.m3u'), file, length)).toEqual(whole)
    }),
    { numRuns: 40 },
  )
})

const encoders = {
  'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
  'UTF-8 with its mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf8'),
  'UTF-16, low byte first': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, high byte first': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'UTF-16 without a mark': (text: string) => Buffer.from(text, 'utf16le'),
  'Latin-1': (text: string) => Buffer.from(text, 'latin1'),
} as const

test.each(Object.entries(encoders))(
  'files in %s are read alike, whichever way their lines end',
  async (_, encode) => {
    const name = fc.constantFrom('Björk', 'Joga; Venus', 'Mötley "Crüe"', '1999', 'Ñandú, vals', '=SUM(A1)')
    const named = fc.tuple(name, name).map(([title, artist]) => ({ ...itemNamed(title), artists: [artist] }))
    const formats = fc.constantFrom('m3u8', 'pls', 'csv', 'exportify', 'exportify-classic', 'text')
    await fc.assert(
      fc.asyncProperty(
        fc.array(named, { minLength: 1, maxLength: 9 }),
        formats,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 200 }),
        async (items, format, end, length) => {
          const written = await gathered(writePlaylist(format, noHead, items))
          const text = written.replace(/^\ufeff/, '')
          const whole = readAll(readPlaylist('a.txt'), bytes(text))
          const encoded = new Uint8Array(encode(text.replace(/\r?\n/g, end)))
          const read = readAll(readPlaylist('a.txt'), encoded, length)
          expect(read.items).toEqual(whole.items)
          expect(read.items).toHaveLength(items.length)
        },
      ),
    )
  },
)

test.each([
  ['an MP3', Buffer.from('ID3\u0003\u0000'), 'This is a sound file (MP3), not a playlist.'],
  [
    'a PNG',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    'This is a picture (PNG), not a playlist.',
  ],
  [
    'unknown bytes',
    Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251)),
    'This is not a file of text, so it is no playlist.',
  ],
  ['nothing', Buffer.from(''), 'The file is empty.'],
  ['white space', Buffer.from(' \r\n\t'), 'The file is empty.'],
  ['a WAV', Buffer.from('RIFF\x24\0\0\0WAVEfmt '), 'This is a sound file (WAV), not a playlist.'],
  ['a web page', Buffer.from('<!DOCTYPE html><html>'), 'This is a web page, not a playlist.'],
])('%s is refused in one sentence, whatever its name claims', (_, file, sentence) => {
  expect(refusalOf(readPlaylist('songs.m3u8'), new Uint8Array(file))).toBe(sentence)
})

test('a file in Latin-1 is read, and said to be a guess', () => {
  const { items, faults } = readAll(
    readPlaylist('a.m3u8'),
    new Uint8Array(Buffer.from('#EXTM3U\n#EXTENC:UTF-8\nBj\xf6rk.mp3', 'latin1')),
  )
  expect(items.map(({ title }) => title)).toEqual(['Björk'])
  expect(faults.map(({ at }) => at)).toEqual(['the whole file'])
})

test('zeros and unreadable characters in a name are told of with their line, and the rest is kept', () => {
  const { items, faults } = readAll(
    readPlaylist('a.txt'),
    new Uint8Array([
      ...bytes('ABBA - SOS\nBj\u00f6rk - J'),
      0xff,
      ...bytes('ga\nQueen\0 - Innuendo is a title of some length'),
    ]),
  )
  expect(items.map(({ title }) => title)).toEqual(['SOS', 'J\ufffdga', 'Innuendo is a title of some length'])
  expect(faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ['line 2', false],
    ['line 3', false],
  ])
})

test('more songs than a playlist holds are refused', () => {
  expect(refusalOf(readPlaylist('a.txt'), bytes('a\n'.repeat(mostItems + 1)))).toMatch(
    /more than 100,000 songs/,
  )
})

test('songs that are called like files of other kinds are songs', () => {
  const names = ['RIFF - FORM', 'FORM - Id', 'ID3 - ftyp', 'fLaC - OggS']
  for (const name of names) expect(readAll(readPlaylist('a.txt'), bytes(name)).items).toHaveLength(1)
})

test.each(['a.txt', 'a.m3u', 'a.pls', 'a.csv'])(
  'ten megabytes on one line of %s are refused in one sentence',
  (fileName) => {
    const start = { 'a.pls': '[playlist]\nFile1=', 'a.csv': 'Title,Artist\n"' }[fileName] ?? ''
    expect(refusalOf(readPlaylist(fileName), bytes(start + 'a'.repeat(10_000_000)))).toMatch(
      /is longer than a million characters/,
    )
  },
)
