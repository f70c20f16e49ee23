import { expect, test } from 'vitest'
import { isNameable } from './showable.ts'

test('a name may be written in any script, in either direction, or in pictures', () => {
  const names = ['Ada', 'Łukasz', 'دانیال', 'می‌خواهم', 'שרה', '凛', '👨‍👩‍👧', '❤️', '<b>Ben</b>', '2']
  for (const name of names) expect(isNameable(name), name).toBe(true)
})

test('a name that nobody sees, or that turns round what stands beside it, is none', () => {
  const names = ['', ' ', '\u200b', '\u00ad', '\u3164', '\u200d\u200d', '\ufe0f', '\u{e0041}']
  const turned = ['\u202eevil', 'Ben\u2066', '\u200fBen', 'a\u2028b', 'a\nb', 'a\u0000b', '\ud800x']
  for (const name of [...names, ...turned]) expect(isNameable(name), JSON.stringify(name)).toBe(false)
})
