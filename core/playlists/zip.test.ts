import { strToU8, Zip, ZipDeflate, type Zippable, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { joinedBytes } from '../joined-bytes.ts'
import { crc32 } from './crc-32.ts'
import { readJson, writeJson } from './json.ts'
import { readAll, refusalOf, written } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'
import type { PlaylistReader } from './reading.ts'
import { readZip } from './zip.ts'

/** A reader of our own JSON in UTF-8. */
function readFile(): PlaylistReader<Uint8Array> {
  const decoder = new TextDecoder()
  const reader = readJson()
  return { push: (bytes) => reader.push(decoder.decode(bytes, { stream: true })), end: () => reader.end() }
}

const playlistOf = (title: string, ...songs: string[]) =>
  strToU8(
    written(writeJson(), { title, description: null, creator: null, createdAt: null }, songs.map(itemNamed)),
  )
const zipped = (files: Zippable) => zipSync(files)
const read = (archive: Uint8Array, pieceLength = 700) => readAll(readZip(readFile), archive, pieceLength)

test('playlists in an archive are read one after the other, packed or stored, however it is cut', () => {
  const archive = zipped({
    'a/': {},
    'a/one.json': playlistOf('', 'Blue', 'River'),
    'a/two.json': [playlistOf('Second', 'Carey'), { level: 0 }],
    '__MACOSX/a/._one.json': strToU8('x'),
    'cover.jpg': new Uint8Array(3_000),
  })
  for (const pieceLength of [1, 97, 100_000]) {
    const found = read(archive, pieceLength)
    expect(found.head.title).toBe('one')
    expect(found.items.map(({ title }) => title)).toEqual(['Blue', 'River', 'Carey'])
    expect(found.faults).toEqual([
      { at: 'cover.jpg', detail: 'The file in the ZIP is not a playlist and is left out.', isLost: false },
    ])
  }
})

test('one file that cannot be read is missed aloud, and the others are read', () => {
  const found = read(
    zipped({
      'bad.json': strToU8('{"items":'),
      'fäults.json': strToU8('{"format":"cuecraft-playlist","version":1,"items":[1]}'),
      'good.json': playlistOf('', 'Blue'),
    }),
  )
  expect(found.items).toEqual([itemNamed('Blue')])
  expect(found.faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ['bad.json', true],
    ['fäults.json, song 1', true],
  ])
})

test('of the data of a Spotify account, only what can hold playlists is opened', () => {
  const found = read(
    zipped({
      'Spotify Account Data/StreamingHistory_music_0.json': strToU8('[]'),
      'Spotify Account Data/Playlist1.json': playlistOf('', 'Blue'),
    }),
  )
  expect(found.faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ['Spotify Account Data/StreamingHistory_music_0.json', false],
  ])
})

/** Marks the first entry as encrypted, as password-protected archives are. */
function encrypted(archive: Uint8Array): Uint8Array {
  const changed = archive.slice()
  changed[6] = (changed[6] ?? 0) | 1
  return changed
}

/** An archive as programs write it that do not know a file's length before they have sent it: what is known stands behind each file. */
function streamed(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const chunks: Uint8Array[] = []
  const zip = new Zip((_error, chunk) => chunks.push(chunk))
  for (const [name, bytes] of Object.entries(files)) {
    const file = new ZipDeflate(name)
    zip.add(file)
    file.push(bytes.subarray(0, 50))
    file.push(bytes.subarray(50), true)
  }
  zip.end()
  return joinedBytes(chunks)
}

test('an archive that was written in one go is read however it is cut', () => {
  const archive = streamed({
    'one.json': playlistOf('', 'Blue', 'River'),
    'two.json': playlistOf('', 'Carey'),
  })
  for (const pieceLength of [1, 2, 61, 4_096, 100_000])
    expect(read(archive, pieceLength).items.map(({ title }) => title)).toEqual(['Blue', 'River', 'Carey'])
})

