import { expect, test } from 'vitest'
import { readAll, written } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'
import { readPlaylist } from './read-playlist.ts'
import { readText, writeText } from './text.ts'

const read = (...lines: readonly string[]) => readAll(readText(), lines.join('\n'))
const id = '4uLU6hMCjMI75M1A2tKUQC'
const uri = `spotify:track:${id}`

test('a line is an artist and a title, whatever stands before them in a list', () => {
  const { items, faults } = read(
    '1. Kino - Kukushka',
    '',
    '2) Aria — Bespechny angel',
    '• Queen; David Bowie - Under Pressure',
    'No artist',
  )
  expect(items.map(({ artists, title }) => [...artists, title])).toEqual([
    ['Kino', 'Kukushka'],
    ['Aria', 'Bespechny angel'],
    ['Queen', 'David Bowie', 'Under Pressure'],
    ['No artist'],
  ])
  expect(faults).toEqual([])
})

test.each([
  uri,
  `https://open.spotify.com/track/${id}`,
  `https://open.spotify.com/intl-de/track/${id}?si=0123456789abcdef`,
  `open.spotify.com/track/${id}`,
])('%s is a song known by its URI alone', (link) => {
  expect(read(link).items).toEqual([{ ...itemNamed(uri), spotifyUri: uri }])
})

test('several links on a line are several songs, and a name beside one is its own', () => {
  const { items } = read(`${uri}, ${uri}`, `3. ABBA - SOS (${uri})`)
  expect(items.map(({ title, spotifyUri }) => [title, spotifyUri])).toEqual([
    [uri, uri],
    [uri, uri],
    ['SOS', uri],
  ])
})

test('a local file of Spotify tells its names in its URI', () => {
  const local = 'spotify:local:Bj%C3%B6rk:Homogenic:J%C3%B3ga+Live:305'
  expect(read(local).items).toEqual([
    {
      ...itemNamed('Jóga Live'),
      artists: ['Björk'],
      album: 'Homogenic',
      durationMs: 305_000,
      spotifyUri: local,
    },
  ])
})

test('a link to something else than a song is missed aloud', () => {
  const { items, faults } = read(
    'https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M?si=1',
    'ABBA - SOS',
  )
  expect(items).toHaveLength(1)
  expect(faults).toEqual([
    {
      at: 'line 1',
      detail: 'This link leads to no song (playlist); only links to songs and episodes can be read.',
      isLost: true,
    },
  ])
})

test.each(['7. Song', '- Song', '• Song', '#EXTM3U', '[playlist]', '<asx', '{"a"', 'Title;Artist', 'sep=,'])(
  'a song called %s is written so that it is read as what it is',
  (title) => {
    const head = { title: '', description: null, creator: null, createdAt: null }
    const text = written(writeText(), head, [itemNamed(title)])
    const { items } = readAll(readPlaylist('a.txt'), new TextEncoder().encode(text))
    expect(items.map((item) => item.title)).toEqual([title])
  },
)
