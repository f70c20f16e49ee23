import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { MediaFormat } from '#core/media/format.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { ffmpeg, makeFixtureFolder } from '../testing/fixtures.ts'
import { makeNumberedClip, numberIn, ticksPerSecond } from '../testing/numbered-clip.ts'
import { clipFrames } from './clip-frames.ts'

const folder = makeFixtureFolder()
const { signal } = new AbortController()
afterAll(() => folder.remove())

const size = { widthPixels: 320, heightPixels: 180 }
const frameRate = 30

/** The numbers of the pictures that a stretch of a clip shows, at the speed it was filmed. */
async function shownFrom(path: string, startSeconds: number, frames: number): Promise<readonly number[]> {
  const format = path.split('.').at(-1) as MediaFormat
  const numbers: number[] = []
  for await (const frame of clipFrames({
    source: { path, format },
    durationSeconds: (await readStreamFacts(path, format, signal)).durationSeconds,
    momentSeconds: Array.from({ length: frames }, (_, i) => startSeconds + i / frameRate),
    shot: { fit: 'crop', crop: { x: 0, y: 0, width: 1, height: 1 } },
    size,
    frameRate,
    signal,
  }))
    numbers.push(numberIn(frame, size.widthPixels, size.heightPixels))
  return numbers
}

/** The newest of the pictures that are due at these seconds, for every frame of a stretch. */
function newestFrom(dueSeconds: readonly number[], startSeconds: number, frames: number): readonly number[] {
  return Array.from({ length: frames }, (_, i) => {
    const moment = startSeconds + i / frameRate + 1e-4
    return Math.max(
      0,
      dueSeconds.findLastIndex((due) => due <= moment),
    )
  })
}

async function clipOf(name: string, dueSeconds: readonly number[], outputs: readonly string[] = []) {
  const dueTicks = dueSeconds.map((due) => Math.round(due * ticksPerSecond))
  return await makeNumberedClip(folder.path, { name, dueTicks, outputs: ['-g', '24', ...outputs] })
}

const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M'] as const

/** Ten pictures a second for a second, then one that stands for four, then ten a second again. */
const paused = [
  ...Array.from({ length: 10 }, (_, i) => i / 10),
  ...Array.from({ length: 10 }, (_, i) => 5 + i / 10),
]

describe('a film shows the newest picture at its time', () => {
  test.each([1.5, 2.5, 4.9, 5.2])(
    'though none came for seconds before: from %f seconds on',
    async (start) => {
      const path = await clipOf(`paused-${start}.mp4`, paused)
      expect(await shownFrom(path, start, 20)).toEqual(newestFrom(paused, start, 20))
    },
  )

  test('though none came for seconds before, in WebM', async () => {
    const mp4 = await clipOf('paused.mp4', paused)
    const path = join(folder.path, 'paused.webm')
    await ffmpeg('-i', mp4, '-fps_mode', 'passthrough', ...vp8, path)
    expect(await shownFrom(path, 2.5, 20)).toEqual(newestFrom(paused, 2.5, 20))
  })

  test.each([0.5, 2.1, 3.98, 6.5, 7.9])(
    'and its last one while its sound goes on: from %f seconds on',
    async (start) => {
      const due = Array.from({ length: 100 }, (_, i) => i / 25)
      const film = await clipOf(`film-${start}.mp4`, due, ['-preset', 'medium', '-bf', '3'])
      const path = join(folder.path, `sound-${start}.mp4`)
      await ffmpeg('-i', film, '-f', 'lavfi', '-i', 'sine=duration=8', '-c:v', 'copy', path)
      expect(await shownFrom(path, start, 10)).toEqual(newestFrom(due, start, 10))
    },
  )
})
