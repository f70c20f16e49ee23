import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyHead, anyItem, readAll, refusalOf, written } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'
import { readXspf, writeXspf } from './xspf.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>\n<playlist version="1" xmlns="http://xspf.org/ns/0/">\n'
const file = (ofPlaylist: string, ofTrack = '') =>
  `${head}${ofPlaylist}<trackList><track>${ofTrack}</track></trackList></playlist>`

test('XSPF loses nothing, however the file is cut into pieces', () => {
  fc.assert(
    fc.property(
      anyHead,
      fc.array(anyItem, { maxLength: 3 }),
      fc.integer({ min: 9, max: 90 }),
      (head, items, cut) => {
        const read = readAll(readXspf(), written(writeXspf(), head, items), cut)
        expect(read).toEqual({ head, items, faults: [] })
      },
    ),
  )
})

test('what XML cannot carry becomes a mark, and the file stays readable', () => {
  const item = { ...itemNamed('a\u0000b\uD800c'), note: 'one\r\ntwo' }
  const read = readAll(
    readXspf(),
    written(writeXspf(), { title: '\u0007', description: null, creator: null, createdAt: null }, [item]),
  )
  expect(read.items).toEqual([{ ...item, title: 'a\uFFFDb\uFFFDc' }])
})

test('everything that the specification allows is read, in any order and under any prefix', () => {
  const everything = `<x:playlist version="1" xmlns:x="http://xspf.org/ns/0/" xmlns:v="http://example.com/v" xml:base="http://example.com/">
    <x:extension application="http://example.com/"><v:node a="1">free <v:leaf/></v:node></x:extension>
    <x:trackList>
      <x:track>
        <x:duration> 271066 </x:duration><x:meta rel="http://example.com/rel">x</x:meta><x:link rel="http://example.com/rel"> http://example.com/ </x:link>
        <x:identifier>https://musicbrainz.org/recording/8F3471B5-7E6A-48DA-86A9-C1C07A0F47AE</x:identifier>
        <x:location>file:///music/a%20b.mp3</x:location><x:location>http://example.com/b.ogg</x:location>
        <x:title/><x:creator>Joni &amp; Co</x:creator><x:album><![CDATA[Blue <1971>]]></x:album><x:trackNum>+3</x:trackNum>
        <x:extension application="http://www.videolan.org/vlc/playlist/0"><v:id>0</v:id></x:extension>
      </x:track>
    </x:trackList>
    <x:attribution><x:location>http://example.com/</x:location><x:identifier>urn:a:b</x:identifier></x:attribution>
    <x:date> 2005-01-08T17:10:47-05:00 </x:date><x:title>Mine</x:title><x:license>http://example.com/by</x:license>
  </x:playlist>`
  const read = readAll(readXspf(), everything)
  expect(read.head).toMatchObject({ title: 'Mine', createdAt: '2005-01-08T22:10:47.000Z' })
  expect(read.faults).toEqual([])
  expect(read.items).toEqual([
    {
      ...itemNamed('a b'),
      artists: ['Joni & Co'],
      album: 'Blue <1971>',
      trackNumber: 3,
      durationMs: 271_066,
      recordingId: '8f3471b5-7e6a-48da-86a9-c1c07a0f47ae',
      location: 'file:///music/a%20b.mp3',
    },
  ])
})

test('a track of which nothing is said is missed aloud', () => {
  expect(readAll(readXspf(), file('')).faults).toEqual([
    { at: 'track 1', detail: 'The song has no title, so it cannot be kept.', isLost: true },
  ])
})

const once = ['title', 'creator', 'annotation', 'info', 'location', 'identifier', 'image', 'license']
const onceInTrack = ['title', 'creator', 'annotation', 'info', 'image', 'album']

