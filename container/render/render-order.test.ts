import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainClip, plainPhoto } from '#core/timeline/shots.ts'
import { EffectKind, type Shot, type Timeline } from '#core/timeline/timeline.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { ffmpegOutput, makeClip, makeFixtureFolder, makeSong } from '../testing/fixtures.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { orderOf, runOrder, type Trial, type TrialFile, timelineOf, videoIn } from './trial.fake.ts'

const folder = makeFixtureFolder()
const whole = { x: 0, y: 0, width: 1, height: 1 }
const greys = [40, 90, 140, 190, 240]
let store: ObjectStore
let song: TrialFile
let media: Record<string, TrialFile>

beforeAll(async () => {
  store = await ObjectStore.start()
  song = { bytes: await makeSong(folder.path, 'wav', 12), format: 'wav' }
  media = Object.fromEntries(
    await Promise.all(
      greys.map(async (grey) => {
        const create = {
          width: 640,
          height: 360,
          channels: 3,
          background: { r: grey, g: grey, b: grey },
        } as const
        return [`grey-${grey}`, { bytes: await sharp({ create }).png().toBuffer(), format: 'png' }] as const
      }),
    ),
  )
}, 60_000)

afterAll(async () => {
  await store.stop()
  folder.remove()
})

function photo(mediaId: string, from = whole, to = whole): Shot {
  return plainPhoto(mediaId, { fit: 'crop', from, to })
}

/** Plain photos one after the other, of so many frames each. */
function plain(lengths: readonly number[]): Timeline {
  return timelineOf(
    lengths.map((lengthFrames, i) => ({ shot: photo(`grey-${greys[i % greys.length]}`), lengthFrames })),
  )
}

function trialOf(timeline: Timeline, more: Partial<Trial> = {}): Trial {
  return { store, timeline, preset: '360p30', song, media, ...more }
}

async function render(trial: Trial) {
  const { result, updates } = await runOrder(orderOf(trial))
  const bytes = videoIn(store, result.partEtags.length)
  const path = join(folder.path, `video-${Math.random().toString(36).slice(2)}.mp4`)
  writeFileSync(path, bytes)
  return { result, updates, bytes, path }
}

/** The mean grey of every frame: luma brought from its limited range (ITU-R BT.709) to that of the photos. */
async function greysOf(path: string): Promise<readonly number[]> {
  const chunks: Buffer[] = []
  const tiny = ['-vf', 'scale=2:2:flags=area,format=yuv420p', '-f', 'rawvideo', 'pipe:1']
  await runFfmpeg({
    parameters: ['-i', path, '-fps_mode', 'passthrough', ...tiny],
    signal: new AbortController().signal,
    timeoutSeconds: 60,
    onOutput: (chunk) => {
      chunks.push(chunk)
    },
  })
  const frames = Buffer.concat(chunks)
  const bytesEach = 6
  return Array.from({ length: frames.length / bytesEach }, (_, frame) => {
    return (((frames[frame * bytesEach] ?? 0) - 16) * 255) / 219
  })
}

