import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fakeAnalysis } from '#core/timeline/analysis.fake.ts'
import { loopOf, loopRange } from '#core/timeline/loop.ts'
import { musicOf } from '#core/timeline/music.ts'
import { planTimeline } from '#core/timeline/plan.ts'
import type { PlannerMedia } from '#core/timeline/timeline.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { ffmpegOutput, makeFixtureFolder, makeSong } from '../testing/fixtures.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { orderOf, runOrder, type TrialFile, videoIn } from './trial.fake.ts'

const folder = makeFixtureFolder()
let store: ObjectStore
let song: TrialFile

beforeAll(async () => {
  store = await ObjectStore.start()
  song = { bytes: await makeSong(folder.path, 'wav', 20), format: 'wav' }
}, 60_000)

afterAll(async () => {
  await store.stop()
  folder.remove()
})

/** A photo in which something is everywhere, so that every movement changes pixels. */
async function waves(seed: number): Promise<TrialFile> {
  const [width, height] = [480, 640]
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1, at += 1)
        pixels[at] = 128 + 100 * Math.sin(x / (17 + seed) + y / (29 - seed) + channel)
    }
  }
  return {
    bytes: await sharp(pixels, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
    format: 'png',
  }
}

/** The mean difference, in grey levels, between every decoded frame of a file played twice in a row and the next one. */
async function stepsOf(path: string): Promise<readonly number[]> {
  const side = { widthPixels: 90, heightPixels: 160 }
  const bytesEach = side.widthPixels * side.heightPixels
  const chunks: Buffer[] = []
  const small = `scale=${side.widthPixels}:${side.heightPixels}:flags=area,format=gray`
  await runFfmpeg({
    parameters: ['-stream_loop', '1', '-i', path, '-vf', small, '-f', 'rawvideo', 'pipe:1'],
    signal: new AbortController().signal,
    timeoutSeconds: 60,
    onOutput: (chunk) => {
      chunks.push(chunk)
    },
  })
  const pixels = Buffer.concat(chunks)
  const frames = pixels.length / bytesEach
  return Array.from({ length: frames - 1 }, (_, frame) => {
    let sum = 0
    for (let i = frame * bytesEach; i < (frame + 1) * bytesEach; i += 1)
      sum += Math.abs((pixels[i] ?? 0) - (pixels[i + bytesEach] ?? 0))
    return sum / bytesEach
  })
}

const analysis = fakeAnalysis({
  seconds: 20,
  beatsPerMinute: 100,
  beatsPerBar: 4,
  gridConfidence: 1,
  sectionBars: 4,
  hasDrop: false,
})

test.each([
  ['photos', 3],
  ['the generated picture', 0],
] as const)(
  'a Canvas of %s has no sound and no seam: its last frame is as near to its first as any two neighbours are',
  async (_, count) => {
    const planners = Array.from(
      { length: count },
      (_photo, i): PlannerMedia => ({
        mediaId: `photo-${i}`,
        kind: 'photo',
        widthPixels: 480,
        heightPixels: 640,
        strength: 0.5,
        focus: { x: 0.5, y: 0.5 },
      }),
    )
    const media = Object.fromEntries(
      await Promise.all(planners.map(async ({ mediaId }, i) => [mediaId, await waves(4 * i)] as const)),
    )
    const plan = { analysis, songId: 's', media: planners, aspect: '9:16', style: 'calm', seed: 5 } as const
    const whole = planTimeline(plan)
    const range = loopRange(analysis, whole)
    if (range === undefined) throw new Error('twenty seconds have a loop')
    const { timeline, music } = loopOf(whole, musicOf(analysis, whole), range)
    const trial = { store, timeline, music, preset: '360p30', song, media, loudness: 'silent' } as const
    const { result } = await runOrder(orderOf(trial))
    const path = join(folder.path, `loop-${count}.mp4`)
    writeFileSync(path, videoIn(store, result.partEtags.length))
    expect(result.proof).toMatchObject({ frames: range.lengthFrames, lufs: null })
    expect(await ffmpegOutput('-i', path)).not.toContain('Audio:')

    const steps = await stepsOf(path)
    expect(steps).toHaveLength(2 * range.lengthFrames - 1)
    const seam = steps[range.lengthFrames - 1] ?? Number.POSITIVE_INFINITY
    const cuts = new Set(timeline.clips.map(({ startFrame }) => startFrame - 1))
    const neighbours = steps.slice(0, range.lengthFrames - 1).filter((_step, frame) => !cuts.has(frame))
    expect(seam).toBeLessThanOrEqual(Math.max(...neighbours))
  },
)
