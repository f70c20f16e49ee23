import { expect, test } from 'vitest'
import { readItunes } from './itunes.ts'
import { readAll, refusalOf } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'

const start = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>Major Version</key><integer>1</integer><key>Show Content Ratings</key><true/>
`
const end = '</dict></plist>'
const tracks = `<key>Tracks</key><dict>
  <key>101</key><dict><key>Track ID</key><integer>101</integer><key>Name</key><string>A Case of You</string>
    <key>Artist</key><string>Joni Mitchell</string><key>Album Artist</key><string>Joni &#38; Co</string><key>Album</key><string>Blue</string>
    <key>Total Time</key><integer>262000</integer><key>Disc Number</key><integer>1</integer><key>Track Number</key><integer>9</integer><key>Year</key><integer>1971</integer>
    <key>Date Added</key><date>2015-06-30T12:00:00Z</date><key>Explicit</key><true/><key>Comments</key><string>Slow</string>
    <key>Location</key><string>file:///Users/ada/Music/09%20A%20Case%20of%20You.m4a</string></dict>
  <key>102</key><dict><key>Track ID</key><integer>102</integer><key>Name</key><string>River</string><key>Track Number</key><integer>0</integer></dict>
</dict>
`
const list = (name: string, ids: readonly number[], more = '') =>
  `<dict><key>Name</key><string>${name}</string>${more}<key>Playlist ID</key><integer>7</integer><key>Playlist Items</key><array>${ids
    .map((id) => `<dict><key>Track ID</key><integer>${id}</integer></dict>`)
    .join('')}</array></dict>`
const lists = (...all: string[]) => `<key>Playlists</key><array>${all.join('')}</array>`

const library = list('Library', [101, 102], '<key>Master</key><true/>')
const music = list('Music', [101, 102], '<key>Distinguished Kind</key><integer>4</integer>')

test('the playlists that somebody made are read, and those of the program are left out aloud', () => {
  const read = readAll(
    readItunes(),
    start +
      tracks +
      lists(library, music, list('Tea &amp; Toast', [102, 101]), list('Again', [102, 999])) +
      end,
    61,
  )
  expect(read.head.title).toBe('Tea & Toast')
  expect(read.items.map(({ title }) => title)).toEqual(['River', 'A Case of You', 'River'])
  expect(read.items[1]).toEqual({
    ...itemNamed('A Case of You'),
    artists: ['Joni Mitchell'],
    album: 'Blue',
    albumArtists: ['Joni & Co'],
    trackNumber: 9,
    discNumber: 1,
    releaseDate: '1971',
    durationMs: 262_000,
    location: 'file:///Users/ada/Music/09%20A%20Case%20of%20You.m4a',
    addedAt: '2015-06-30T12:00:00Z',
    isExplicit: true,
    note: 'Slow',
  })
  expect(read.faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ['playlist "Again", song 2', true],
    ['playlist "Library"', false],
    ['playlist "Music"', false],
  ])
})

test('a library without playlists of somebody is read whole', () => {
  const read = readAll(readItunes(), start + tracks + lists(library, music) + end)
  expect(read.items.map(({ title }) => title)).toEqual(['A Case of You', 'River'])
  expect(read.faults).toEqual([])
})

test('playlists may stand before the songs, as programs write them that sort', () => {
  const read = readAll(readItunes(), start + lists(list('Mine', [102])) + tracks + end)
  expect(read).toMatchObject({ head: { title: 'Mine' }, items: [{ title: 'River' }], faults: [] })
})

const many = Array.from({ length: 100_001 }, (_, i) => `<key>${i}</key><dict/>`).join('')

test.each([
  ['another property list', `${start}<key>Window</key><string>x</string>${end}`, /no list of songs/],
  ['another document', '<rss><channel/></rss>', /not a property list: it begins with <rss>/],
  ['half of a file', `${start}${tracks}<key>Playlists</key><array><dict>`, /ends in the middle/],
  [
    'entities that grow',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x" [<!ENTITY a "ha">]><plist/>',
    /entities or rules of its own/,
  ],
  [
    'a document type that is not the one of Apple',
    '<!DOCTYPE plist SYSTEM "http://example.com/x.dtd"><plist/>',
    /external DTD/,
  ],
  ['10,000 levels', `${start}<key>x</key>${'<array>'.repeat(10_000)}`, /more than 64 levels/],
  [
    'more songs than a playlist holds',
    `${start}<key>Tracks</key><dict>${many}</dict>${end}`,
    /more than 100,000 songs/,
  ],
])('%s is refused in one sentence', (_what, file, sentence) => {
  expect(refusalOf(readItunes(), file)).toMatch(sentence)
})
