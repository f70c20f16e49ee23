import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audiogramOf } from '#core/timeline/audiogram.ts'
import { plainPhoto } from '#core/timeline/shots.ts'
import { waveBarsAt, waveHeard } from '#core/timeline/wave.ts'
import { ffmpegOutput, makeFixtureFolder, makeSong } from '../testing/fixtures.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { orderOf, runOrder, type TrialFile, timelineOf, videoIn } from './trial.fake.ts'

const folder = makeFixtureFolder()
const whole = { x: 0, y: 0, width: 1, height: 1 }
let store: ObjectStore
let song: TrialFile

beforeAll(async () => {
  store = await ObjectStore.start()
  song = { bytes: await makeSong(folder.path, 'wav', 4), format: 'wav' }
}, 60_000)

afterAll(async () => {
  await store.stop()
  folder.remove()
})

test("an audiogram shows the song's bars where core puts them, over its picture, frame by frame", async () => {
  const create = { width: 400, height: 400, channels: 3, background: { r: 40, g: 40, b: 40 } } as const
  const media = { dark: { bytes: await sharp({ create }).png().toBuffer(), format: 'png' } } as const
  const shot = plainPhoto('dark', { fit: 'crop', from: whole, to: whole })
  const cut = timelineOf([{ shot, lengthFrames: 30 }], { aspect: '1:1' })
  const energy = Array.from({ length: 30 }, (_, frame) => (frame < 15 ? 60 : 250))
  const music = { beats: energy, onsets: energy, energy }
  const trial = { store, timeline: audiogramOf(cut, ''), music, preset: '360p30', song, media } as const
  const { result } = await runOrder(orderOf(trial))
  const path = join(folder.path, 'audiogram.mp4')
  writeFileSync(path, videoIn(store, result.partEtags.length))
  expect(result.proof).toMatchObject({ frames: 30, maxCutErrorFrames: 0 })

  const size = { widthPixels: 360, heightPixels: 360 }
  for (const frame of [2, 25]) {
    const still = join(folder.path, `frame-${frame}.png`)
    await ffmpegOutput('-y', '-i', path, '-vf', `select=eq(n\\,${frame})`, '-frames:v', '1', still)
    const { data } = await sharp(still).greyscale().raw().toBuffer({ resolveWithObject: true })
    const greyAt = (x: number, y: number) => data[Math.round(y) * 360 + Math.round(x)] ?? 0
    const bars = waveBarsAt(waveHeard({ startFrame: 0, lengthFrames: 30 }, music), frame, size)
    const now = bars[20]
    if (now === undefined) throw new Error('the wave has no bar of this moment')
    expect(greyAt(now.left + now.width / 2, now.top + now.height / 2)).toBeGreaterThan(215)
    expect(greyAt(now.left + now.width / 2, now.top - 8)).toBeLessThan(60)
  }
})
