import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proxyForm } from '#core/media/clip-proxy.ts'
import type { MediaFormat } from '#core/media/format.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { clipFrames } from '../render/clip-frames.ts'
import { Refused } from '../server/complaint.ts'
import { ffmpeg, ffmpegOutput, makeFixtureFolder, makeSong } from '../testing/fixtures.ts'
import { makeNumberedClip, numberIn, ticksPerSecond } from '../testing/numbered-clip.ts'
import { encodeProxy } from './encode-proxy.ts'

const folder = makeFixtureFolder()
const { signal } = new AbortController()
afterAll(() => folder.remove())

function at(name: string): string {
  return join(folder.path, name)
}

/** Pictures at a steady rate. */
function steady(pictures: number, framesPerSecond: number): readonly number[] {
  return Array.from({ length: pictures }, (_, i) => Math.round((i * ticksPerSecond) / framesPerSecond))
}

/** Pictures that come when they like: after a 20th, a 30th, an eighth, a 120th and a 60th of a second, in turns. */
const dueInTurn = [0, 4500, 7500, 18_750, 19_500] as const
const unsteady = Array.from({ length: 60 }, (_, i) => Math.floor(i / 5) * 21_000 + (dueInTurn[i % 5] ?? 0))

type Source = { readonly path: string; readonly format: MediaFormat }

/** A proxy of a clip, and the number of the picture that each of its frames shows. */
async function proxyOf({ path, format }: Source) {
  const madePath = `${path}.proxy.mp4`
  const made = await encodeProxy({ path, format, signal }, madePath, () => undefined)
  return { ...made, path: madePath, shown: await numbersIn(madePath, made) }
}

type Size = { readonly widthPixels: number; readonly heightPixels: number }

async function numbersIn(path: string, { widthPixels, heightPixels }: Size): Promise<readonly number[]> {
  const raw = await outputOf('-i', path, '-fps_mode', 'passthrough', '-f', 'rawvideo')
  const bytesEach = (widthPixels * heightPixels * 3) / 2
  return Array.from({ length: raw.length / bytesEach }, (_, i) =>
    numberIn(raw.subarray(i * bytesEach), widthPixels, heightPixels),
  )
}

async function outputOf(...parameters: readonly string[]): Promise<Buffer> {
  const chunks: Buffer[] = []
  await runFfmpeg({
    parameters: [...parameters, 'pipe:1'],
    signal,
    timeoutSeconds: 60,
    onOutput: (chunk) => {
      chunks.push(chunk)
    },
  })
  return Buffer.concat(chunks)
}

/** Frames of a piece, as the render cuts a film into pieces. */
const pieceFrames = 40

/** The pictures that the render shows of a clip from a frame on, at the speed it was filmed. */
async function renderedOf(source: Source, size: Size, firstFrame: number): Promise<readonly number[]> {
  const { frameRate } = proxyForm
  const { durationSeconds } = await readStreamFacts(source.path, source.format, signal)
  const shot = { fit: 'crop', crop: { x: 0, y: 0, width: 1, height: 1 } } as const
  const momentSeconds = Array.from({ length: pieceFrames }, (_, i) => (firstFrame + i) / frameRate)
  const numbers: number[] = []
  for await (const shown of clipFrames({
    source,
    durationSeconds,
    momentSeconds,
    shot,
    size,
    frameRate,
    signal,
  }))
    numbers.push(numberIn(shown, size.widthPixels, size.heightPixels))
  return numbers
}

/** What a proxy shows in a piece; past its end the last frame stands. */
function standing(shown: readonly number[], firstFrame: number): readonly number[] {
  const last = shown.length - 1
  return Array.from({ length: pieceFrames }, (_, i) => shown[Math.min(firstFrame + i, last)] ?? -1)
}

/** A coded slice of an IDR picture (ITU-T H.264, annex B and table 7-1): nothing after it refers to what was before it. */
function isIdrSlice([first, second, third, header = 0]: Uint8Array): boolean {
  return first === 0 && second === 0 && third === 1 && (header & 31) === 5
}

