import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dispositionOf } from './disposition.ts'

/** The two names that a header gives. */
function namesIn(header: string): readonly [string, string] {
  const [, plain = '', real = ''] =
    /^attachment; filename="([^"]*)"; filename\*=UTF-8''(\S*)$/.exec(header) ?? []
  return [plain, decodeURIComponent(real)]
}

test('a file is saved under its name, and old programs get as much of it as they can write', () => {
  expect(namesIn(dispositionOf('Sång (live).json', true))).toEqual(['S_ng (live).json', 'Sång (live).json'])
  expect(dispositionOf('a.txt', false)).toMatch(/^inline; /)
})

test.each([
  ['../../etc/passwd.json', '__.._etc_passwd.json'],
  ['C:\\Windows\\x.csv', 'C__Windows_x.csv'],
  ['.profile', '_.profile'],
  ['exe.\u202egpj.json', 'exe._gpj.json'],
  ['one\r\nset-cookie: a=b.txt', 'one__set-cookie_ a=b.txt'],
  ['\ud83d.txt', '_.txt'],
])('%j is saved as %j', (name, safe) => {
  expect(namesIn(dispositionOf(name, true))[1]).toBe(safe)
})

test('whatever a thing is called, its file is one name of ordinary length in a header of one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }), (title) => {
      const header = dispositionOf(`${title}.json`, true)
      expect(header).toMatch(/^[ -~]*$/)
      for (const name of namesIn(header)) {
        expect(name).toMatch(/^[^./\\][^/\\]*\.json$/)
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
      }
    }),
  )
})
