import { expect, test } from 'vitest'
import { namesTag, parseTag } from './entity-tag.ts'

test.each(['"a1"', 'W/"a1"', '  "a1" '])('%s names the tag "a1"', (header) => {
  expect(parseTag(header)).toBe('"a1"')
})

test.each(['', '*', 'a1', '"a1', '"a1", "b2"', 'w/"a1"', '"a"b"', 'W/'])('%s is not one tag', (header) => {
  expect(parseTag(header)).toBeUndefined()
})

test('who has a version is told so by any of the tags that are named, strong or weak, and by *', () => {
  for (const header of ['"a1"', 'W/"a1"', '"b2", "a1"', '"b2",W/"a1"', '*'])
    expect([header, namesTag(header, '"a1"')]).toEqual([header, true])
  for (const header of [undefined, '', '"b2"', 'a1'])
    expect([header, namesTag(header, '"a1"')]).toEqual([header, false])
})
