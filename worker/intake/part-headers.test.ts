import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../http/refusal.ts'
import { parsePartHeaders } from './part-headers.ts'

/** How browsers write a name (WHATWG HTML, multipart/form-data encoding algorithm). */
function asBrowsersWrite(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
}

/** A name that says the same however it is read: no percent code of its own, no quotation mark after a backslash. */
const anyName = fc
  .string({ unit: fc.constantFrom(...'aé🎸 ;="\n\r\\%.*/', '\u0000') })
  .filter((name) => !/%(22|0D|0A)|\\$/i.test(name))

test('whatever a field and a file are called, the names come back as they were', () => {
  fc.assert(
    fc.property(anyName, anyName, (name, fileName) => {
      const line = `form-data; name="${asBrowsersWrite(name)}"; filename="${asBrowsersWrite(fileName)}"`
      expect(parsePartHeaders(`Content-Disposition: ${line}\r\nContent-Type: audio/wav`)).toEqual({
        name,
        fileName,
      })
    }),
  )
})

test('a part without a file name is a field', () => {
  expect(parsePartHeaders('Content-Disposition: form-data; name="keepLocation"')).toEqual({
    name: 'keepLocation',
    fileName: undefined,
  })
})

test('an empty file name is a file all the same: a form sends it when nothing was chosen', () => {
  expect(parsePartHeaders('Content-Disposition: form-data; name="file"; filename=""').fileName).toBe('')
})

describe('programs that are no browsers', () => {
  test.each([
    ['CONTENT-DISPOSITION:form-data;name=file;filename=a.wav', 'a.wav'],
    ['Content-Type: audio/wav\r\ncontent-disposition: Form-Data; filename="a.wav"; name="file"', 'a.wav'],
    ['Content-Disposition: form-data; name="file"; filename="say \\"hi\\".wav"', 'say "hi".wav'],
    [
      'Content-Disposition: form-data; name="file"; filename*=utf-8\'\'n%C3%A9%20%F0%9F%8E%B8.wav',
      'né 🎸.wav',
    ],
    ['Content-Disposition: form-data; name="file"; filename*=UTF-8\'en\'50%.wav', '50%.wav'],
    ['Content-Disposition: form-data; name="file"; filename="a.wav"; filename*=utf-8\'\'b.wav', 'a.wav'],
    ['Content-Disposition: form-data; name="file"; filename="C:\\music\\a.wav"', 'C:\\music\\a.wav'],
  ])('%j names the file %j', (text, fileName) => {
    expect(parsePartHeaders(text)).toEqual({ name: 'file', fileName })
  })
})

test.each([
  '',
  'Content-Type: audio/wav',
  'Content-Disposition: attachment; name="file"',
  'Content-Disposition: form-data; filename="a.wav"',
  'X-Content-Disposition: form-data; name="file"',
])('%j does not say which field it is, and is refused', (text) => {
  expect(() => parsePartHeaders(text)).toThrow(Refusal)
})
