/** Turns the bytes of a text file into text as they come, whatever program wrote it: UTF-8, UTF-16 of either order, or Latin-1. */

/** What Windows put where Latin-1 has control characters (windows-1252, bytes 0x80 to 0x9f); 0 where nothing is. */
const windowsMarks = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0, 0x017e, 0x0178,
]

/** Takes bytes and gives the text they complete; how the file is cut into chunks makes no difference. */
export type TextDecoding = {
  readonly push: (bytes: Uint8Array) => string
  /** What is left when no more bytes come. */
  readonly end: () => string
  /** Whether the file turned out to say nowhere how it is written, and was read as Latin-1. */
  readonly isGuess: () => boolean
}

/** So many bytes are looked at for the zeros that tell UTF-16 without a mark. */
const sniffedBytes = 4096

/** Text is built in pieces of this size. */
const pieceUnits = 8192

/** Stands for what could not be read. */
const unreadable = 0xfffd

/** Takes one byte after the other, and writes the units of text that they complete. */
type Scheme = { readonly take: (byte: number) => void; readonly finish: () => void }

type Write = (unit: number) => void

/**
 * A byte order mark is believed; without one, zeros in every other byte mean UTF-16. All else is UTF-8 until the first
 * character that is not ASCII says otherwise: one that no UTF-8 is makes the file Latin-1 with the marks of Windows, and
 * since what came before is the same in both, nothing has to be read again. After that, or behind a mark, a byte that
 * fits nowhere becomes U+FFFD.
 */
export function decodeChunks(): TextDecoding {
  const out = collectUnits()
  let start: Uint8Array | undefined = new Uint8Array(0)
  let scheme: Scheme | undefined
  let isGuess = false

  function begin(bytes: Uint8Array): void {
    start = undefined
    const { name, skip } = schemeOf(bytes)
    scheme =
      name === 'utf-8'
        ? takeUtf8(out.write, skip > 0, () => {
            isGuess = true
          })
        : takeUtf16(out.write, name === 'utf-16le')
    for (const byte of bytes.subarray(skip)) scheme.take(byte)
  }

  return {
    push(bytes) {
      if (scheme !== undefined) for (let i = 0; i < bytes.length; i += 1) scheme.take(bytes[i] ?? 0)
      else {
        start = joined(start ?? new Uint8Array(0), bytes)
        if (start.length >= sniffedBytes) begin(start)
      }
      return out.text()
    },
    end() {
      if (start !== undefined) begin(start)
      scheme?.finish()
      return out.text()
    },
    isGuess: () => isGuess,
  }
}

/** The text of a whole file, and whether its encoding had to be guessed because nothing else was left. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly isGuess: boolean } {
  const decoding = decodeChunks()
  const text = decoding.push(bytes) + decoding.end()
  return { text, isGuess: decoding.isGuess() }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

function collectUnits(): { readonly write: Write; readonly text: () => string } {
  const units = new Uint16Array(pieceUnits)
  let used = 0
  let pieces: string[] = []
  function settle(): void {
    pieces.push(Reflect.apply(String.fromCharCode, undefined, units.subarray(0, used)))
    used = 0
  }
  return {
    write(unit) {
      if (used === pieceUnits) settle()
      units[used] = unit
      used += 1
    },
    text() {
      settle()
      const text = pieces.join('')
      pieces = []
      return text
    },
  }
}

type Start = { readonly name: 'utf-8' | 'utf-16le' | 'utf-16be'; readonly skip: number }

/** How a file is written, from how it begins, and how many bytes of it are the mark. */
function schemeOf(bytes: Uint8Array): Start {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return { name: 'utf-16le', skip: 2 }
  if (first === 0xfe && second === 0xff) return { name: 'utf-16be', skip: 2 }
  if (first === 0xef && second === 0xbb && third === 0xbf) return { name: 'utf-8', skip: 3 }
  return { name: unmarkedSchemeOf(bytes.subarray(0, sniffedBytes)), skip: 0 }
}

