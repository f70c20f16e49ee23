import { expect, test } from 'vitest'
import { readAll, refusalOf, written } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'
import { readPlaylist } from './read-playlist.ts'
import { readTable } from './read-table.ts'
import { writeTable } from './write-table.ts'

const read = (...lines: readonly string[]) => readAll(readTable(), lines.join('\n'))
const uri = 'spotify:track:7c7ClnE57SwbizNe24XTXe'

function formatOf(fileName: string, text: string): string | undefined {
  const reader = readPlaylist(fileName)
  readAll(reader, new TextEncoder().encode(text))
  return reader.format()
}

test('a table of Exportify is read as it is written today', () => {
  const { items, faults } = read(
    'Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,Added At,Genres,Record Label',
    `${uri},It's A Memory - Oliver Remix,It's A Memory,"Fred Falke;Elohim;Tyler, The Creator",2016-02-26,318786,29,false,ada,2021-04-29T02:33:35Z,house,Universal`,
  )
  expect(items).toEqual([
    {
      ...itemNamed("It's A Memory - Oliver Remix"),
      artists: ['Fred Falke', 'Elohim', 'Tyler, The Creator'],
      album: "It's A Memory",
      releaseDate: '2016-02-26',
      durationMs: 318_786,
      spotifyUri: uri,
      addedAt: '2021-04-29T02:33:35Z',
      addedBy: 'ada',
      isExplicit: false,
    },
  ])
  expect(faults.map(({ detail }) => detail)).toEqual([
    'These columns are not kept: Popularity, Genres, Record Label.',
  ])
})

test('a table of the classic Exportify has commas between artists, and a backslash before those inside a name', () => {
  const { items } = read(
    '"Track URI","Track Name","Artist URI(s)","Artist Name(s)","Album URI","Album Name","Album Artist URI(s)","Album Artist Name(s)","Album Release Date","Album Image URL","Disc Number","Track Number","Track Duration (ms)","Track Preview URL","Explicit","Popularity","ISRC","Added By","Added At"',
    `"${uri}","EARFQUAKE","spotify:artist:a, spotify:artist:b","Tyler\\, The Creator, Ada","spotify:album:c","IGOR","spotify:artist:a","Tyler\\, The Creator","2019","https://i.scdn.co/image/x","1","2","190066","","true","80","USQX91900904","spotify:user:ada","2023-07-01T08:00:00Z"`,
  )
  expect(items).toMatchObject([
    {
      artists: ['Tyler, The Creator', 'Ada'],
      albumArtists: ['Tyler, The Creator'],
      releaseDate: '2019',
      trackNumber: 2,
      discNumber: 1,
      durationMs: 190_066,
      isrc: 'USQX91900904',
      isExplicit: true,
    },
  ])
})

test.each([
  ['Title;Artist;Length\nSOS;ABBA;3:23', 203_000],
  ['song\tband\tduration (seconds)\nSOS\tABBA\t203', 203_000],
  ['Название,Исполнитель,Time\nSOS,ABBA,0:03:23', 203_000],
  ['sep=;\nArtist;Title\nABBA;SOS', null],
  ['Track name,Artist name,Album,Playlist name,Type,ISRC\n"SOS",ABBA,,Mix,Playlist,', null],
])('other tables are known by the names of their columns: %j', (text, durationMs) => {
  const { items } = readAll(readTable(), text)
  expect(items).toEqual([{ ...itemNamed('SOS'), artists: ['ABBA'], durationMs }])
  expect(formatOf('', text)).toBe('csv')
})

test('a column may name the playlist', () => {
  expect(read('Title,Playlist name', 'SOS,Road trip', 'Fernando,Road trip').head.title).toBe('Road trip')
})

test('ids and links of Spotify become URIs, and other addresses are where the song is', () => {
  const { items, faults } = read(
    'Title,URL',
    'A,7c7ClnE57SwbizNe24XTXe',
    'B,https://open.spotify.com/intl-de/track/7c7ClnE57SwbizNe24XTXe?si=1',
    'C,https://a.example/c',
    'D,nonsense',
  )
  expect(items.map(({ spotifyUri, location }) => spotifyUri ?? location)).toEqual([
    uri,
    uri,
    'https://a.example/c',
    null,
  ])
  expect(faults.map(({ at, isLost }) => [at, isLost])).toEqual([['line 5', false]])
})

test('values that are none are told of with their line, and the song is kept; one without a title is missed', () => {
  const { items, faults } = read(
    'Title,Artist,ISRC,Year,Duration,Added at',
    'A,B,XX,soon,long,once',
    ',B',
    'C,,,,,,more',
  )
  expect(items.map(({ title }) => title)).toEqual(['A', 'C'])
  expect(faults.map(({ at, isLost }) => `${at} ${isLost}`)).toEqual([
    ...Array.from({ length: 4 }, () => 'line 2 false'),
    'line 3 true',
    'line 4 false',
  ])
})

test.each(['=cmd|calc', '＝cmd|calc', '+1', '-1', '@SUM(A1)', "'=1", "'", "''@x", "'tis"])(
  'no table program computes %s, and it comes back as it was',
  (title) => {
    const head = { title: '', description: null, creator: null, createdAt: null }
    for (const format of ['csv', 'exportify', 'exportify-classic'] as const) {
      const text = written(writeTable(format), head, [itemNamed(title)])
      for (const cell of text.split(/[\r\n,]/)) expect(cell).not.toMatch(/^"?[=+\-@＝＋－＠]/)
      expect(readAll(readTable(), text.slice(1)).items).toEqual([itemNamed(title)])
    }
  },
)

test('a table that names no columns is refused in one sentence', () => {
  const file = new TextEncoder().encode('ABBA,SOS\nABBA,Fernando')
  expect(refusalOf(readPlaylist('songs.csv'), file)).toMatch(/has to name its columns/)
})

test('the names of columns may stand below empty lines, and are refused where they never end', () => {
  const pieces = readTable().push('\n\nTitle,Artist\nSOS,ABBA\n')
  expect(pieces.map(({ kind }) => kind)).toEqual(['item'])
  const endless = readTable()
  expect(() => {
    for (let i = 0; i < 20; i += 1) endless.push('Title,'.repeat(20_000))
  }).toThrow(/Line 1 is longer/)
})
