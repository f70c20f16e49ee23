/** Turns the bytes of a text file into text, whatever program wrote it: UTF-8, UTF-16 of either order, or Latin-1. */

/** The text, and whether its encoding had to be guessed because nothing else was left. */
export type DecodedText = { readonly text: string; readonly isGuess: boolean }

/** What Windows put where Latin-1 has control characters (windows-1252, bytes 0x80 to 0x9f); 0 where nothing is. */
const windowsMarks = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0, 0x017e, 0x0178,
]

/** Text is built in pieces, since a function takes only so many arguments. */
const pieceUnits = 8192

/**
 * The text of a file. A byte order mark is believed; without one, a zero byte means UTF-16 (its order follows from
 * which of two bytes is zero, as half of every digit and line end is), then UTF-8 is tried, which other encodings hardly
 * ever are by chance, and what is left is read as Latin-1 with the marks of Windows.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return sure(utf16(bytes.subarray(2), 0))
  if (first === 0xfe && second === 0xff) return sure(utf16(bytes.subarray(2), 1))
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf
  const lowByte = isMarked ? undefined : lowByteOfUtf16(bytes)
  if (lowByte !== undefined) return sure(utf16(bytes, lowByte))
  const text = utf8(isMarked ? bytes.subarray(3) : bytes)
  return text === undefined ? { text: latin1(bytes), isGuess: true } : sure(text)
}

function sure(text: string): DecodedText {
  return { text, isGuess: false }
}

/** Where in a pair of bytes the low one stands, if the file looks like UTF-16 without a mark. */
function lowByteOfUtf16(bytes: Uint8Array): 0 | 1 | undefined {
  const zeros = [0, 0]
  for (const [i, byte] of bytes.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even === odd) return undefined
  return odd > even ? 0 : 1
}

function utf16(bytes: Uint8Array, lowByte: 0 | 1): string {
  const units: number[] = []
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    units.push((bytes[i + lowByte] ?? 0) | ((bytes[i + 1 - lowByte] ?? 0) << 8))
  }
  return textOfUnits(units).replace(/\p{Cs}/gu, '\ufffd')
}

/** The text, or `undefined` when the bytes are not UTF-8 (RFC 3629). */
function utf8(bytes: Uint8Array): string | undefined {
  const units: number[] = []
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0
    const more = followersOf(lead)
    const point = more === 0 ? lead : pointOf(lead, followers(bytes, i, more))
    if (point === undefined || (more === 0 && lead >= 0x80)) return undefined
    pushPoint(units, point)
    i += more + 1
  }
  return textOfUnits(units)
}

/** How many bytes follow a lead. */
function followersOf(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0
  return lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1
}

/** The character of a lead and what follows; `undefined` for too long a form, half a pair, or past U+10FFFF. */
function pointOf(lead: number, rest: readonly number[]): number | undefined {
  if (rest.some((byte) => (byte & 0xc0) !== 0x80)) return undefined
  const point = rest.reduce((high, byte) => (high << 6) | (byte & 0x3f), lead & (0x3f >> rest.length))
  const least = [0, 0x80, 0x800, 0x10000][rest.length] ?? 0
  const isHalf = point >= 0xd800 && point <= 0xdfff
  return point < least || point > 0x10ffff || isHalf ? undefined : point
}

/** The bytes after a lead; a file that ends inside a character has zeros there, which follow nothing. */
function followers(bytes: Uint8Array, at: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => bytes[at + 1 + i] ?? 0)
}

function pushPoint(units: number[], point: number): void {
  if (point < 0x10000) units.push(point)
  else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff))
}

function latin1(bytes: Uint8Array): string {
  const points = Array.from(bytes, (byte) =>
    byte >= 0x80 && byte < 0xa0 ? (windowsMarks[byte - 0x80] ?? 0) : byte,
  )
  return textOfUnits(points.map((point, i) => (point === 0 ? (bytes[i] ?? 0) : point)))
}

function textOfUnits(units: readonly number[]): string {
  const pieces: string[] = []
  for (let i = 0; i < units.length; i += pieceUnits)
    pieces.push(String.fromCharCode(...units.slice(i, i + pieceUnits)))
  return pieces.join('')
}
