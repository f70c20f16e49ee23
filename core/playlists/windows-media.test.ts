import { expect, test } from 'vitest'
import { readAsx } from './asx.ts'
import { readAll, refusalOf } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'
import { readWpl } from './wpl.ts'

test('a WPL is read with the names that the player knew', () => {
  const file = `<?wpl version="1.0"?>
<smil>
    <head>
        <meta name="Generator" content="Microsoft Windows Media Player -- 12.0.7601.18526"/>
        <meta name="ItemCount" content="3"/>
        <author>Ada</author>
        <title>Tea &amp; Toast</title>
    </head>
    <body>
        <seq>
            <media src="..\\Music\\Joni Mitchell\\Blue\\09 A Case of You.wma" albumTitle="Blue" albumArtist="Joni Mitchell" trackTitle="A Case of You" trackArtist="Joni Mitchell" duration="262000" tid="{AAAA}"/>
            <media src="C:\\Music\\Don&apos;t.mp3" cid="{BBBB}"/>
            <media/>
        </seq>
    </body>
</smil>`
  const read = readAll(readWpl(), file, 77)
  expect(read.head).toMatchObject({ title: 'Tea & Toast', creator: 'Ada' })
  expect(read.items).toEqual([
    {
      ...itemNamed('A Case of You'),
      artists: ['Joni Mitchell'],
      album: 'Blue',
      albumArtists: ['Joni Mitchell'],
      durationMs: 262_000,
      location: '..\\Music\\Joni Mitchell\\Blue\\09 A Case of You.wma',
    },
    { ...itemNamed("Don't"), location: "C:\\Music\\Don't.mp3" },
  ])
  expect(read.faults.map(({ at, isLost }) => [at, isLost])).toEqual([['song 3 (line 13)', true]])
})

test.each([
  ['another document', '<html/>', /begins with <html>, not <smil>/],
  [
    'an automatic playlist',
    '<?wpl version="1.0"?><smil><head/><body><seq><smartPlaylist version="1.0.0.0"/></seq></body></smil>',
    /automatic playlist/,
  ],
  ['half of a file', '<?wpl version="1.0"?><smil><body><seq><media src="a.mp3"/>', /ends in the middle/],
  ['entities that grow', '<!DOCTYPE smil [<!ENTITY a "ha">]><smil/>', /entities or rules of its own/],
])('of WPL, %s is refused in one sentence', (_what, file, sentence) => {
  expect(refusalOf(readWpl(), file)).toMatch(sentence)
})

test('ASX is read in any case, with bare ampersands and less-than signs, open entries and values without quotes', () => {
  const file = `<Asx Version = "3.0" >
<!-- <Entry> nobody -->
<TITLE>R&B <3 you</title>
<Abstract>Late</ABSTRACT>
<ENTRY>
  <Title>Blue &amp; Green&#33;</Title><author>Joni</AUTHOR><Abstract>Slow</Abstract>
  <Duration Value="00:04:31.5"/>
  <REF HREF="http://example.com/a?x=1&y=2" />
  <ref href="http://example.com/other.wma"/>
</Entry>
<entry><ref href=http://example.com/River%20Song.wma>
<entry><title><![CDATA[A < B]]></title><param name="a" value="b"/></entry>
<EntryRef href="more.asx"/>
<entry></entry>
</ASX>
`
  const read = readAll(readAsx(), file, 3)
  expect(read.head).toMatchObject({ title: 'R&B <3 you', description: 'Late' })
  expect(read.items).toEqual([
    {
      ...itemNamed('Blue & Green!'),
      artists: ['Joni'],
      durationMs: 271_500,
      location: 'http://example.com/a?x=1&y=2',
      note: 'Slow',
    },
    { ...itemNamed('River Song'), location: 'http://example.com/River%20Song.wma' },
    itemNamed('A < B'),
  ])
  expect(read.faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ['entry 4', true],
    ['entry 5', true],
  ])
})

test.each([
  ['another document', '<html><asx></asx></html>', /does not begin with <asx>/],
  ['no markup', '[Reference]\nRef1=http://example.com/', /does not begin with <asx>/],
  ['half of a file', '<asx><entry><ref href="a.wma"/></entry>', /ends in the middle/],
  ['half of a tag', '<asx></asx><entry', /ends in the middle/],
  [
    'entities that grow',
    '<!DOCTYPE asx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><asx>&b;</asx>',
    /entities or rules of its own/,
  ],
  [
    'a document type kept elsewhere',
    '<!DOCTYPE asx SYSTEM "http://example.com/x.dtd"><asx></asx>',
    /external DTD/,
  ],
  ['a text of 3 MB', `<asx><title>${'x'.repeat(3_000_000)}`, /more than a million characters/],
  ['a tag of 3 MB', `<asx ${'a="1" '.repeat(500_000)}`, /more than a million characters/],
])('of ASX, %s is refused in one sentence', (_what, file, sentence) => {
  expect(refusalOf(readAsx(), file)).toMatch(sentence)
})
