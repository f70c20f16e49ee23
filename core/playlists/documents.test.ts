import fc from 'fast-check'
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

const wholeFiles: readonly (readonly [string, string])[] = [
  [
    'a.json',
    '{"format":"cuecraft-playlist","version":1,"title":"Mine","items":[{"title":"Blue","artists":["Joni"]},{"title":"River"}]}',
  ],
  [
    'a.jspf',
    '{"playlist":{"title":"Mine","track":[{"title":"Blue","identifier":["a"],"extension":{"x":{}}},{"title":"River"}]}}',
  ],
  [
    'a.json',
    '{"playlists":[{"name":"Mine","items":[{"track":{"trackName":"Blue"}},{"localTrack":{"uri":"spotify:local:a:b:c:1"}}]}]}',
  ],
  ['a.xspf', xspf],
  [
    'a.xml',
    plist.replace(
      '</dict></plist>',
      '<key>Playlists</key><array><dict><key>Name</key><string>x</string><key>Playlist Items</key><array><dict><key>Track ID</key><integer>1</integer></dict></array></dict></array></dict></plist>',
    ),
  ],
  [
    'a.wpl',
    '<?wpl version="1.0"?><smil><head><title>x</title></head><body><seq><media src="Blue.mp3"/></seq></body></smil>',
  ],
  [
    'a.asx',
    '<ASX version="3.0"><Title>x</title><Entry><Title>Blue &amp; Green</Title><ref href="a.wma"/></Entry></ASX>',
  ],
]
const archive = zipSync(
  Object.fromEntries(wholeFiles.map(([name, text], i) => [`${i}${name}`, strToU8(text)])),
)
const everyFile = [
  ...wholeFiles.map(([name, text]) => [name, strToU8(text)] as const),
  ['a.zip', archive] as const,
]

test('whatever is damaged, missing or added, a file is read or refused in a sentence, and nothing else happens', () => {
  const change = fc.record({
    at: fc.nat(),
    length: fc.nat(6),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.constantFrom('"', '<', '>', '{', ']', '&', '\\', '</a>', ',[').map((text) => strToU8(text)),
    ),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...everyFile),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      ([name, file], changes) => {
        const damaged = changes.reduce((bytes, { at, length, bytes: put }) => {
          const from = at % (bytes.length + 1)
          return Uint8Array.from([...bytes.subarray(0, from), ...put, ...bytes.subarray(from + length)])
        }, file)
        const sentence = refusalOf(readPlaylist(name), damaged)
        if (sentence !== undefined) expect(sentence).toMatch(/^[A-Z][^\n]{10,300}\.$/s)
      },
    ),
  )
})

test('a document or an archive that was cut off, wherever that was, is refused', () => {
  fc.assert(
    fc.property(fc.constantFrom(...everyFile), fc.nat(), ([name, file], at) => {
      // Of an archive, less than its mark is a text of two letters.
      const keptBytes = 4 + (at % (file.length - 4))
      expect(refusalOf(readPlaylist(name), file.subarray(0, keptBytes))).toBeDefined()
    }),
  )
})

const million = 900_000
test.each([
  ['a location of slashes', `<smil><body><seq><media src="${'/'.repeat(million)}a/"/></seq></body></smil>`],
  [
    'a location of questions',
    `<smil><body><seq><media src="http://${'?'.repeat(million)}&#10;"/></seq></body></smil>`,
  ],
  ['an attribute without end', `<asx ${'a'.repeat(million)}><entry/></asx>`],
  ['a tag of quotes', `<asx ${'"" '.repeat(million / 3)}><entry/></asx>`],
  ['less-than signs', `<asx>${'<'.repeat(million)}</asx>`],
  [
    'an identifier of recordings',
    `{"playlist":{"track":[{"title":"x","identifier":"${'/recording/'.repeat(million / 11)}"}]}}`,
  ],
  ['text between a hundred thousand comments', `<asx>${'a<!---->'.repeat(million / 8)}</asx>`],
])('%s is answered before anybody gives up waiting', (_what, text) => {
  // Work that grows with the square of a million takes many minutes, and the test its deadline.
  expect(refusalOf(readPlaylist(''), strToU8(text)) ?? '').toBeTypeOf('string')
})

test.each([
  [
    'a title in 200,000 sections',
    `<playlist version="1" xmlns="http://xspf.org/ns/0/"><title>${'<![CDATA[aaaaaaaaaa]]><!---->'.repeat(200_000)}`,
  ],
  [
    'a track of a million identifiers',
    `<playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track>${'<identifier>a</identifier>'.repeat(100_000)}`,
  ],
  ['an ASX title among comments', `<asx><title>${'aaaaaaaaaa<!---->'.repeat(200_000)}`],
])('%s is refused before it is all held', (_what, text) => {
  expect(refusalOf(readPlaylist(''), strToU8(text))).toMatch(
    /more than a million characters|more values than a song can have/,
  )
})
