import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameSize, Preset } from '#core/timeline/preset.ts'
import { Aspect } from '#core/timeline/timeline.ts'
import { signatureDistance, signatureOf, signatureSide } from './signature.ts'

const black = 16
const white = 235

type Size = ReturnType<typeof frameSize>

const sizes = Preset.options.flatMap((preset) => Aspect.options.map((aspect) => frameSize(preset, aspect)))
const mostPixels = Math.max(...sizes.map(({ widthPixels, heightPixels }) => widthPixels * heightPixels))

/** Patterns of black and white by the rows they repeat. */
const patterns: readonly (readonly [
  name: string,
  rows: number,
  isWhite: (x: number, y: number) => boolean,
])[] = [
  ['a chessboard of pixels', 2, (x, y) => (x + y) % 2 === 0],
  ...[2, 3, 4, 8].flatMap((period): typeof patterns => [
    [`upright lines every ${period} pixels`, 1, (x) => x % period === 0],
    [`level lines every ${period} pixels`, period, (_, y) => y % period === 0],
  ]),
]

// The largest distance at which the proof of a render knows a frame again.
const largestDistance = 4

test.each(patterns)(
  '%s in black and white has the signature of its mean greys, at every size',
  (_, repeat, isWhite) => {
    const plane = new Uint8Array(mostPixels)
    for (const size of sizes) {
      const { widthPixels, heightPixels } = size
      const rows = Array.from({ length: repeat }, (_, y) =>
        Uint8Array.from({ length: widthPixels }, (_, x) => (isWhite(x, y) ? white : black)),
      )
      const rowAt = (y: number) => rows[y % repeat] ?? new Uint8Array()
      for (let y = 0; y < heightPixels; y += 1) plane.set(rowAt(y), y * widthPixels)
      const sums = rows.map((row) => cellSums(row))
      const distance = signatureDistance(
        signatureOf(plane, { ...size, strideBytes: widthPixels }),
        meansOf(size, (y) => sums[y % repeat] ?? []),
      )
      expect(distance, `${widthPixels}x${heightPixels}`).toBeLessThan(largestDistance)
    }
  },
)

/**
 * How far noise may be from its means: a cell of some 500 samples, each black or white by chance, is off by a normal
 * deviate, of whose sizes a signature's distance is the mean. Six standard deviations of that, and the rounding.
 */
function mostNoiseDistance(): number {
  const cells = signatureSide ** 2
  const deviation = (white - black) / 2 / Math.sqrt(130_000 / cells)
  const [mean, spread] = [Math.sqrt(2 / Math.PI), Math.sqrt(1 - 2 / Math.PI)]
  return deviation * (mean + (6 * spread) / Math.sqrt(cells)) + 0.5
}

test('noise in black and white comes as near to its mean greys as so many samples tell, whatever noise it is', () => {
  const lying = Preset.options.map((preset) => frameSize(preset, '16:9'))
  fc.assert(
    fc.property(fc.constantFrom(...lying), fc.integer({ min: 1, max: 2_147_483_646 }), (size, seed) => {
      const { widthPixels, heightPixels } = size
      const random = noise(seed)
      const luma = new Uint8Array(widthPixels * heightPixels)
      for (let i = 0; i < luma.length; i += 1) luma[i] = random() < 0.5 ? white : black
      const distance = signatureDistance(
        signatureOf(luma, { ...size, strideBytes: widthPixels }),
        meansOf(size, (y) => cellSums(luma.subarray(y * widthPixels, (y + 1) * widthPixels))),
      )
      expect(distance).toBeLessThan(mostNoiseDistance())
    }),
    { numRuns: 5 },
  )
})

/** A small generator (Park and Miller's), so that noise is the same again for a seed. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** The sums of a row's samples, cell by cell. */
function cellSums(row: Uint8Array): readonly number[] {
  const sums = Array<number>(signatureSide).fill(0)
  for (let x = 0; x < row.length; x += 1) {
    const cell = Math.floor((x * signatureSide) / row.length)
    sums[cell] = (sums[cell] ?? 0) + (row[x] ?? 0)
  }
  return sums
}

/** The mean of every sample of a cell: what a signature comes near. */
function meansOf(
  { widthPixels, heightPixels }: Size,
  cellSumsOfRow: (y: number) => readonly number[],
): Uint8Array {
  const sums = new Float64Array(signatureSide ** 2)
  for (let y = 0; y < heightPixels; y += 1) {
    const start = Math.floor((y * signatureSide) / heightPixels) * signatureSide
    for (const [i, sum] of cellSumsOfRow(y).entries()) sums[start + i] = (sums[start + i] ?? 0) + sum
  }
  const samples = (cell: number, pixels: number) =>
    Math.ceil(((cell + 1) * pixels) / signatureSide) - Math.ceil((cell * pixels) / signatureSide)
  return Uint8Array.from(sums, (sum, at) => {
    const [row, column] = [Math.floor(at / signatureSide), at % signatureSide]
    return Math.round(sum / (samples(row, heightPixels) * samples(column, widthPixels)))
  })
}

test('rows that are padded have the signature of their picture alone', () => {
  const size = { widthPixels: 640, heightPixels: 360 }
  const strideBytes = 704
  const grey = noise(11)
  const luma = Uint8Array.from({ length: 640 * 360 }, () => black + Math.floor(grey() * (white - black)))
  const padded = new Uint8Array(strideBytes * 360).fill(white)
  for (let y = 0; y < 360; y += 1) padded.set(luma.subarray(y * 640, (y + 1) * 640), y * strideBytes)
  expect(signatureOf(padded, { ...size, strideBytes })).toEqual(
    signatureOf(luma, { ...size, strideBytes: 640 }),
  )
})
