import { expect, test } from 'vitest'
import { readM3u } from './m3u.ts'
import { readAll, refusalOf } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'

const read = (...lines: readonly string[]) => readAll(readM3u(), lines.join('\n'))

test('a song has the name and the seconds of its line, and the path below it', () => {
  const { head, items, faults } = read(
    '#EXTM3U',
    '#PLAYLIST:Road trip',
    '#EXTINF:215,Kino - Zvezda',
    'D:\\Music\\kino.mp3',
    '',
    '#EXTINF:-1 tvg-id="a" logo="a,b.jpg",ABBA - SOS - Live',
    'https://example.com/sos.mp3?x=1#t',
  )
  expect(head.title).toBe('Road trip')
  expect(items).toEqual([
    { ...itemNamed('Zvezda'), artists: ['Kino'], durationMs: 215_000, location: 'D:\\Music\\kino.mp3' },
    { ...itemNamed('SOS - Live'), artists: ['ABBA'], location: 'https://example.com/sos.mp3?x=1#t' },
  ])
  expect(faults).toEqual([])
})

test('a path alone is named by its file, whose number is that of the track', () => {
  const { items } = read(
    'music/02 - Splin - Vykhoda net.flac',
    '99 Luftballons.mp3',
    'http://a.example/caf%C3%A9.ogg',
  )
  expect(items.map(({ artists, title, trackNumber }) => [artists, title, trackNumber])).toEqual([
    [['Splin'], 'Vykhoda net', 2],
    [[], '99 Luftballons', null],
    [[], 'café', null],
  ])
})

test('an album above the first song is that of all of them, and one below a line is of its song', () => {
  const { items } = read(
    '#EXTM3U',
    '#EXTALB:One',
    '#EXTART:Duo',
    'a.mp3',
    '#EXTINF:1,B',
    '#EXTALB:Two',
    'b.mp3',
    'c.mp3',
  )
  expect(items.map(({ album }) => album)).toEqual(['One', 'Two', 'One'])
  expect(items[2]?.albumArtists).toEqual(['Duo'])
})

test('an address that names a recording is its identity', () => {
  const { items } = read('spotify:track:4uLU6hMCjMI75M1A2tKUQC', 'urn:isrc:us-rc1-76-07839')
  expect(items.map(({ spotifyUri, isrc, location }) => [spotifyUri, isrc, location])).toEqual([
    ['spotify:track:4uLU6hMCjMI75M1A2tKUQC', null, null],
    [null, 'USRC17607839', null],
  ])
})

test('a song without a path is kept by its name, and said', () => {
  const { items, faults } = read('#EXTINF:1,ABBA - SOS', '#EXTINF:2,ABBA - Fernando')
  expect(items.map(({ title }) => title)).toEqual(['SOS', 'Fernando'])
  expect(faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ['line 1', false],
    ['line 2', false],
  ])
})

test('a directive that nobody knows is told of once, and a comment is none', () => {
  const { faults } = read(
    '#EXTM3U',
    '# made by hand',
    '#EXTGENRE:Pop',
    '#EXTWHAT:1',
    'a.mp3',
    '#EXTWHAT:2',
    'b.mp3',
  )
  expect(faults).toEqual([
    { at: 'line 4', detail: 'What “#EXTWHAT” says is not known here and was left out.', isLost: false },
  ])
})

test('the pieces of one stream are no playlist', () => {
  expect(refusalOf(readM3u(), '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9,\na.ts\n')).toMatch(/HLS/)
})
