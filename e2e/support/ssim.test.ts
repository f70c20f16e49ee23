import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { locateFfmpeg } from '../../container/ffmpeg/locate.ts'
import { type LumaPicture, lumaOf, ssim } from './ssim.ts'

const run = promisify(execFile)
const size = { widthPixels: 96, heightPixels: 64 }

function picture(valueAt: (x: number, y: number) => number): LumaPicture {
  const luma = Uint8Array.from({ length: size.widthPixels * size.heightPixels }, (_, i) =>
    Math.min(255, Math.max(0, Math.round(valueAt(i % size.widthPixels, Math.floor(i / size.widthPixels))))),
  )
  return { luma, ...size }
}

const waves = picture((x, y) => 128 + 60 * Math.sin(x / 3) * Math.cos(y / 4) + 20 * Math.sin(x * y))

test('a picture is wholly like itself', () => {
  expect(ssim(waves, waves)).toBeCloseTo(1, 12)
})

test('two flat pictures differ by their light alone, as the formula says', () => {
  const c1 = (0.01 * 255) ** 2
  const expected = (2 * 100 * 140 + c1) / (100 ** 2 + 140 ** 2 + c1)
  expect(
    ssim(
      picture(() => 100),
      picture(() => 140),
    ),
  ).toBeCloseTo(expected, 10)
})

test('a negative is unlike its picture, whose every edge it turns round', () => {
  const negative = { ...size, luma: waves.luma.map((value) => 255 - value) }
  expect(ssim(waves, negative)).toBeLessThan(-0.5)
})

test('which picture is the first does not matter', () => {
  const other = picture((x, y) => 100 + 40 * Math.sin((x + y) / 5))
  expect(ssim(waves, other)).toBeCloseTo(ssim(other, waves), 12)
})

test('the more a picture is disturbed the less it is like itself, near to what FFmpeg measures with a plain window', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cuecraft-ssim-'))
  try {
    const noise = (x: number, y: number) => ((x * 7919 + y * 104_729) % 31) - 15
    const ours: number[] = []
    for (const strength of [0.4, 1, 2]) {
      const disturbed = picture((x, y) => (waves.luma[y * 96 + x] ?? 0) + strength * noise(x, y))
      ours.push(ssim(waves, disturbed))
      expect(Math.abs((ours.at(-1) ?? 0) - (await ffmpegSsim(folder, waves, disturbed)))).toBeLessThan(0.1)
    }
    expect(ours).toEqual(ours.toSorted((a, b) => b - a))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('one window comes out as the sums of the paper give it', () => {
  const inWindow = { widthPixels: 11, heightPixels: 11 }
  const [a, b] = [0, 3].map((shift) => Uint8Array.from({ length: 121 }, (_, i) => (i * (17 + shift)) % 256))
  if (a === undefined || b === undefined) throw new Error('two pictures were made')
  const weight = (i: number) => Math.exp(-(((i % 11) - 5) ** 2 + (Math.floor(i / 11) - 5) ** 2) / 4.5)
  const total = a.reduce((sum, _, i) => sum + weight(i), 0)
  const mean = (value: (i: number) => number) =>
    a.reduce((sum, _, i) => sum + (weight(i) / total) * value(i), 0)
  const [ma, mb] = [mean((i) => a[i] ?? 0), mean((i) => b[i] ?? 0)]
  const va = mean((i) => ((a[i] ?? 0) - ma) ** 2)
  const vb = mean((i) => ((b[i] ?? 0) - mb) ** 2)
  const ab = mean((i) => ((a[i] ?? 0) - ma) * ((b[i] ?? 0) - mb))
  const [c1, c2] = [6.5025, 58.5225]
  const expected = ((2 * ma * mb + c1) * (2 * ab + c2)) / ((ma ** 2 + mb ** 2 + c1) * (va + vb + c2))
  expect(ssim({ luma: a, ...inWindow }, { luma: b, ...inWindow })).toBeCloseTo(expected, 9)
})

test('white is 235 in limited range, black is 16', () => {
  const { luma } = lumaOf(Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 255), 2, 1)
  expect([...luma]).toEqual([235, 16])
})

async function ffmpegSsim(folder: string, a: LumaPicture, b: LumaPicture): Promise<number> {
  const raw = ['-f', 'rawvideo', '-pixel_format', 'gray', '-video_size', '96x64']
  await writeFile(join(folder, 'a.raw'), a.luma)
  await writeFile(join(folder, 'b.raw'), b.luma)
  const { stderr } = await run(locateFfmpeg(), [
    ...['-hide_banner', '-nostdin', ...raw, '-i', join(folder, 'a.raw'), ...raw, '-i', join(folder, 'b.raw')],
    ...['-lavfi', 'ssim', '-f', 'null', '-'],
  ])
  return Number(/SSIM.*All:([\d.]+)/.exec(stderr)?.[1])
}