describe('a finished video', () => {
  test('has exactly the planned frames, and every cut on its frame', async () => {
    const lengths = [7, 15, 1, 22, 11, 4, 30]
    const { path, result } = await render(trialOf(plain(lengths)))
    const seen = await greysOf(path)
    expect(seen).toHaveLength(lengths.reduce((sum, length) => sum + length, 0))
    const expected = lengths.flatMap((length, i) => Array<number>(length).fill(greys[i % greys.length] ?? 0))
    const wrong = seen.filter((grey, frame) => Math.abs(grey - (expected[frame] ?? 0)) > 12)
    expect(wrong).toEqual([])
    expect(result.proof).toMatchObject({ frames: seen.length, maxCutErrorFrames: 0 })
  })

  test('is H.264 High, yuv420p, with AAC at 48 kHz, and starts to play before it has arrived', async () => {
    const { path, bytes } = await render(trialOf(plain([30])))
    const said = await ffmpegOutput('-i', path)
    expect(said).toMatch(/h264 \(High\).*yuv420p.*640x360.*30 fps/)
    expect(said).toMatch(/aac \(LC\).*48000 Hz, stereo/)
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  })

  test('is as loud as it should be, or as it was', async () => {
    const timeline = plain([150, 150])
    const { proof } = (await render(trialOf(timeline))).result
    expect(Math.abs((proof.lufs ?? 0) + 14)).toBeLessThan(0.5)
    expect(proof.truePeak).toBeLessThan(-1)
    const untouched = (await render(trialOf(timeline, { loudness: 'untouched' }))).result.proof
    expect(Math.abs((untouched.lufs ?? 0) + 14)).toBeGreaterThan(1)
  })

  test.each([
    ['9:16', '360x640'],
    ['1:1', '360x360'],
  ] as const)('of %s is %s', async (aspect, size) => {
    const { path } = await render(trialOf({ ...plain([10]), aspect }))
    expect(await ffmpegOutput('-i', path)).toContain(size)
  })

  test('of the same order is the same bytes', async () => {
    const shots = [
      { shot: photo('grey-90', whole, { x: 0.1, y: 0.1, width: 0.8, height: 0.8 }), lengthFrames: 20 },
      { shot: photo('grey-190'), lengthFrames: 10 },
    ]
    const title = { startFrame: 2, lengthFrames: 25, text: 'Twice', place: 'top', size: 0.2 } as const
    const look = { font: 'bricolage', colour: '#ffcc00', backing: 'shadow', animation: 'rise' } as const
    const transition = { afterClip: 0, startFrame: 15, lengthFrames: 10, kind: 'push' } as const
    const plainly = timelineOf(shots, { titles: [{ ...title, ...look }], transitions: [transition] })
    const effects = EffectKind.options.map((kind) => ({ kind, drivenBy: 'beats' as const, amount: 0.7 }))
    const moving = { ...plainly, clips: plainly.clips.map((clip) => ({ ...clip, effects })) }
    const beats = Array.from({ length: 30 }, (_, frame) => (frame % 10) * 25)
    const music = { beats, onsets: beats, energy: beats }
    const first = await render(trialOf(moving, { music }))
    for (const key of [...store.objects.keys()]) if (/^[0-9a-f]{64}$/.test(key)) store.objects.delete(key)
    const second = await render(trialOf(moving, { music }))
    expect(second.result.segmentsReused).toBe(0)
    expect(second.bytes.equals(first.bytes)).toBe(true)
  })
})

describe('a second render', () => {
  const twenty = plain(Array.from({ length: 20 }, (_, i) => 5 + i))

  test('of nothing new encodes nothing', async () => {
    await render(trialOf(twenty))
    expect((await render(trialOf(twenty))).result).toMatchObject({ segmentsEncoded: 0, segmentsReused: 20 })
  })

  test('after one of 20 cuts changed encodes one', async () => {
    await render(trialOf(twenty))
    const clips = twenty.clips.map((clip, i) =>
      i === 7 ? { ...clip, shot: photo('grey-240', { ...whole, width: 0.5, height: 0.5 }) } : clip,
    )
    const { result } = await render(trialOf({ ...twenty, clips }))
    expect(result).toMatchObject({ segmentsEncoded: 1, segmentsReused: 19 })
  })

  test('makes a stored piece anew that lost a byte, or that is gone', async () => {
    const timeline = plain([12, 13])
    await render(trialOf(timeline))
    const order = orderOf(trialOf(timeline))
    const [damaged, gone] = order.segments.map(({ hash }) => hash)
    const bytes = Buffer.from(store.get(damaged ?? '').bytes)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff
    store.put(damaged ?? '', bytes)
    store.objects.delete(gone ?? '')
    const { result } = await runOrder(order)
    expect(result).toMatchObject({ segmentsEncoded: 2, proof: { maxCutErrorFrames: 0 } })
  })

  test('makes stored sound anew that cannot be decoded', async () => {
    const timeline = plain([14, 15])
    await render(trialOf(timeline))
    const order = orderOf(trialOf(timeline))
    const hash = order.audio?.hash ?? ''
    const sound = store.get(hash).bytes
    store.put(hash, Buffer.from(sound).fill(0, sound.length >> 1))
    const { result, updates } = await runOrder(order)
    expect(updates).toContainEqual({ storedAudio: hash })
    expect(store.get(hash).bytes.equals(sound)).toBe(true)
    expect(Math.abs((result.proof.lufs ?? 0) + 14)).toBeLessThan(0.5)
  })
})

