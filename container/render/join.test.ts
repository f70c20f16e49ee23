import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainPhoto } from '#core/timeline/shots.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { makeFixtureFolder, makeSong } from '../testing/fixtures.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { type CodedTrack, readTrack } from './coded-track.ts'
import { joinVideo } from './join.ts'
import { layOutMovie } from './movie.ts'
import { getBox, parseBoxes } from './mp4.ts'
import { packetListArguments, parsePackets } from './packets.ts'
import { orderOf, runOrder, timelineOf, unpack } from './trial.fake.ts'

const folder = makeFixtureFolder()
const signal = new AbortController().signal
const frameRate = 30
/** Pieces of one and two frames have no reordered frames, and no delay of their own. */
const lengths = [1, 2, 40, 3, 1, 95]
const lengthFrames = lengths.reduce((sum, length) => sum + length, 0)
let made: Awaited<ReturnType<typeof unpack>>

/** Noise under a moving camera, so that the encoder has a reason for frames of every kind. */
function moving(): Timeline {
  const whole = { x: 0, y: 0, width: 1, height: 1 }
  const near = { x: 0.2, y: 0.1, width: 0.6, height: 0.6 }
  return timelineOf(
    lengths.map((length, i) => ({
      shot: plainPhoto('noise', { fit: 'crop', from: i % 2 === 0 ? whole : near, to: near }),
      lengthFrames: length,
    })),
  )
}

beforeAll(async () => {
  const store = await ObjectStore.start()
  const song = { bytes: await makeSong(folder.path, 'wav', 6), format: 'wav' } as const
  const noise = { type: 'gaussian', mean: 120, sigma: 60 } as const
  const create = { width: 640, height: 360, channels: 3, background: '#808080', noise } as const
  const media = { noise: { bytes: await sharp({ create }).png().toBuffer(), format: 'png' } } as const
  const order = orderOf({ store, timeline: moving(), preset: '360p30', song, media })
  await runOrder(order)
  made = await unpack(store, order, folder.path)
  await store.stop()
}, 60_000)

afterAll(() => folder.remove())

async function joined(): Promise<string> {
  const path = join(folder.path, 'joined.mp4')
  await joinVideo({ segments: made.pieces, soundPath: made.soundPath, frameRate, path, signal })
  return path
}

/** FFmpeg's own account of a file's packets, with everything that it decodes and its demuxer reads by default. */
async function packetsOf(path: string, streams: readonly string[]): Promise<string> {
  const listPath = `${path}.list`
  const parameters = ['-y', '-xerror', '-i', path, ...packetListArguments(listPath, ...streams)]
  await runFfmpeg({ parameters, signal, timeoutSeconds: 60 })
  return readFileSync(listPath, 'utf8')
}

describe('a joined video', () => {
  test('shows each frame of each piece once, evenly spaced, however short the piece', async () => {
    const list = parsePackets(await packetsOf(await joined(), ['0:v:0']), 0, frameRate)
    const due = list.packets.map((packet) => packet.due).toSorted((a, b) => a - b)
    expect(due).toEqual(Array.from({ length: lengthFrames }, (_, frame) => frame))
  })

  test('decodes to exactly its frames without an error, each no earlier than it was decoded', async () => {
    const path = await joined()
    const shown: string[] = []
    const said = await runFfmpeg({
      parameters: [
        '-v',
        'warning',
        '-xerror',
        '-i',
        path,
        '-fps_mode',
        'passthrough',
        '-f',
        'framecrc',
        'pipe:1',
      ],
      signal,
      timeoutSeconds: 60,
      onOutput: (chunk) => {
        shown.push(chunk.toString())
      },
    })
    expect(said).toBe('')
    expect(shown.join('').match(/^0,/gm)).toHaveLength(lengthFrames)
    const times = (await packetsOf(path, ['0:v:0'])).match(/^0, +-?\d+, +-?\d+/gm) ?? []
    const early = times.filter((line) => {
      const [, decoded = 0, due = 0] = line.split(',').map(Number)
      return due < decoded
    })
    expect(early).toEqual([])
  })

  test('has the sound packet for packet, at its times', async () => {
    const alone = parsePackets(await packetsOf(made.soundPath, ['0:a:0']), 0, 48_000)
    const within = parsePackets(await packetsOf(await joined(), ['0:v:0', '0:a:0']), 1, 48_000)
    expect(alone.packets.length).toBeGreaterThan(200)
    expect(within).toEqual(alone)
  })

  test('brings picture and sound in turns of a second', async () => {
    const tracks = await Promise.all(
      made.pieces.map(async ({ path, startFrame }) => ({ track: await readTrack(path), startFrame })),
    )
    const sound = await readTrack(made.soundPath)
    let [picture, heard] = [0, 0]
    for (const chunk of layOutMovie(tracks, sound, frameRate).chunks) {
      if (chunk.of === 'picture') picture += chunk.samples / frameRate
      else heard += (chunk.samples * 1024) / 48_000
      expect(Math.abs(picture - heard)).toBeLessThan(1.1)
    }
  })

  test('may be larger than 32 bits can say', async () => {
    const huge = 3 * 2 ** 30
    const pieces = await Promise.all(
      made.pieces.map(async ({ path, startFrame }) => ({
        track: swollen(await readTrack(path), huge),
        startFrame,
      })),
    )
    const { header, chunks } = layOutMovie(pieces, await readTrack(made.soundPath), frameRate)
    const [, moov] = parseBoxes(header.subarray(0, header.length - 16))
    const places = getBox(moov?.children ?? [], 'trak', 'mdia', 'minf', 'stbl', 'co64').body
    const last = chunks.findLastIndex((chunk) => chunk.of === 'picture')
    const before = chunks.slice(0, last).reduce((sum, chunk) => sum + chunk.bytes, header.length)
    expect(before).toBeGreaterThan(2 ** 32)
    expect(Number(places.readBigUInt64BE(places.length - 8))).toBe(before)
    const dataBytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 16)
    expect(Number(header.readBigUInt64BE(header.length - 8))).toBe(dataBytes)
  })

  test('is refused when its pieces were not encoded alike', async () => {
    const [first, second] = await Promise.all(made.pieces.slice(0, 2).map(({ path }) => readTrack(path)))
    if (first === undefined || second === undefined) throw new Error('there are two pieces')
    const sets = getBox(second.moov.children, 'trak', 'mdia', 'minf', 'stbl', 'stsd', 'avc1', 'avcC').body
    sets.writeUInt8(sets.readUInt8(sets.length - 1) ^ 1, sets.length - 1)
    const pieces = [first, second].map((track, startFrame) => ({ track, startFrame }))
    const sound = await readTrack(made.soundPath)
    expect(() => layOutMovie(pieces, sound, frameRate)).toThrow('not encoded alike')
  })
})

/** The same track, every frame of it so many bytes. */
function swollen(track: CodedTrack, bytes: number): CodedTrack {
  return { ...track, samples: track.samples.map((sample) => ({ ...sample, bytes })) }
}