const sine = ['-f', 'lavfi', '-i', 'sine=duration=4'] as const
const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M'] as const

/** Every way a clip's clock can differ from ours, each made of one film of 25 pictures a second. */
const odd: Readonly<Record<string, (film: string, path: string) => Promise<void>>> = {
  'late.mp4 whose picture comes long after its sound': (film, path) =>
    ffmpeg(...sine, '-itsoffset', '0.73', '-i', film, '-map', '1:v', '-map', '0:a', '-c:v', 'copy', path),
  'long.mp4 whose sound goes on after its picture': (film, path) =>
    ffmpeg('-i', film, '-f', 'lavfi', '-i', 'sine=duration=6', '-c:v', 'copy', path),
  'cut.mp4 that an edit list begins between two keyframes': (film, path) =>
    ffmpeg('-ss', '1.31', '-i', film, '-c', 'copy', '-t', '2.5', path),
  'five.mp4 whose clock begins at five seconds': (film, path) =>
    ffmpeg('-i', film, '-c', 'copy', '-output_ts_offset', '5', path),
  'right.mp4 that lies on its right side': (film, path) =>
    ffmpeg('-display_rotation', '90', '-i', film, '-c', 'copy', path),
  'head.mov that stands on its head': (film, path) =>
    ffmpeg('-display_rotation', '180', '-i', film, '-c', 'copy', path),
  'late.webm whose picture comes after its sound': (film, path) =>
    ffmpeg(...sine, '-itsoffset', '0.4', '-i', film, '-map', '1:v', '-map', '0:a', ...vp8, path),
}

describe('a proxy shows at every frame what the render shows then', () => {
  let film: string
  beforeAll(async () => {
    const outputs = ['-preset', 'medium', '-bf', '3', '-g', '50']
    film = await makeNumberedClip(folder.path, { name: 'film.mp4', dueTicks: steady(100, 25), outputs })
  })

  async function expectSame(source: Source): Promise<void> {
    const proxy = await proxyOf(source)
    for (let first = 0; first < proxy.frames - 1; first += pieceFrames) {
      const rendered = await renderedOf(source, proxy, first)
      expect([first, standing(proxy.shown, first)]).toEqual([first, rendered])
    }
  }

  test.each([
    ['24 a second', steady(48, 24)],
    ['29.97 a second', steady(60, 30_000 / 1001)],
    ['120 a second', steady(240, 120)],
    ['a rate that varies', unsteady],
    ['one alone', [0]],
  ])('of pictures at %s', async (name, dueTicks) => {
    const path = await makeNumberedClip(folder.path, { name: `${name}.mp4`, dueTicks })
    await expectSame({ path, format: 'mp4' })
  })

  test.each(Object.keys(odd))('of %s', async (name) => {
    const path = at(name.split(' ')[0] ?? '')
    await odd[name]?.(film, path)
    await expectSame({ path, format: path.split('.').at(-1) as MediaFormat })
  })

  test('which is the newest picture at its time, whenever pictures come', async () => {
    const path = await makeNumberedClip(folder.path, { name: 'newest.mp4', dueTicks: unsteady })
    const { shown } = await proxyOf({ path, format: 'mp4' })
    const newest = shown.map((_, frame) => unsteady.findLastIndex((due) => due <= frame * 3000))
    expect(shown).toEqual(newest)
  })
})

test('a film of thirty a second is shown picture by picture, though the clock of WebM rounds its times', async () => {
  const mp4 = await makeNumberedClip(folder.path, { name: 'thirty.mp4', dueTicks: steady(90, 30) })
  await ffmpeg('-i', mp4, ...vp8, at('thirty.webm'))
  const { shown } = await proxyOf({ path: at('thirty.webm'), format: 'webm' })
  expect(shown.slice(0, 90)).toEqual(Array.from({ length: 90 }, (_, i) => i))
})

