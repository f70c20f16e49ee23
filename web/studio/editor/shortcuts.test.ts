import { expect, test } from 'vitest'
import { keyWords, shortcutOf, shortcuts } from './shortcuts.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test('no key does two things', () => {
  const keys = shortcuts.flatMap((shortcut) => shortcut.keys)
  expect(new Set(keys).size).toBe(keys.length)
})

test('a letter is the same with Caps Lock, and another one with Command or Ctrl', () => {
  expect(shortcutOf({ ...plain, key: 'S' })).toBe('split')
  expect(shortcutOf({ ...plain, key: 's', ctrlKey: true })).toBe('save')
  expect(shortcutOf({ ...plain, key: 'b', ctrlKey: true })).toBeUndefined()
  expect(shortcutOf({ ...plain, key: 'z', metaKey: true })).toBe('undo')
  expect(shortcutOf({ ...plain, key: 'Z', metaKey: true, shiftKey: true })).toBe('redo')
})

test('a sign is the same whether the keyboard wants Shift for it or not', () => {
  expect(shortcutOf({ ...plain, key: '?', shiftKey: true })).toBe('help')
  expect(shortcutOf({ ...plain, key: '+', shiftKey: true })).toBe('zoom-in')
  expect(shortcutOf({ ...plain, key: '+' })).toBe('zoom-in')
})

test('arrows go by frames, with Shift by beats', () => {
  expect(shortcutOf({ ...plain, key: 'ArrowRight' })).toBe('frame-on')
  expect(shortcutOf({ ...plain, key: 'ArrowRight', shiftKey: true })).toBe('beat-on')
})

test('keys are written as the keyboard in front of the person has them', () => {
  expect(keyWords('mod+shift+z', true)).toBe('⌘ Shift Z')
  expect(keyWords('mod+shift+z', false)).toBe('Ctrl Shift Z')
  expect(keyWords('+', false)).toBe('+')
})
