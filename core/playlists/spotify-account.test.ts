import { expect, test } from 'vitest'
import { readAll, refusalOf } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'
import { readSpotifyAccount } from './spotify-account.ts'

const read = (document: unknown) => readAll(readSpotifyAccount(), JSON.stringify(document), 50)
const uri = 'spotify:track:0VjIjW4GlUZAMYd2vXMi3b'

test('every playlist of the account is read, one after the other', () => {
  const track = { trackName: 'Blue', artistName: 'Joni Mitchell', albumName: 'Blue', trackUri: uri }
  const entry = { track, episode: null, audiobook: null, localTrack: null, addedDate: '2024-02-29' }
  const { head, items, faults } = read({
    playlists: [
      {
        name: 'Summer',
        lastModifiedDate: '2024-03-01',
        collaborators: [],
        items: [entry],
        description: 'Warm &amp; slow',
        numberOfFollowers: 0,
      },
      {
        name: 'Winter',
        lastModifiedDate: '2024-03-01',
        items: [{ ...entry, addedBy: 'ada' }],
        description: null,
      },
    ],
  })
  const song = {
    ...itemNamed('Blue'),
    artists: ['Joni Mitchell'],
    album: 'Blue',
    spotifyUri: uri,
    addedAt: '2024-02-29T00:00:00Z',
  }
  expect(items).toEqual([song, { ...song, addedBy: 'ada' }])
  expect(head).toMatchObject({ title: 'Summer', description: 'Warm &amp; slow' })
  expect(faults).toEqual([])
})

test('episodes and own files are read, and what is gone or no song is told with its place', () => {
  const nothing = { track: null, episode: null, audiobook: null, localTrack: null }
  const { items, faults } = read({
    playlists: [
      {
        name: 'Mixed',
        items: [
          {
            ...nothing,
            episode: {
              episodeName: 'One',
              showName: 'Show',
              episodeUri: 'spotify:episode:0VjIjW4GlUZAMYd2vXMi3b',
            },
          },
          { ...nothing, localTrack: { uri: 'spotify:local:Bj%C3%B6rk:Homogenic:J%C3%B3ga+Live:305' } },
          { ...nothing, audiobook: { audiobookName: 'Emma' } },
          nothing,
          'Blue',
        ],
      },
    ],
  })
  expect(items).toEqual([
    { ...itemNamed('One'), artists: ['Show'], spotifyUri: 'spotify:episode:0VjIjW4GlUZAMYd2vXMi3b' },
    {
      ...itemNamed('Jóga Live'),
      artists: ['Björk'],
      album: 'Homogenic',
      durationMs: 305_000,
      spotifyUri: 'spotify:local:Bj%C3%B6rk:Homogenic:J%C3%B3ga+Live:305',
    },
  ])
  expect(faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ['playlist "Mixed", song 3', false],
    ['playlist "Mixed", song 4', true],
    ['playlist "Mixed", song 5', true],
  ])
})

test('the songs that somebody liked are read', () => {
  const { items } = read({
    tracks: [{ artist: 'Joni Mitchell', album: 'Blue', track: 'River', uri }],
    albums: [{ album: 'Blue' }],
    shows: [],
  })
  expect(items).toEqual([
    { ...itemNamed('River'), artists: ['Joni Mitchell'], album: 'Blue', spotifyUri: uri },
  ])
})

test.each([
  [
    'a listening history',
    '[{"endTime":"2024-01-01 10:00","artistName":"Joni","trackName":"Blue","msPlayed":7}]',
    /holds no playlists \(such as a listening history\)/,
  ],
  ['another file of the account', '{"username":"ada"}', /holds no playlists/],
  ['half of a file', '{"playlists":[{"name":"Summer","items":[', /ends in the middle/],
  ['10,000 levels', `{"playlists":${'['.repeat(10_000)}`, /more than 64 levels/],
])('%s is refused in one sentence', (_what, file, sentence) => {
  expect(refusalOf(readSpotifyAccount(), file)).toMatch(sentence)
})