describe('a proxy is as long as', () => {
  test.each([
    [60, 30, 61],
    [51, 25, 63],
    [90, 30_000 / 1001, 92],
    [240, 120, 61],
    [601, 60, 302],
  ])(
    '%i pictures at %f a second: %i frames, thirty a second, rounded up, and what stands then',
    async (count, rate, frames) => {
      const clip = { name: `${count} at ${rate}.mp4`, dueTicks: steady(count, rate), size: '64x36' }
      const path = await makeNumberedClip(folder.path, clip)
      const made = await encodeProxy({ path, format: 'mp4', signal }, `${path}.proxy`, () => undefined)
      expect([made.frames, Math.ceil((count / rate) * 30 - 1e-6) + 1]).toEqual([frames, frames])
    },
  )

  test('the picture lasts from the first moment of the file, whether there is sound or not', async () => {
    const film = await makeNumberedClip(folder.path, { name: 'two.mp4', dueTicks: steady(50, 25) })
    const path = at('two-late.mp4')
    const maps = ['-map', '1:v', '-map', '0:a', '-c:v', 'copy']
    await ffmpeg(...sine, '-itsoffset', '0.5', '-i', film, ...maps, path)
    expect((await proxyOf({ path, format: 'mp4' })).frames).toBe(76)
  })
})

describe('a proxy', () => {
  let source: Source
  let proxy: Awaited<ReturnType<typeof proxyOf>>
  beforeAll(async () => {
    const size = '1280x720'
    const outputs = ['-metadata', 'location=+52.5200-013.4050/', '-metadata', 'title=Home']
    const clip = { name: 'large.mp4', dueTicks: steady(80, 24), size, outputs, inputs: sine }
    source = { path: await makeNumberedClip(folder.path, clip), format: 'mp4' }
    proxy = await proxyOf(source)
  })

  test('is H.264 in the colours of BT.709, small, upright, without sound or a word of where it was filmed', async () => {
    const said = await ffmpegOutput('-i', proxy.path)
    expect(said).toMatch(/h264 \(High\).*yuv420p\(tv, bt709, progressive\), 640x360.* 30 fps/)
    expect(said).not.toMatch(/Audio|location|Home|displaymatrix/)
    expect(proxy).toMatchObject({ frames: 101, widthPixels: 640, heightPixels: 360 })
  })

  test('is in groups of fifteen that need nothing before them, and decoded in the order it is shown', async () => {
    const list = (await outputOf('-i', proxy.path, '-c', 'copy', '-f', 'framecrc')).toString('utf8')
    const packets = list.split('\n').filter((line) => line.startsWith('0,'))
    const fields = packets.map((line) => line.split(',').map((field) => field.trim()))
    expect(fields.map(([, decoded]) => decoded)).toEqual(fields.map(([, , shown]) => shown))
    // FFmpeg marks what is no keyframe with flags of zero.
    const keys = fields.flatMap((field, i) => (field.includes('F=0x0') ? [] : [i]))
    expect(keys).toEqual([0, 15, 30, 45, 60, 75, 90])
    const stream = await outputOf('-i', proxy.path, '-c', 'copy', '-f', 'h264')
    const idrSlices = [...stream.keys()].filter((i) => isIdrSlice(stream.subarray(i, i + 4)))
    expect(idrSlices).toHaveLength(keys.length)
  })

  test('begins with its index, so that its first picture is there before the rest', async () => {
    const bytes = await readFile(proxy.path)
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  })

  test('is the same bytes when it is made again', async () => {
    const again = { ...source, path: at('again.mp4') }
    await copyFile(source.path, again.path)
    const { path } = await proxyOf(again)
    expect((await readFile(path)).equals(await readFile(proxy.path))).toBe(true)
  })

  test('of a file without a picture is refused', async () => {
    const path = at('sound.mp4')
    await writeFile(path, await makeSong(folder.path, 'm4a', 1))
    const error = await proxyOf({ path, format: 'mp4' }).catch((thrown: unknown) => thrown)
    expect(error instanceof Refused && error.complaint).toMatchObject({
      code: 'no-picture',
      retryable: false,
    })
  })
})
