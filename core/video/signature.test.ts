import { expect, test } from 'vitest'
import { frameSize, Preset } from '#core/timeline/preset.ts'
import { Aspect } from '#core/timeline/timeline.ts'
import { signatureDistance, signatureOf, signatureSide } from './signature.ts'

/** A small generator (Park and Miller's) for noise that is the same in every run. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const random = noise(7)
const black = 16
const white = 235
const patterns: readonly (readonly [string, (x: number, y: number) => boolean])[] = [
  ['noise', () => random() < 0.5],
  ['a chessboard of pixels', (x, y) => (x + y) % 2 === 0],
  ...[2, 3, 4, 8].flatMap((period): (readonly [string, (x: number, y: number) => boolean])[] => [
    [`upright lines every ${period} pixels`, (x) => x % period === 0],
    [`level lines every ${period} pixels`, (_, y) => y % period === 0],
  ]),
]

const sizes = Preset.options.flatMap((preset) => Aspect.options.map((aspect) => frameSize(preset, aspect)))

test.each(patterns)(
  '%s in black and white has the signature of its mean greys, at every size',
  (_, isWhite) => {
    for (const { widthPixels, heightPixels } of sizes) {
      const luma = new Uint8Array(widthPixels * heightPixels)
      for (let y = 0; y < heightPixels; y += 1) {
        for (let x = 0; x < widthPixels; x += 1) luma[y * widthPixels + x] = isWhite(x, y) ? white : black
      }
      const distance = signatureDistance(
        signatureOf(luma, { widthPixels, heightPixels, strideBytes: widthPixels }),
        meansOf(luma, widthPixels, heightPixels),
      )
      expect(distance, `${widthPixels}x${heightPixels}`).toBeLessThan(4)
    }
  },
)

/** The mean of every sample of a cell: what a signature comes near. */
function meansOf(luma: Uint8Array, widthPixels: number, heightPixels: number): Uint8Array {
  const sums = new Float64Array(signatureSide ** 2)
  const counts = new Float64Array(signatureSide ** 2)
  for (let y = 0; y < heightPixels; y += 1) {
    for (let x = 0; x < widthPixels; x += 1) {
      const row = Math.floor((y * signatureSide) / heightPixels)
      const cell = row * signatureSide + Math.floor((x * signatureSide) / widthPixels)
      sums[cell] = (sums[cell] ?? 0) + (luma[y * widthPixels + x] ?? 0)
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  return Uint8Array.from(sums, (sum, cell) => Math.round(sum / (counts[cell] ?? 1)))
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