/** The archive with another checksum for its only file, wherever one is stated. */
function withOtherChecksum(archive: Uint8Array): Uint8Array {
  const changed = archive.slice()
  const view = new DataView(changed.buffer)
  const checksum = crc32(playlistOf('', 'Blue'))
  let stated = 0
  for (let at = 0; at + 4 <= changed.length; at++)
    if (view.getUint32(at, true) === checksum) {
      view.setUint32(at, checksum ^ 1, true)
      stated++
    }
  expect(stated).toBe(2)
  return changed
}

test.each([
  ['packed', zipped({ 'one.json': playlistOf('', 'Blue') })],
  ['stored', zipped({ 'one.json': [playlistOf('', 'Blue'), { level: 0 }] })],
  ['written in one go', streamed({ 'one.json': playlistOf('', 'Blue') })],
])('an archive whose file was %s and has another checksum than it states is refused', (_how, archive) => {
  expect(read(archive).items).toHaveLength(1)
  expect(refusalOf(readZip(readFile), withOtherChecksum(archive))).toBe(
    'The ZIP is damaged: a file in it does not have the checksum that the ZIP states.',
  )
})

test('a stored file of which a letter was changed on the way is refused', () => {
  const archive = zipped({ 'one.json': [playlistOf('', 'Blue'), { level: 0 }] })
  const at = new TextDecoder('latin1').decode(archive).indexOf('Blue')
  archive[at] = 'G'.charCodeAt(0)
  expect(refusalOf(readZip(readFile), archive)).toMatch(/checksum/)
})

test('a file that is an archive by another name is passed over, and its list of files too', () => {
  const table = zipped({ 'sheet.xml': strToU8('x') })
  const archive = zipped({ 'one.json': playlistOf('', 'Blue'), 'table.xlsx': [table, { level: 0 }] })
  for (const pieceLength of [1, 97, 100_000]) expect(read(archive, pieceLength).items).toHaveLength(1)
})

test('an archive that ends with an empty folder or file is whole', () => {
  for (const last of ['songs/', 'empty.json'])
    for (const pieceLength of [1, 97, 100_000]) {
      const archive = zipped({
        'one.json': playlistOf('', 'Blue'),
        [last]: [new Uint8Array(0), { level: 0 }],
      })
      expect(read(archive, pieceLength).items.map(({ title }) => title)).toEqual(['Blue'])
    }
})

const good = zipped({ 'one.json': playlistOf('', 'Blue') })
const noise = Uint8Array.from({ length: 3_000 }, (_, i) => (i * i * 31 + (i >> 3)) % 251)

test.each<[string, () => Uint8Array, RegExp]>([
  ['an archive with a password', () => encrypted(good), /protected with a password/],
  ['an archive in an archive', () => zipped({ 'inner.zip': good }), /holds another archive/],
  [
    'more than 1,000 files',
    () =>
      zipped(Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`${i}.txt`, new Uint8Array(0)]))),
    /more than 1,000 files/,
  ],
  ['an archive without playlists', () => zipped({ 'a.jpg': noise }), /holds no playlist/],
  ['an archive of nothing', () => zipped({}), /holds no playlist/],
  ['half of an archive', () => good.subarray(0, good.length / 2), /ends in the middle/],
  ['an archive without its end', () => good.subarray(0, good.length - 30), /ends in the middle/],
  [
    'an archive that was damaged',
    () => {
      const bad = good.slice()
      bad.fill(0xff, 40, 60)
      return bad
    },
    /is damaged/,
  ],
])('%s is refused in one sentence', (_what, archive, sentence) => {
  expect(refusalOf(readZip(readFile), archive())).toMatch(sentence)
})

test('an archive that unpacks to more than it may is refused before it has', () => {
  const mostBytes = 3 * 1024 * 1024
  let takenBytes = 0
  const reader = {
    push(bytes: Uint8Array) {
      takenBytes += bytes.length
      return []
    },
    end: () => [],
  }
  const zeros = new Uint8Array(2_000_000)
  const bomb = zipped({ 'a.csv': zeros, 'b.csv': zeros, 'c.csv': zeros })
  expect(bomb.length).toBeLessThan(10_000)
  expect(
    refusalOf(
      readZip(() => reader, mostBytes),
      bomb,
    ),
  ).toMatch(/more than 3 MB/)
  expect(takenBytes).toBeLessThanOrEqual(mostBytes)
})
