import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainPhoto } from '#core/timeline/shots.ts'
import type { Shot } from '#core/timeline/timeline.ts'
import { makeFixtureFolder, makeSong } from '../testing/fixtures.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { joinVideo, type PlacedSegment } from './join.ts'
import { proveSegments } from './prove-segments.ts'
import { proveSound } from './prove-sound.ts'
import { proveVideo } from './prove-video.ts'
import { orderOf, runOrder, timelineOf, unpack } from './trial.fake.ts'

const folder = makeFixtureFolder()
const signal = new AbortController().signal
const frameRate = 30
const lengthFrames = 12
let made: Awaited<ReturnType<typeof unpack>>

beforeAll(async () => {
  const store = await ObjectStore.start()
  const song = { bytes: await makeSong(folder.path, 'wav', 4), format: 'wav' } as const
  const noise = { type: 'gaussian', mean: 120, sigma: 60 } as const
  const create = { width: 640, height: 360, channels: 3, background: '#808080', noise } as const
  const media = { noise: { bytes: await sharp({ create }).png().toBuffer(), format: 'png' } } as const
  const shots = Array.from({ length: 4 }, (_, i): Shot => {
    const from = { x: i * 0.1, y: i * 0.1, width: 0.5, height: 0.5 }
    return plainPhoto('noise', { fit: 'crop', from, to: { ...from, x: from.x + 0.1 } })
  })
  const timeline = timelineOf(shots.map((shot) => ({ shot, lengthFrames })))
  const order = orderOf({ store, timeline, preset: '360p30', song, media })
  await runOrder(order)
  made = await unpack(store, order, folder.path)
  await store.stop()
}, 60_000)

afterAll(() => folder.remove())

/** Joins other segments than planned, or harms the file, and then proves it against the plan. */
async function prove(harm: {
  readonly segments?: readonly PlacedSegment[]
  readonly file?: (bytes: Buffer) => void
}) {
  const path = join(folder.path, 'video.mp4')
  const { pieces, soundPath } = made
  await joinVideo({ segments: harm.segments ?? pieces, soundPath, frameRate, path, signal })
  if (harm.file !== undefined) {
    const bytes = readFileSync(path)
    harm.file(bytes)
    writeFileSync(path, bytes)
  }
  const sound = await proveSound(soundPath, signal)
  return await proveVideo({ path, planned: pieces, sound, frameRate, loudness: 'normalised', signal })
}

/** The planned segments with some of their files changed for others'. */
function withFilesOf(order: readonly number[]): readonly PlacedSegment[] {
  return order.map((index, i) => ({
    path: made.pieces[index]?.path ?? '',
    startFrame: i * lengthFrames,
  }))
}

function flip(bytes: Buffer, at: number): void {
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
}

describe('the proof of a video', () => {
  test('tells its frames, its cuts and its loudness', async () => {
    const proof = await prove({})
    expect(proof).toMatchObject({ frames: 4 * lengthFrames, maxCutErrorFrames: 0 })
    expect(Math.abs((proof.lufs ?? 0) + 14)).toBeLessThan(0.5)
  })

  test('fails when a part is missing', async () => {
    await expect(prove({ segments: made.pieces.slice(0, 3) })).rejects.toThrow(
      '36 frames where 48 were planned',
    )
  })

  test('fails when a part is shown twice', async () => {
    await expect(prove({ segments: withFilesOf([0, 1, 2, 3, 3]) })).rejects.toThrow('60 frames where 48')
    await expect(prove({ segments: withFilesOf([0, 1, 1, 3]) })).rejects.toThrow(
      'planned at frame 24 is nowhere',
    )
  })

  test('fails when two parts have changed places, and knows that they are there', async () => {
    await expect(prove({ segments: withFilesOf([0, 2, 1, 3]) })).rejects.toThrow('12 frames from its place')
  })

  test('fails when a part comes a frame late', async () => {
    const segments = made.pieces.map((piece, i) => ({
      ...piece,
      startFrame: piece.startFrame + (i < 3 ? 0 : 1),
    }))
    await expect(prove({ segments })).rejects.toThrow('Frame 36 is not shown at its time')
  })

  test('fails when a bit of a coded frame has changed', async () => {
    const file = (bytes: Buffer) => flip(bytes, bytes.indexOf('mdat') + 20_000)
    await expect(prove({ file })).rejects.toThrow('planned at frame 0 is nowhere')
  })

  test('fails when a bit of the sound has changed', async () => {
    const file = (bytes: Buffer) => flip(bytes, bytes.length - 1)
    await expect(prove({ file })).rejects.toThrow('not the one that was measured')
  })

  test('fails when the decoder is told something else than for the parts', async () => {
    const file = (bytes: Buffer) => flip(bytes, bytes.indexOf('avcC') + 4 + 3)
    await expect(prove({ file })).rejects.toThrow('is nowhere')
  })
})

describe('the proof of parts', () => {
  const at = { frameRate, signal }
  const part = (index: number) => ({ path: made.pieces[index]?.path ?? '', lengthFrames, painted: undefined })

  test('answers for each the digest it has in every video', async () => {
    const proofs = await proveSegments([part(2), part(0)], at)
    const digests = [2, 0].map((index) => made.pieces[index]?.digest)
    expect(proofs).toEqual(digests.map((digest) => ({ frames: lengthFrames, digest })))
  })

  test('fails when there is another number of frames than planned', async () => {
    const longer = { ...part(0), lengthFrames: lengthFrames + 1 }
    await expect(proveSegments([longer], at)).rejects.toThrow('12 frames where 13 were planned')
  })

  test('fails when one part has a frame too many and the next one too few', async () => {
    const [longer, shorter] = [
      { ...part(0), lengthFrames: 13 },
      { ...part(1), lengthFrames: 11 },
    ]
    await expect(proveSegments([longer, shorter], at)).rejects.toThrow('did not come out as planned')
    await expect(proveSegments([shorter, longer], at)).rejects.toThrow('is not shown at its time')
  })

  test('fails when one frame shows something else than was painted', async () => {
    // The noise is as grey as this in every cell: 120 of 255, in limited range.
    const painted = Array.from({ length: lengthFrames }, () => new Uint8Array(256).fill(119))
    const parts = [part(0), { ...part(1), painted }] as const
    expect(await proveSegments(parts, at)).toHaveLength(2)
    painted[7]?.fill(140)
    await expect(proveSegments(parts, at)).rejects.toThrow('Frame 7 of a part does not show what was painted')
  })

  test('fails when some of it cannot be decoded', async () => {
    const path = join(folder.path, 'damaged.mp4')
    copyFileSync(part(0).path, path)
    const bytes = readFileSync(path)
    bytes.fill(0, 20_000, 21_000)
    writeFileSync(path, bytes)
    await expect(proveSegments([part(1), { ...part(0), path }], at)).rejects.toThrow()
  })
})
