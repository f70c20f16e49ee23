import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJspf, writeJspf } from './jspf.ts'
import { anyHead, anyItem, readAll, refusalOf, written } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'

test('JSPF loses nothing, however the file is cut into pieces', () => {
  fc.assert(
    fc.property(
      anyHead,
      fc.array(anyItem, { maxLength: 3 }),
      fc.integer({ min: 9, max: 90 }),
      (head, items, cut) => {
        expect(readAll(readJspf(), written(writeJspf(), head, items), cut)).toEqual({
          head,
          items,
          faults: [],
        })
      },
    ),
  )
})

const recording = '8f3471b5-7e6a-48da-86a9-c1c07a0f47ae'

test('a playlist of ListenBrainz is read with its artists told apart', () => {
  const playlist = {
    playlist: {
      extension: {
        'https://musicbrainz.org/doc/jspf#playlist': {
          created_for: 'ada',
          public: true,
          additional_metadata: {},
        },
      },
      annotation: '<p>Made by a robot.</p>',
      creator: 'listenbrainz',
      date: '2026-09-28T00:13:03.284110+00:00',
      identifier: 'https://listenbrainz.org/playlist/00000000-0000-4000-8000-000000000000',
      title: 'Weekly Jams for ada',
      track: [
        {
          title: 'Under Pressure',
          creator: 'Queen & David Bowie',
          album: 'Hot Space',
          duration: 248_000,
          identifier: [`https://musicbrainz.org/recording/${recording}`],
          extension: {
            'https://musicbrainz.org/doc/jspf#track': {
              added_at: '2026-09-28T00:13:03.284110+00:00',
              added_by: 'troi-bot',
              artist_identifiers: ['https://musicbrainz.org/artist/0383dadf-2a4e-4d10-a46a-e9e041da8eb3'],
              additional_metadata: {
                artists: [
                  {
                    artist_credit_name: 'Queen',
                    artist_mbid: '0383dadf-2a4e-4d10-a46a-e9e041da8eb3',
                    join_phrase: ' & ',
                  },
                  {
                    artist_credit_name: 'David Bowie',
                    artist_mbid: '5441c29d-3602-4898-b1a1-b77fa23b8e50',
                    join_phrase: '',
                  },
                ],
                caa_id: 7,
                caa_release_mbid: null,
              },
            },
          },
        },
      ],
    },
  }
  const read = readAll(readJspf(), JSON.stringify(playlist))
  expect(read.head).toEqual({
    title: 'Weekly Jams for ada',
    description: '<p>Made by a robot.</p>',
    creator: 'listenbrainz',
    createdAt: '2026-09-28T00:13:03.284Z',
  })
  expect(read.items).toEqual([
    {
      ...itemNamed('Under Pressure'),
      artists: ['Queen', 'David Bowie'],
      album: 'Hot Space',
      durationMs: 248_000,
      recordingId: recording,
      addedAt: '2026-09-28T00:13:03.284Z',
      addedBy: 'troi-bot',
    },
  ])
})

test.each([
  ['without the playlist around it', { title: 'Mine', track: [{ title: 'Blue' }] }, {}],
  [
    'as the web interface answers it',
    { jspf: { playlist: { title: 'Mine', track: [{ title: 'Blue' }] } } },
    {},
  ],
  [
    'with an identifier that is no list',
    wild({ identifier: `http://musicbrainz.org/recording/${recording.toUpperCase()}` }),
    { recordingId: recording },
  ],
  [
    'with objects in lists, as the first draft had them',
    wild({ location: [{ location: 'a.ogg' }] }),
    { location: 'a.ogg' },
  ],
  ['with a duration as text', wild({ duration: '271066' }), { durationMs: 271_066 }],
  ['with a duration as a clock time', wild({ duration: '4:31' }), { durationMs: 271_000 }],
  ['with a duration with a point', wild({ duration: 271066.4 }), { durationMs: 271_066 }],
  ['with artist instead of creator', wild({ artist: 'Joni Mitchell' }), { artists: ['Joni Mitchell'] }],
  [
    'with a list of artists',
    wild({ artist: ['Joni Mitchell', 'James Taylor'] }),
    { artists: ['Joni Mitchell', 'James Taylor'] },
  ],
  [
    'with a Spotify address',
    wild({ identifier: ['https://open.spotify.com/track/0VjIjW4GlUZAMYd2vXMi3b?si=1'] }),
    { spotifyUri: 'spotify:track:0VjIjW4GlUZAMYd2vXMi3b' },
  ],
  ['with nulls and empty texts', wild({ album: '', creator: null, trackNum: null }), {}],
  [
    'with an extension in a list',
    wild({ extension: { 'https://musicbrainz.org/doc/jspf#track': [{ added_by: 'ada' }] } }),
    { addedBy: 'ada' },
  ],
])('JSPF is read %s', (_how, playlist, values) => {
  const read = readAll(readJspf(), JSON.stringify(playlist))
  expect(read).toMatchObject({
    head: { title: 'Mine' },
    items: [{ ...itemNamed('Blue'), ...values }],
    faults: [],
  })
})

function wild(fields: object): object {
  return { playlist: { title: 'Mine', track: [{ title: 'Blue', ...fields }] } }
}

test('a track that is none, or has no name, is missed aloud', () => {
  const read = readAll(
    readJspf(),
    '{"playlist":{"track":[null,{"creator":"Joni"},{"location":["file:///a/River%20Song.mp3"]}]}}',
  )
  expect(read.faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ['track 1', true],
    ['track 2', true],
  ])
  expect(read.items.map(({ title }) => title)).toEqual(['River Song'])
})

test.each([
  ['a document without tracks', '{"playlist":{"title":"x"}}', /no list of tracks/],
  ['tracks that are no list', '{"playlist":{"track":"Blue"}}', /no list of tracks/],
  ['half of a file', '{"playlist":{"track":[{"title":"x"}', /ends in the middle/],
  ['10,000 levels', `{"playlist":{"extension":${'['.repeat(10_000)}`, /more than 64 levels/],
])('%s is refused in one sentence', (_what, file, sentence) => {
  expect(refusalOf(readJspf(), file)).toMatch(sentence)
})
