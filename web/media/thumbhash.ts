/**
 * Reads a thumbhash (Evan Wallace's format): two dozen bytes that hold a blurred picture as a few cosine waves of
 * luminance (L), yellow-blue (P) and red-green (Q), each 4 bits, and of alpha where there is one.
 */

/** A tiny picture: RGBA bytes, row by row. */
export type TinyPicture = {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
}

type Channel = {
  readonly average: number
  readonly waves: readonly number[]
  readonly columns: number
  readonly rows: number
}

/** The picture of a base64 thumbhash; `undefined` when it is none, since a placeholder is never worth an error. */
export function pictureOfThumbhash(base64: string, longSidePixels = 32): TinyPicture | undefined {
  const bytes = bytesOfBase64(base64)
  if (bytes === undefined || bytes.length < 5) return undefined
  const header = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16)
  const second = (bytes[3] ?? 0) | ((bytes[4] ?? 0) << 8)
  const hasAlpha = (header >> 23) & 1
  const isLandscape = (second >> 15) & 1
  const counted = second & 7
  const full = hasAlpha === 1 ? 5 : 7
  const columns = Math.max(3, isLandscape === 1 ? full : counted)
  const rows = Math.max(3, isLandscape === 1 ? counted : full)
  const read = nibbleReader(bytes, hasAlpha === 1 ? 6 : 5)
  const channel = (average: number, scale: number, wide: number, high: number): Channel => ({
    average,
    columns: wide,
    rows: high,
    waves: read(waveCount(wide, high)).map((nibble) => (nibble / 7.5 - 1) * scale),
  })
  const light = channel((header & 63) / 63, ((header >> 18) & 31) / 31, columns, rows)
  // Chroma is stored a quarter stronger than it was measured: few waves lose saturation.
  const yellow = channel(((header >> 6) & 63) / 31.5 - 1, (((second >> 3) & 63) / 63) * 1.25, 3, 3)
  const red = channel(((header >> 12) & 63) / 31.5 - 1, (((second >> 9) & 63) / 63) * 1.25, 3, 3)
  const ratio = (isLandscape === 1 ? full : counted) / Math.max(1, isLandscape === 1 ? counted : full)
  const width = Math.max(1, Math.round(ratio > 1 ? longSidePixels : longSidePixels * ratio))
  const height = Math.max(1, Math.round(ratio > 1 ? longSidePixels / ratio : longSidePixels))
  return { width, height, rgba: paint(width, height, light, yellow, red) }
}

function paint(
  width: number,
  height: number,
  light: Channel,
  yellow: Channel,
  red: Channel,
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (channel: Channel) => valueAt(channel, (x + 0.5) / width, (y + 0.5) / height)
      const [l, p, q] = [at(light), at(yellow), at(red)]
      const blue = l - (2 / 3) * p
      const redness = (3 * l - blue + q) / 2
      rgba.set([redness * 255, (redness - q) * 255, blue * 255, 255], (y * width + x) * 4)
    }
  }
  return rgba
}

function valueAt(channel: Channel, x: number, y: number): number {
  let value = channel.average
  let index = 0
  eachWave(channel.columns, channel.rows, (column, row) => {
    value += (channel.waves[index] ?? 0) * Math.cos(Math.PI * column * x) * Math.cos(Math.PI * row * y) * 2
    index += 1
  })
  return value
}

/** The waves that are stored: a triangle of the low frequencies, without the constant one. */
function eachWave(columns: number, rows: number, visit: (column: number, row: number) => void): void {
  for (let row = 0; row < rows; row += 1) {
    for (let column = row === 0 ? 1 : 0; column * rows < columns * (rows - row); column += 1)
      visit(column, row)
  }
}

function waveCount(columns: number, rows: number): number {
  let count = 0
  eachWave(columns, rows, () => {
    count += 1
  })
  return count
}

function nibbleReader(bytes: Uint8Array, start: number): (count: number) => readonly number[] {
  let index = 0
  return (count) =>
    Array.from({ length: count }, () => {
      const byte = bytes[start + (index >> 1)] ?? 0
      const nibble = (byte >> ((index & 1) * 4)) & 15
      index += 1
      return nibble
    })
}

function bytesOfBase64(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
