import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isObjectKey, objectKey } from './keys.ts'

test('a key is the owner, the folder, and ids', () => {
  expect(objectKey('acc_1', 'songs', 'sng_2', 'file')).toBe('acc_1/songs/sng_2/file')
})

/** Text that is often nearly a key, so that the rule is tried on both of its sides. */
const mostlyPlain = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('a', 'Z', '0', '_', '-', '.', '/', '%') }),
)

test('whatever a key is built from, it stays inside its folder or throws', () => {
  fc.assert(
    fc.property(mostlyPlain, mostlyPlain, (id, name) => {
      let key: string
      try {
        key = objectKey('acc_1', 'media', id, name)
      } catch {
        return
      }
      // An address parser folds dots and slashes; a safe key comes out as it went in.
      expect(new URL(key, 'https://storage.test/').pathname).toBe(`/${key}`)
      expect(key.split('/')).toEqual(['acc_1', 'media', id, name])
    }),
  )
})

test('names that climb, hide or hold odd bytes are no keys', () => {
  for (const name of [
    '..',
    '../x',
    '.hidden',
    'a/../b',
    'a//b',
    '',
    'a\0b',
    'a%2e%2e',
    'ä',
    'a b',
    'a\\b',
    'x'.repeat(129),
  ])
    expect(isObjectKey(`acc_1/media/${name}`)).toBe(false)
})