describe('what is shown', () => {
  test('a crossfade goes from one picture to the other, over its frames and no others', async () => {
    const timeline = {
      ...plain([30, 30]),
      transitions: [{ afterClip: 0, startFrame: 25, lengthFrames: 10, kind: 'crossfade' as const }],
    }
    const seen = await greysOf((await render(trialOf(timeline))).path)
    expect(seen).toHaveLength(60)
    expect(seen.slice(0, 25).every((grey) => Math.abs(grey - 40) < 12)).toBe(true)
    expect(seen.slice(36).every((grey) => Math.abs(grey - 90) < 12)).toBe(true)
    const middle = seen.slice(25, 35)
    expect(middle).toEqual(middle.toSorted((a, b) => a - b))
  })

  test('a clip of another rate, shorter than its place, stands still at its end', async () => {
    const bytes = await makeClip(folder.path, 'mp4', {
      size: '320x180',
      seconds: 0.5,
      extra: ['-r', '24000/1001'],
    })
    const shot = plainClip('clip', { fit: 'crop', crop: whole }, 0)
    const timeline = timelineOf([{ shot, lengthFrames: 45 }])
    const { result } = await render(trialOf(timeline, { media: { clip: { bytes, format: 'mp4' } } }))
    expect(result.proof.frames).toBe(45)
  })

  test('a photo that stands in a lying frame is whole, over its own blurred copy', async () => {
    const create = { width: 200, height: 400, channels: 3, background: '#e0e0e0' } as const
    const tall = { bytes: await sharp({ create }).png().toBuffer(), format: 'png' } as const
    const shot = plainPhoto('tall', { fit: 'fill', from: whole, to: whole })
    const { path } = await render(trialOf(timelineOf([{ shot, lengthFrames: 5 }]), { media: { tall } }))
    const frame = join(folder.path, 'fill.png')
    await ffmpegOutput('-y', '-i', path, '-frames:v', '1', frame)
    const { data } = await sharp(frame).greyscale().raw().toBuffer({ resolveWithObject: true })
    const greyAt = (x: number, y: number) => data[y * 640 + x] ?? 0
    expect(greyAt(320, 180)).toBeGreaterThan(200)
    expect(greyAt(40, 180)).toBeLessThan(150)
    expect(greyAt(40, 180)).toBeGreaterThan(30)
  })

  test('without any photo the picture moves with the music', async () => {
    const levels = Array.from({ length: 30 }, (_, i) => (i < 15 ? 20 : 240))
    const music = { beats: levels, onsets: levels, energy: levels }
    const shot: Shot = { kind: 'visual', look: 'silk', seed: 3, hueDegrees: 200, phaseFrames: 0 }
    const timeline = timelineOf([{ shot, lengthFrames: 30 }])
    const seen = await greysOf((await render(trialOf(timeline, { music }))).path)
    const mean = (frames: readonly number[]) => frames.reduce((sum, grey) => sum + grey, 0) / frames.length
    expect(mean(seen.slice(18))).toBeGreaterThan(mean(seen.slice(0, 12)) + 5)
  })
})

test('progress never goes back and ends full', async () => {
  const { updates } = await render(trialOf(plain([31, 32, 33])))
  const told = updates.flatMap(({ progress }) => progress ?? [])
  expect(told.length).toBeGreaterThan(5)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBeGreaterThan(0.9)
})

test('a cancelled render ends at once and leaves nothing on this disk', async () => {
  // A folder of its own: other tests render on this disk at the same time.
  const within = mkdtempSync(join(folder.path, 'cancelled-'))
  const cancel = new AbortController()
  const onUpdate = () => {
    expect(readdirSync(within)).toHaveLength(1)
    cancel.abort(new Error('cancelled'))
  }
  const order = orderOf(trialOf(plain(Array(30).fill(149))))
  await expect(runOrder(order, { signal: cancel.signal, within, onUpdate })).rejects.toThrow('cancelled')
  expect(readdirSync(within)).toEqual([])
})