/**
 * Line ends, digits and spaces have a zero as their high byte in every script. One in sixty-four characters is fewer than
 * any list of songs has and more than a text with stray zeros; a file with as many in both places is no text at all.
 */
function unmarkedSchemeOf(bytes: Uint8Array): Start['name'] {
  const zeros = [0, 0]
  for (const [i, byte] of bytes.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const least = Math.max(2, bytes.length / 128)
  if (odd > least && odd > 4 * even) return 'utf-16le'
  if (even > least && even > 4 * odd) return 'utf-16be'
  return 'utf-8'
}

function takeUtf16(write: Write, isLowFirst: boolean): Scheme {
  let first: number | undefined
  /** The first half of a character, which waits for the second. */
  let half: number | undefined
  function unit(value: number): void {
    if (value >= 0xdc00 && value <= 0xdfff) {
      write(half ?? unreadable)
      if (half !== undefined) write(value)
      half = undefined
      return
    }
    if (half !== undefined) write(unreadable)
    half = value >= 0xd800 && value < 0xdc00 ? value : undefined
    if (half === undefined) write(value)
  }
  return {
    take(byte) {
      if (first === undefined) {
        first = byte
        return
      }
      unit(isLowFirst ? first | (byte << 8) : (first << 8) | byte)
      first = undefined
    },
    finish() {
      if (half !== undefined) write(unreadable)
      if (first !== undefined) write(unreadable)
    },
  }
}

/** UTF-8 as RFC 3629 has it; `turnToLatin` is told when the file is no UTF-8 after all, and taken as Latin-1 from there. */
function takeUtf8(write: Write, isMarked: boolean, turnToLatin: () => void): Scheme {
  let isSettled = isMarked
  let isLatin = false
  /** The bytes of a character that has begun, and how many it takes. */
  let begun: number[] = []
  let wanted = 0

  function fail(): void {
    if (isSettled) write(unreadable)
    else {
      isLatin = true
      turnToLatin()
      for (const byte of begun) write(latinUnit(byte))
    }
    begun = []
  }

  function follow(byte: number): void {
    begun.push(byte)
    if (begun.length < wanted) return
    const point = begun.reduce(
      (high, each, i) => (i === 0 ? each & (0x7f >> wanted) : (high << 6) | (each & 0x3f)),
      0,
    )
    isSettled = true
    begun = []
    writePoint(write, point)
  }

  function take(byte: number): void {
    if (isLatin) write(latinUnit(byte))
    else if (begun.length > 0) {
      if (canFollow(begun, byte)) follow(byte)
      else {
        fail()
        take(byte)
      }
    } else if (byte < 0x80) write(byte)
    else {
      begun = [byte]
      wanted = lengthOf(byte)
      if (wanted === 0) fail()
    }
  }

  return {
    take,
    finish() {
      if (begun.length > 0) fail()
    },
  }
}

/** How many bytes a character has that begins with this one; 0 where none does. */
function lengthOf(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
}

/** Whether a byte can stand next: the second of a character rules out forms too long, halves, and what lies past U+10FFFF. */
function canFollow([lead = 0, second]: readonly number[], byte: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false
  if (second !== undefined) return true
  if (lead === 0xe0) return byte >= 0xa0
  if (lead === 0xed) return byte < 0xa0
  if (lead === 0xf0) return byte >= 0x90
  return lead !== 0xf4 || byte < 0x90
}

function writePoint(write: Write, point: number): void {
  if (point < 0x10000) write(point)
  else {
    write(0xd800 + ((point - 0x10000) >> 10))
    write(0xdc00 + ((point - 0x10000) & 0x3ff))
  }
}

function latinUnit(byte: number): number {
  return (byte >= 0x80 && byte < 0xa0 && windowsMarks[byte - 0x80]) || byte
}
