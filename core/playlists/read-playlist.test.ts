import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAll, refusalOf } from './playlist.fake.ts'
import { mostItems } from './playlist.ts'
import { readPlaylist } from './read-playlist.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function formatOf(fileName: string, text: string): string | undefined {
  const reader = readPlaylist(fileName)
  readAll(reader, bytes(text))
  return reader.format()
}

test.each([
  ['a.m3u', '#EXTM3U\na.mp3', 'm3u'],
  ['a.txt', '#EXTM3U\na.mp3', 'm3u8'],
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
    /more than 100000 songs/,
  )
})
