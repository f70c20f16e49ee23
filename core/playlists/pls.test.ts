import { expect, test } from 'vitest'
import { readAll } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'
import { readPls } from './pls.ts'
import type { PlaylistPiece } from './reading.ts'

const read = (...lines: readonly string[]) => readAll(readPls(), lines.join('\r\n'))

test('a song has its path, name and seconds, whichever way the keys are written', () => {
  const { head, items, faults } = read(
    '[Playlist]',
    'X-GNOME-Title=Road trip',
    'file1 = a.mp3',
    'TITLE1=ABBA - SOS',
    'Length1=203',
    'File2=http://radio.example:8000/',
    'Title2=A radio',
    'Length2=-1',
    'NumberOfEntries=2',
    'Version=2',
  )
  expect(head.title).toBe('Road trip')
  expect(items).toEqual([
    { ...itemNamed('SOS'), artists: ['ABBA'], durationMs: 203_000, location: 'a.mp3' },
    { ...itemNamed('A radio'), location: 'http://radio.example:8000/' },
  ])
  expect(faults).toEqual([])
})

test('songs whose titles come after all paths are put together, in the order of their numbers', () => {
  const { items, faults } = read(
    '[playlist]',
    'File2=b.mp3',
    'File1=a.mp3',
    'Title1=One',
    'Title2=Two',
    'Length2=5',
  )
  expect(items.map(({ title, location, durationMs }) => [title, location, durationMs])).toEqual([
    ['One', 'a.mp3', null],
    ['Two', 'b.mp3', 5000],
  ])
  expect(faults).toEqual([])
})

test('a song is given as soon as the next one begins', () => {
  const reader = readPls()
  const titles = (pieces: readonly PlaylistPiece[]) =>
    pieces.flatMap((piece) => (piece.kind === 'item' ? piece.item.title : []))
  expect(titles(reader.push('[playlist]\nFile1=a\nTitle1=One\nFile2=b\nTitle2=Two\n'))).toEqual(['One'])
  expect(titles(reader.end())).toEqual(['Two'])
})

test('what says nothing, comes twice or is missing is told of with its place', () => {
  const { items, faults } = read(
    '[playlist]',
    'Mood=good',
    'File1=a.mp3',
    'File1=b.mp3',
    'Length2=5',
    'NumberOfEntries=9',
  )
  expect(items.map(({ location }) => location)).toEqual(['a.mp3'])
  expect(faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ['line 2', false],
    ['line 4', true],
    ['line 5', true],
    ['the whole file', false],
  ])
})
