import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson, writeJson } from './json.ts'
import { anyHead, anyItem, readAll, refusalOf, written } from './playlist.fake.ts'
import { itemNamed } from './playlist.ts'

const start = '{"format":"cuecraft-playlist","version":1,'

test('our own form loses nothing, however the file is cut into pieces', () => {
  const anyText = fc.string({ unit: 'binary', minLength: 1 })
  const hardItem = fc.tuple(anyItem, anyText).map(([item, note]) => ({ ...item, title: note, note }))
  fc.assert(
    fc.property(
      anyHead,
      fc.array(hardItem, { maxLength: 3 }),
      fc.integer({ min: 9, max: 90 }),
      (head, items, cut) => {
        const read = readAll(readJson(), written(writeJson(), head, items), cut)
        expect(read).toEqual({ head, items, faults: [] })
      },
    ),
  )
})

test('fields that nobody knows yet are passed over, deep ones too', () => {
  const read = readAll(
    readJson(),
    `${start}"mood":{"a":[[{"b":1}]]},"items":[{"title":"Blue","mood":[1,2]}]}`,
  )
  expect(read).toMatchObject({ items: [itemNamed('Blue')], faults: [] })
})

test('a song with one bad value is kept without it, and a song without a title is missed aloud', () => {
  const items =
    '[{"title":"Blue","durationMs":-1,"artists":["Joni",7]},{"artists":["Joni"]},"Blue",{"title":["x"]}]'
  const read = readAll(readJson(), `${start}"items":${items}}`)
  expect(read.items).toEqual([{ ...itemNamed('Blue'), artists: ['Joni'] }])
  expect(read.faults.map(({ at, isLost }) => [at, isLost])).toEqual([
    ...[
      ['song 1', false],
      ['song 1', false],
    ],
    ...[
      ['song 2', true],
      ['song 3', true],
      ['song 4', true],
    ],
  ])
})

test('a name that is too long is cut between characters, and said', () => {
  const title = `${'x'.repeat(999)}🎵🎵`
  const read = readAll(readJson(), `${start}"items":[{"title":${JSON.stringify(title)}}]}`)
  expect(read.items[0]?.title).toBe('x'.repeat(999))
  expect(read.faults).toEqual([{ at: 'song 1', detail: 'The title was too long and is cut.', isLost: false }])
})

test.each([
  ['a newer version', '{"format":"cuecraft-playlist","version":2,"items":[]}', /version 2; only version 1/],
  [
    'a foreign format',
    '{"format":"other","version":1,"items":[]}',
    /does not say that it is a Cuecraft playlist/,
  ],
  ['no format', '{"items":[]}', /does not say that it is a Cuecraft playlist/],
  ['no songs', `${start}"title":"x"}`, /no list of songs/],
  ['songs that are no list', `${start}"items":{"a":{"title":"x"}}}`, /no list of songs/],
  ['half of a file', `${start}"items":[{"title":"x"}`, /ends in the middle/],
  ['nothing at all', '', /ends in the middle/],
  ['something after the end', `${start}"items":[]} {}`, /not valid JSON/],
  ['no JSON', 'title,artist', /not valid JSON/],
  ['10,000 levels', `${start}"a":${'['.repeat(10_000)}`, /nests more than 64 levels/],
  [
    '10,000 levels within a song',
    `${start}"items":[{"a":${'[{"a":'.repeat(5_000)}`,
    /nests more than 64 levels/,
  ],
  ['a text of 3 MB', `${start}"title":"${'x'.repeat(3_000_000)}"}`, /more than a million characters/],
  [
    'a song of 3 MB',
    `${start}"items":[{"a":[${'1,'.repeat(1_500_000)}1]}]}`,
    /more than a million characters/,
  ],
])('%s is refused in one sentence', (_what, file, sentence) => {
  expect(refusalOf(readJson(), file)).toMatch(sentence)
})
