import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WrittenFormat } from './formats.ts'
import { losses, sentencesOfLosses } from './losses.ts'
import { anyHead, anyItem, gathered, readAll } from './playlist.fake.ts'
import { itemNamed, type PlaylistHead, PlaylistItem } from './playlist.ts'
import { readPlaylist } from './read-playlist.ts'
import { tidied } from './songs-of-text.ts'
import { writePlaylist } from './write-playlist.ts'

type Field = keyof PlaylistItem

const formats = WrittenFormat.options
const noHead: PlaylistHead = { title: '', description: null, creator: null, createdAt: null }

async function writtenAndRead(format: WrittenFormat, head: PlaylistHead, items: readonly PlaylistItem[]) {
  const text = await gathered(writePlaylist(format, head, items))
  const file = new TextEncoder().encode(text)
  return readAll(readPlaylist(`songs.${format === 'm3u' ? 'm3u' : 'txt'}`), file, 777)
}

/** A song of which everything is known, and nothing is hard to write. */
const fullItem: PlaylistItem = {
  title: 'Under Pressure',
  artists: ['Queen', 'David Bowie'],
  album: 'Hot Space',
  albumArtists: ['Queen', 'Others'],
  trackNumber: 11,
  discNumber: 1,
  releaseDate: '1982-05-21',
  durationMs: 248_000,
  isrc: 'GBUM71029605',
  recordingId: '32c7e292-14f1-4080-bddf-ef852e0a4c59',
  spotifyUri: 'spotify:track:11IzgLRXV7Cgek3tEgGgjw',
  songId: `sng_${'0'.repeat(26)}`,
  location: 'C:\\Music\\pressure.mp3',
  addedAt: '2026-01-02T03:04:05Z',
  addedBy: 'ada',
  isExplicit: false,
  isLeftOut: true,
  note: 'twice',
}

function differing(item: PlaylistItem, read: PlaylistItem | undefined): readonly string[] {
  return Object.keys(item).filter(
    (field) => JSON.stringify(item[field as Field]) !== JSON.stringify(read?.[field as Field]),
  )
}

test.each(formats)('%s loses of songs what it says that it loses, and nothing else', async (format) => {
  const { items, faults } = await writtenAndRead(format, noHead, [fullItem])
  const { missing, changed } = losses[format]
  const onlyOneOf = changed.find(({ how }) => how.startsWith('Only the first'))?.fields.slice(1) ?? []
  const named = format === 'spotify-links' ? ['title'] : []
  expect(differing(fullItem, items[0]).toSorted()).toEqual([...missing, ...onlyOneOf, ...named].toSorted())
  expect(faults.filter(({ isLost }) => isLost)).toEqual([])
})

/** A name without what any of the forms would take for something else. */
function plain(name: string): string {
  return name.replace(/[-–—;,\\•*#]|^\d+[.)]/g, '~')
}

const plainItem = anyItem.map((item) => ({
  ...item,
  title: plain(item.title),
  artists: item.artists.map(plain),
  albumArtists: item.albumArtists.map(plain),
}))

/** A song as a form that says so in `losses` gives it back. */
function expected(format: WrittenFormat, item: PlaylistItem): PlaylistItem | undefined {
  const { missing, changed, songs } = losses[format]
  if (songs === 'without-spotify')
    return item.spotifyUri === null ? undefined : expectedOfLink(item.spotifyUri)
  const kept: PlaylistItem = { ...item }
  for (const field of missing) Object.assign(kept, { [field]: itemNamed('')[field] })
  const isRounded = changed.some(({ fields }) => fields[0] === 'durationMs')
  if (isRounded && kept.durationMs !== null)
    kept.durationMs = Math.min(Math.round(kept.durationMs / 1000) * 1000, 2_147_483_000) || null
  const addresses = changed.find(({ fields }) => fields[0] === 'location')?.fields ?? []
  const first = addresses.find((field) => kept[field] !== null)
  for (const field of addresses) if (field !== first) Object.assign(kept, { [field]: null })
  return kept
}

function expectedOfLink(spotifyUri: string): PlaylistItem {
  if (!spotifyUri.startsWith('spotify:local:')) return { ...itemNamed(spotifyUri), spotifyUri }
  return { ...itemNamed('A Song'), artists: ['Artist'], album: 'Album', durationMs: 200_000, spotifyUri }
}

/** What every form of text makes of a text: one line without white space around it. */
function onOneLine(item: PlaylistItem): PlaylistItem {
  const entries = Object.entries(item).map(([field, value]) => [field, lineOf(value)])
  return PlaylistItem.parse(Object.fromEntries(entries))
}

function lineOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lineOf)
  return typeof value === 'string' ? tidied(value) : value
}

