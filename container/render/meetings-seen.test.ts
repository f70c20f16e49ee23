/** How pictures fit the frame and meet one another, measured on frames that were rendered, encoded and decoded. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mixAt } from '#core/timeline/geometry.ts'
import { plainClip, plainPhoto } from '#core/timeline/shots.ts'
import { softenBackdrop } from '#core/timeline/softening.ts'
import { Aspect, type Fit, type Shot, type Timeline, type TransitionKind } from '#core/timeline/timeline.ts'
import { makeFixtureFolder } from '../testing/fixtures.ts'
import { drawnFilm, drawnPhoto, openStudio, type SeenFrame, type Studio } from './rendered.fake.ts'
import { type TrialFile, timelineOf } from './trial.fake.ts'

const folder = makeFixtureFolder()
const whole = { x: 0, y: 0, width: 1, height: 1 }
const size = { widthPixels: 640, heightPixels: 360 }
const tall = { widthPixels: 180, heightPixels: 320 }
let studio: Studio
let media: Record<string, TrialFile>

/** Dark and light halves, one above the other, or rising greys. */
const rising = (from: number, to: number) => (x: number) => from + (to - from) * x

beforeAll(async () => {
  studio = await openStudio(folder.path)
  media = {
    dark: await drawnPhoto(size, rising(20, 100)),
    light: await drawnPhoto(size, rising(150, 230)),
    'dark-film': await drawnFilm(folder.path, { size, frames: 60 }, () => rising(20, 100)),
    'light-film': await drawnFilm(folder.path, { size, frames: 60 }, () => rising(150, 230)),
    tall: await drawnPhoto(tall, (_x, y) => 40 + 200 * y),
    'tall-film': await drawnFilm(folder.path, { size: tall, frames: 30 }, () => (_x, y) => 40 + 200 * y),
  }
}, 60_000)

afterAll(async () => {
  await studio.close()
  folder.remove()
})

const photo = (mediaId: string, fit: Fit = 'crop'): Shot =>
  plainPhoto(mediaId, { fit, from: whole, to: whole })
const film = (mediaId: string, fit: Fit = 'crop'): Shot =>
  plainClip(`${mediaId}-film`, { fit, crop: whole }, 0.5)

const render = (timeline: Timeline) => studio.render({ timeline, media })

const [startFrame, lengthFrames] = [6, 12]

function meeting(kind: TransitionKind, shotOf: (mediaId: string) => Shot): Timeline {
  const shots = ['dark', 'light'].map((mediaId) => ({ shot: shotOf(mediaId), lengthFrames: 12 }))
  return timelineOf(shots, { transitions: [{ afterClip: 0, startFrame, lengthFrames, kind }] })
}

/** The grey that core's mix comes to at a place of the frame, in shares of its width. */
function expectedGrey(kind: TransitionKind, frame: number, x: number): number {
  if (frame < startFrame) return rising(20, 100)(x)
  if (frame >= startFrame + lengthFrames) return rising(150, 230)(x)
  const mix = mixAt(kind, frame - startFrame, lengthFrames)
  if (mix.kind === 'beside') {
    const edge = 1 - mix.share
    const moved = mix.pushes ? edge : 0
    return x < edge ? rising(20, 100)(mix.pushes ? x + mix.share : x) : rising(150, 230)(x - moved)
  }
  const seenAt = (zoom: number) => 0.5 + (x - 0.5) / zoom
  const earlier = rising(20, 100)(seenAt(mix.fromZoom))
  const later = rising(150, 230)(seenAt(mix.toZoom))
  return mix.from * earlier + mix.to * later + mix.light * 255 * mix.lightLevel
}

