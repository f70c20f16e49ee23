import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readAll, refusalOf } from './playlist.fake.ts'
import { readPlaylist } from './read-playlist.ts'

const xspf =
  '<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><title>Blue</title></track></trackList></playlist>'
const plist =
  '<plist><dict><key>Tracks</key><dict><key>1</key><dict><key>Name</key><string>Blue</string></dict></dict></dict></plist>'

test.each([
  ['json', '{"format":"cuecraft-playlist","version":1,"items":[{"title":"Blue"}]}'],
  ['jspf', '{"playlist":{"title":"Mine","track":[{"title":"Blue"}]}}'],
  ['spotify-account', '{"playlists":[{"name":"Mine","items":[{"track":{"trackName":"Blue"}}]}]}'],
  [
    'spotify-account',
    '{"tracks":[{"artist":"Joni","album":"Blue","track":"Blue","uri":"spotify:track:0VjIjW4GlUZAMYd2vXMi3b"}]}',
  ],
  ['xspf', xspf],
  ['itunes', plist],
  ['wpl', '<?wpl version="1.0"?><smil><body><seq><media src="Blue.mp3"/></seq></body></smil>'],
  ['asx', '<ASX version="3.0"><Entry><Title>Blue</Title></Entry></ASX>'],
])('a document is known as %s by what is in it, alone and in a ZIP', (format, text) => {
  const archive = zipSync({ 'a.json': strToU8(text) })
  for (const file of [strToU8(text), archive]) {
    const reader = readPlaylist('')
    expect(readAll(reader, file).items.map(({ title }) => title)).toEqual(['Blue'])
    expect(reader.format()).toBe(format)
  }
})

test.each([
  [
    'UTF-16 with its mark',
    Uint8Array.from([0xff, 0xfe, ...Array.from(xspf, (c) => [c.charCodeAt(0), 0]).flat()]),
  ],
  ['UTF-8 that calls itself UTF-16', strToU8(xspf.replace('1.0"', '1.0" encoding="UTF-16"'))],
])('XML in %s is read', (_how, file) => {
  expect(readAll(readPlaylist('a.xspf'), file).items).toHaveLength(1)
})

test.each([
  [
    'a listening history',
    strToU8('[{"endTime":"2024-01-01","artistName":"Joni","trackName":"Blue","msPlayed":7}]'),
    /listening history/,
  ],
  ['an archive in an archive', zipSync({ 'inner.json': zipSync({ 'a.json': strToU8('{}') }) }), undefined],
])('%s is no playlist', (_what, file, sentence) => {
  if (sentence !== undefined) expect(refusalOf(readPlaylist('a.json'), file)).toMatch(sentence)
  else expect(readAll(readPlaylist('a.zip'), file)).toMatchObject({ items: [], faults: [{ isLost: true }] })
})