test.each(formats)(
  'whatever is written as %s comes back, but for what it says that it loses',
  async (format) => {
    const isText = !['json', 'jspf', 'xspf'].includes(format)
    const oneLine = (item: PlaylistItem) => (isText ? onOneLine(item) : item)
    await fc.assert(
      fc.asyncProperty(anyHead, fc.array(plainItem, { maxLength: 4 }), async (head, items) => {
        fc.pre(items.some((item) => expected(format, item) !== undefined))
        const read = await writtenAndRead(format, head, items)
        const wanted = items.map((item) => expected(format, item)).filter((item) => item !== undefined)
        expect(read.items.map(oneLine)).toEqual(wanted.map(oneLine))
        const lostOfHead = Object.fromEntries(losses[format].head.map((field) => [field, noHead[field]]))
        const title = isText ? tidied(head.title) : head.title
        expect(read.head).toEqual({ ...head, title, ...lostOfHead })
      }),
    )
  },
)

test.each(formats)(
  'every song written as %s comes back as one song, whatever its names hold',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyItem, { minLength: 1, maxLength: 4 }), async (items) => {
        const known = items.filter(({ spotifyUri }) => losses[format].songs === 'none' || spotifyUri !== null)
        fc.pre(known.length > 0)
        const read = await writtenAndRead(format, noHead, items)
        expect(read.items).toHaveLength(known.length)
        expect(read.faults.filter(({ isLost }) => isLost)).toEqual([])
      }),
    )
  },
)

test.each<[WrittenFormat, Partial<PlaylistItem>, Partial<PlaylistItem>]>([
  ['m3u8', { title: 'A - B', artists: [] }, { title: 'B', artists: ['A'] }],
  ['pls', { title: 'B', artists: ['A; C'] }, { artists: ['A', 'C'] }],
  ['m3u', { albumArtists: ['A; C'] }, { albumArtists: ['A', 'C'] }],
  ['m3u', { durationMs: 1_499 }, { durationMs: 1_000 }],
  ['text', { title: 'A; B - C' }, { title: 'C', artists: ['A', 'B'] }],
  ['exportify', { artists: ['A,B'] }, { artists: ['A', 'B'] }],
  ['exportify-classic', { artists: ['A\\', 'B'] }, { artists: ['A, B'] }],
])('%s changes %j to %j, as it says', async (format, said, changed) => {
  const item = { ...itemNamed('Song'), ...said }
  const { items } = await writtenAndRead(format, noHead, [item])
  expect(items).toMatchObject([changed])
  const fields = losses[format].changed.flatMap((change) => [...change.fields])
  expect(differing(item, items[0]).every((field) => fields.includes(field as Field))).toBe(true)
})

test('losses are told in sentences', () => {
  expect(sentencesOfLosses('json')).toEqual([])
  expect(sentencesOfLosses('csv')).toEqual([
    'Not in the file, of the playlist: its title, its description, who made it, when it was made.',
  ])
  for (const format of formats)
    for (const sentence of sentencesOfLosses(format)) expect(sentence).toMatch(/^[A-Z].*\.$/)
})