test.each([
  ['another root', '<list xmlns="http://xspf.org/ns/0/"/>'],
  ['no namespace', '<playlist version="1"><trackList/></playlist>'],
  ['another namespace', '<playlist version="1" xmlns="http://xspf.org/ns/1/"><trackList/></playlist>'],
  ['no version', '<playlist xmlns="http://xspf.org/ns/0/"><trackList/></playlist>'],
  ['another version', '<playlist version="2" xmlns="http://xspf.org/ns/0/"><trackList/></playlist>'],
  [
    'an attribute too many',
    '<playlist version="1" a="1" xmlns="http://xspf.org/ns/0/"><trackList/></playlist>',
  ],
  ['no trackList', `${head}</playlist>`],
  ['two trackLists', `${head}<trackList/><trackList/></playlist>`],
  ['lower-case tracklist', `${head}<tracklist/></playlist>`],
  ['a foreign element', file('<v:a xmlns:v="http://example.com/"/>')],
  ['an unknown element', file('<artist>x</artist>')],
  ['an unknown element of a track', file('', '<artist>x</artist>')],
  ['an attribute of an annotation', file('<annotation a="1"/>')],
  ['markup in a title', file('', '<title><b>x</b></title>')],
  ['markup in a meta', file('<meta rel="urn:a:b"><b/></meta>')],
  ['text in the playlist', file('x')],
  ['text in a track', file('', 'x')],
  ['text in the attribution', file('<attribution>x</attribution>')],
  ['a track in the attribution', file('<attribution><track/></attribution>')],
  ['a bad date', file('<date>yesterday</date>')],
  ['two dates', file('<date>2005-01-08T17:10:47Z</date><date>2005-01-08T17:10:47Z</date>')],
  ['two attributions', file('<attribution/><attribution/>')],
  ['a link without rel', file('<link>http://example.com/</link>')],
  ['a meta without rel', file('', '<meta>x</meta>')],
  ['a meta whose rel is no URI', file('', '<meta rel="play count">x</meta>')],
  ['an extension without application', file('', '<extension/>')],
  [
    'an extension of version 0',
    file('', '<extension application="urn:a:b"/>')
      .replace('"1"', '"0"')
      .replace('version="0" enc', 'version="1.0" enc'),
  ],
  [
    'a trackList of version 0 without tracks',
    '<playlist version="0" xmlns="http://xspf.org/ns/0/"><trackList/></playlist>',
  ],
  ['a duration below zero', file('', '<duration>-1</duration>')],
  ['a duration with a point', file('', '<duration>1.5</duration>')],
  ['two durations', file('', '<duration>1</duration><duration>1</duration>')],
  ['a track number of zero', file('', '<trackNum>0</trackNum>')],
  ['two track numbers', file('', '<trackNum>1</trackNum><trackNum>1</trackNum>')],
  ['a location with a space', file('', '<location>file:///a b.mp3</location>')],
  ['a location with a bare percent sign', file('', '<location>50%.mp3</location>')],
  ['an identifier that is no URI', file('', '<identifier>1:2</identifier>')],
  ['a link to no URI', file('', '<link rel="urn:a:b">&lt;</link>')],
  ...once.map((name) => [`two of ${name}`, file(`<${name}>a</${name}><${name}>b</${name}>`)]),
  ...onceInTrack.map((name) => [
    `two of ${name} in a track`,
    file('', `<${name}>a</${name}><${name}>b</${name}>`),
  ]),
])('%s is refused with its line', (_what, text) => {
  expect(refusalOf(readXspf(), text)).toMatch(/^The file is not valid XSPF: .* \(line \d+\)\.$/)
})

test.each([
  [
    'entities that grow',
    '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>',
    /entities or rules of its own/,
  ],
  [
    'an external entity',
    '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>',
    /entities or rules of its own/,
  ],
  [
    'a document type kept elsewhere',
    '<!DOCTYPE playlist SYSTEM "http://example.com/x.dtd"><playlist/>',
    /external DTD/,
  ],
  ['an unknown entity', file('<title>&nbsp;</title>'), /undefined entity in line 3/],
  ['half of a file', file('').slice(0, -12), /ends in the middle/],
  ['no XML', '#EXTM3U', /not valid XML/],
  ['10,000 levels', `${head}<extension application="urn:a:b">${'<a>'.repeat(10_000)}`, /more than 64 levels/],
  ['a title of 3 MB', file(`<title>${'x'.repeat(3_000_000)}`), /more than a million characters/],
  [
    'a tag of 3 MB',
    `<playlist ${Array.from({ length: 300_000 }, (_, i) => `a${i}="1"`).join(' ')}`,
    /more than a million/,
  ],
  ['a comment of 3 MB', `<!--${'x'.repeat(3_000_000)}`, /more than a million characters/],
])('%s is refused in one sentence', (_what, text, sentence) => {
  expect(refusalOf(readXspf(), text)).toMatch(sentence)
})