describe.each([
  ['photos', photo],
  ['films', film],
] as const)('two %s', (_, shotOf) => {
  test.each(['crossfade', 'flash', 'dip', 'wipe', 'push', 'zoom'] as const)(
    'meet by %s as core says, frame by frame',
    async (kind) => {
      const seen = await render(meeting(kind, (mediaId) => shotOf(mediaId)))
      const wrong = seen.flatMap((frame, i) =>
        [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x) => {
          const mix =
            i < startFrame || i >= startFrame + lengthFrames
              ? undefined
              : mixAt(kind, i - startFrame, lengthFrames)
          // Next to a hard edge the encoder blurs.
          if (mix?.kind === 'beside' && Math.abs(x - (1 - mix.share)) < 0.03) return []
          const grey = frame.greyAt(x * frame.widthPixels, 180)
          return [Math.abs(grey - expectedGrey(kind, i, (Math.floor(x * 640) + 0.5) / 640))]
        }),
      )
      expect(Math.max(...wrong)).toBeLessThan(5)
    },
  )

  test.each(['wipe', 'push'] as const)(
    'have the edge of a %s between pixels where core has it',
    async (kind) => {
      const seen = await render(meeting(kind, (mediaId) => shotOf(mediaId)))
      const wrong = seen.slice(startFrame, startFrame + lengthFrames).flatMap((frame, i) => {
        const mix = mixAt(kind, i, lengthFrames)
        if (mix.kind !== 'beside') throw new Error('the pictures stand beside one another')
        const edge = (1 - mix.share) * frame.widthPixels
        return Math.min(edge, frame.widthPixels - edge) < 6 ? [] : [Math.abs(edgeOf(frame) - edge)]
      })
      expect(Math.max(...wrong)).toBeLessThan(0.75)
    },
  )
})

/** Where the row's greys step up, as the sum of what lies left of it: each pixel counts by how dark it is. */
function edgeOf(frame: SeenFrame): number {
  const rows = Array.from({ length: frame.widthPixels }, (_, x) => frame.greyAt(x, 180))
  const middle = rows.findIndex((grey) => grey > 125)
  const [dark, light] = [rows[middle - 4] ?? 0, rows[middle + 4] ?? 0]
  const between = rows.slice(middle - 4, middle + 4)
  return (
    middle -
    4 +
    between.reduce((sum, grey) => sum + Math.min(1, Math.max(0, (light - grey) / (light - dark))), 0)
  )
}

describe.each([
  ['photo', photo],
  ['film', film],
] as const)('a tall %s', (_, shotOf) => {
  test('with bars stands whole over black', async () => {
    const [frame] = await render(timelineOf([{ shot: shotOf('tall', 'bars'), lengthFrames: 3 }]))
    // 360 high, it is 202.5 wide, from 218.75 to 421.25.
    expect(frame?.greyAt(216, 180)).toBeLessThan(4)
    expect(frame?.greyAt(424, 180)).toBeLessThan(4)
    for (const y of [20, 180, 340]) {
      for (const x of [226, 320, 413]) {
        expect(Math.abs((frame?.greyAt(x, y) ?? 0) - (40 + (200 * (y + 0.5)) / 360))).toBeLessThan(3)
      }
    }
  })

  test('with fill stands whole over the backdrop that core makes of it', async () => {
    const [frame] = await render(timelineOf([{ shot: shotOf('tall', 'fill'), lengthFrames: 3 }]))
    expect(Math.abs((frame?.greyAt(320, 20) ?? 0) - (40 + (200 * 20.5) / 360))).toBeLessThan(3)
    // What covers the frame is the middle 101.25 of the picture's 320 rows, darkened and blurred.
    const rgba = new Uint8ClampedArray(64 * 36 * 4)
    for (let at = 0; at < rgba.length; at += 1) {
      const y = (Math.floor(at / 4 / 64) + 0.5) / 36
      rgba[at] = 40 + 200 * (0.5 + ((y - 0.5) * 101.25) / 320)
    }
    softenBackdrop({ rgba, widthPixels: 64, heightPixels: 36 })
    for (const row of [5, 12, 18, 24, 30]) {
      const expected = rgba[row * 64 * 4] ?? 0
      expect(Math.abs((frame?.greyAt(100, row * 10 + 5) ?? 0) - expected)).toBeLessThan(2.5)
    }
  })

  test.each(Aspect.options)('is whole in %s', async (aspect) => {
    const timeline = timelineOf([{ shot: shotOf('tall', 'bars'), lengthFrames: 2 }], { aspect })
    const [frame] = await render(timeline)
    const { widthPixels = 0, heightPixels = 0 } = frame ?? {}
    const width = Math.min(widthPixels, (heightPixels * 9) / 16)
    const half = heightPixels / 2
    expect(Math.abs((frame?.greyAt(widthPixels / 2 + width / 2 - 3, half) ?? 0) - 140)).toBeLessThan(4)
    if (width < widthPixels) expect(frame?.greyAt(widthPixels / 2 + width / 2 + 3, half)).toBeLessThan(4)
  })
})
