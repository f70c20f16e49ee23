import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFileName, titleOfFileName } from './file-name.ts'

test('folders, controls and NUL are no part of a name', () => {
  expect(cleanFileName('../../etc/passwd')).toBe('passwd')
  expect(cleanFileName('C:\\Users\\me\\song.mp3')).toBe('song.mp3')
  expect(cleanFileName('so\0ng\r\n\u0007.mp3')).toBe('song.mp3')
  expect(cleanFileName('gpj.\u202Eexe')).toBe('gpj.exe')
})

test('emoji and every script stay as they are', () => {
  expect(cleanFileName('夜 🎸👩‍🎤 Ночь.flac')).toBe('夜 🎸👩‍🎤 Ночь.flac')
})

test('a name is cut to 200 characters, and no character is cut in two', () => {
  const cut = cleanFileName('🎸'.repeat(300))
  expect([...cut]).toHaveLength(200)
  expect(cut).not.toMatch(/\p{Cs}/u)
})

test('a name of nothing is called untitled', () => {
  for (const name of ['', '   ', '..', 'folder/', '\0\0', '.']) expect(cleanFileName(name)).toBe('untitled')
})

test('any name comes out harmless, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (raw) => {
      const name = cleanFileName(raw)
      expect(name).not.toMatch(/[\p{Cc}/\\]/u)
      expect(name.length).toBeGreaterThan(0)
      expect([...name].length).toBeLessThanOrEqual(200)
      // A header can carry it: this throws for half characters.
      expect(() => encodeURIComponent(name)).not.toThrow()
      expect(cleanFileName(name)).toBe(name)
    }),
  )
})

test('a title is the name without ending and underscores', () => {
  expect(titleOfFileName('Night_Drive__(demo).mp3')).toBe('Night Drive (demo)')
  expect(titleOfFileName('Vol. 4')).toBe('Vol. 4')
  expect(titleOfFileName('.mp3')).toBe('.mp3')
})
