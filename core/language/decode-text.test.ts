import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeChunks, decodeText } from './decode-text.ts'

/** Node's own encoders are the second opinion. */
const encodings = {
  'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
  'UTF-8 with its mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf8'),
  'UTF-16, low byte first': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, high byte first': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
} as const

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !text.startsWith('\ufeff'))

/** The same bytes in pieces, cut wherever. */
function inPieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b)
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end))
}

function decodedInPieces(pieces: readonly Uint8Array[]): string {
  const decoding = decodeChunks()
  return pieces.map((piece) => decoding.push(piece)).join('') + decoding.end()
}

test.each(Object.entries(encodings))('%s is read as it was written, wherever it is cut', (name, encode) => {
  fc.assert(
    fc.property(anyText, fc.array(fc.nat()), (text, cuts) => {
      // Zeros without a mark are what tells UTF-16.
      fc.pre(name !== 'UTF-8' || !text.includes('\0'))
      expect(decodedInPieces(inPieces(encode(text), cuts))).toBe(text)
    }),
  )
})

test('any bytes at all give the same text however they are cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), fc.array(fc.nat()), (bytes, cuts) => {
      expect(decodedInPieces(inPieces(bytes, cuts))).toBe(decodeText(bytes).text)
    }),
  )
})

/** The bytes at which the rules of UTF-8 change (RFC 3629, section 4). */
const edges = [0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5]

test('bytes behind the mark of UTF-8 are read as the platform reads them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...edges), { maxLength: 200 }), (bytes) => {
      const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes])
      expect(decodeText(marked).text).toBe(new TextDecoder('utf-8').decode(marked))
    }),
  )
})

test('a file that no UTF-8 is, is windows-1252, and said to be a guess', () => {
  const bytes = Buffer.from([0x42, 0x6a, 0xf6, 0x72, 0x6b, 0x20, 0x93, 0x94, 0x80])
  expect(decodeText(bytes)).toEqual({ text: 'Björk “”€', isGuess: true })
  expect(decodeText(Buffer.from('Björk')).isGuess).toBe(false)
})

test('one bad byte in a file that is UTF-8 is one bad character', () => {
  const bytes = Buffer.concat([Buffer.from('Björk'), Buffer.from([0xff]), Buffer.from('é')])
  expect(decodeText(bytes)).toEqual({ text: 'Björk\ufffdé', isGuess: false })
})

test.each(['Кино - Звезда\nДДТ - Осень\n', '周杰倫 - 七里香\r\n', '1. ABBA - SOS'])(
  'UTF-16 without a mark is known by its zeros: %j',
  (text) => {
    const low = Buffer.from(text, 'utf16le')
    expect(decodeText(low).text).toBe(text)
    expect(decodeText(Buffer.from(low).swap16()).text).toBe(text)
  },
)

test('a stray zero does not make a text UTF-16', () => {
  expect(decodeText(Buffer.from(`ABBA - SOS\0${'\nABBA - Fernando'.repeat(9)}`)).text).toContain('Fernando')
})

test('half of a character is not kept', () => {
  expect(decodeText(Buffer.from('\ufeffa\ud83db', 'utf16le')).text).toBe('a\ufffdb')
  expect(decodeText(Buffer.from('\ufeffab\ud83d', 'utf16le')).text).toBe('ab\ufffd')
})
