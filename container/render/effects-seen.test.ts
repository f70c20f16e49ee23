/** What effects, easing and speed do, measured on frames that were rendered, encoded and decoded. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { easedShare } from '#core/timeline/easing.ts'
import { lookAt } from '#core/timeline/look.ts'
import type { Music } from '#core/timeline/music.ts'
import { segmentsOf } from '#core/timeline/segments.ts'
import { plainClip, plainPhoto } from '#core/timeline/shots.ts'
import { sourceSecondsAt } from '#core/timeline/speed.ts'
import { Easing, type Effect, type Shot, type SpeedRamp, type Timeline } from '#core/timeline/timeline.ts'
import { makeFixtureFolder } from '../testing/fixtures.ts'
import { drawnFilm, drawnPhoto, openStudio, type SeenFrame, type Studio } from './rendered.fake.ts'
import { type TrialFile, timelineOf } from './trial.fake.ts'

const folder = makeFixtureFolder()
const whole = { x: 0, y: 0, width: 1, height: 1 }
const size = { widthPixels: 640, heightPixels: 360 }
const filmRate = 25
let studio: Studio
let media: Record<string, TrialFile>

/** Greys rise from left to right, or downwards, so that a sample tells what part of the picture it is. */
const maps = { across: (x: number) => 20 + 200 * x, down: (_x: number, y: number) => 20 + 200 * y }
/** A coded grey may be off by two, of the 200 that the map has. */
const tolerance = 2 / 200
const placeOf = (grey: number) => (grey - 20) / 200

beforeAll(async () => {
  studio = await openStudio(folder.path)
  media = {
    across: await drawnPhoto({ widthPixels: 1280, heightPixels: 720 }, maps.across),
    down: await drawnPhoto({ widthPixels: 1280, heightPixels: 720 }, maps.down),
    'across-film': await drawnFilm(folder.path, { size, frames: 30 }, () => maps.across),
    'down-film': await drawnFilm(folder.path, { size, frames: 30 }, () => maps.down),
    grey: await drawnPhoto(size, () => 100),
    'grey-film': await drawnFilm(folder.path, { size, frames: 30 }, () => () => 100),
    lamp: await drawnPhoto(size, (x, y) => (Math.hypot(x - 0.5, (y - 0.5) / 1.78) < 0.1 ? 255 : 0)),
    // Each picture of this film is lighter than the one before, so that a grey tells its time.
    clock: await drawnFilm(
      folder.path,
      { size, frames: 100, rate: filmRate },
      (frame) => () => 20 + 2 * frame,
    ),
  }
}, 60_000)

afterAll(async () => {
  await studio.close()
  folder.remove()
})

const photo = (mediaId: string, to = whole): Shot => plainPhoto(mediaId, { fit: 'crop', from: whole, to })
const film = (mediaId: string): Shot => plainClip(mediaId, { fit: 'crop', crop: whole }, 0)

/** One hit at a third of its way, at its full height for three frames. */
function hitMusic(lengthFrames: number): Music {
  const hit = Array.from({ length: lengthFrames }, (_, frame) => (frame >= 5 && frame < 8 ? 255 : 0))
  const still = hit.map(() => 0)
  return { beats: hit, onsets: still, energy: still }
}

function stirred(shot: Shot, effects: readonly Effect[], lengthFrames = 15): Timeline {
  const timeline = timelineOf([{ shot, lengthFrames }])
  return { ...timeline, clips: timeline.clips.map((clip) => ({ ...clip, effects: [...effects] })) }
}

function partOf(timeline: Timeline) {
  const [segment] = segmentsOf(timeline, hitMusic(timeline.lengthFrames))
  if (segment?.content.kind !== 'shot') throw new Error('the timeline shows one shot')
  return segment.content.part
}

const render = (timeline: Timeline) =>
  studio.render({ timeline, media, music: hitMusic(timeline.lengthFrames) })

type Direction = keyof typeof maps

/** What part of the map is seen at a sixteenth of the frame from its near and its far edge. */
function seenPlaces(frame: SeenFrame, direction: Direction): readonly [number, number] {
  const { widthPixels, heightPixels } = frame
  const at = (share: number) =>
    placeOf(
      direction === 'across'
        ? frame.greyAt(share * widthPixels, heightPixels / 2)
        : frame.greyAt(widthPixels / 2, share * heightPixels),
    )
  return [at(1 / 16), at(15 / 16)]
}

describe.each([
  ['a photo', photo, ''],
  ['a film', film, '-film'],
] as const)('on %s', (_, shotOf, suffix) => {
  const greyShot = () => shotOf(`grey${suffix}`)

  test.each([
    ['zoom', 'across'],
    ['zoom', 'down'],
    ['shake', 'across'],
    ['shake', 'down'],
  ] as const)('%s shows what core says, %s', async (kind, direction) => {
    const timeline = stirred(shotOf(`${direction}${suffix}`), [{ kind, drivenBy: 'beats', amount: 1 }])
    const seen = await render(timeline)
    const part = partOf(timeline)
    const wrong = seen.map((frame, i) => {
      const { view } = lookAt(part, i, 30)
      const [start, size] = direction === 'across' ? [view.x, view.width] : [view.y, view.height]
      const [near, far] = seenPlaces(frame, direction)
      return Math.max(Math.abs(near - (start + size / 16)), Math.abs(far - (start + (size * 15) / 16)))
    })
    expect(Math.max(...wrong)).toBeLessThan(tolerance)
    const moved = seen.map((frame) => seenPlaces(frame, direction)[0])
    expect(Math.max(...moved) - Math.min(...moved)).toBeGreaterThan(2 * tolerance)
  })

  test('flash lightens the frames of the beat by as much as core says, and no others', async () => {
    const timeline = stirred(greyShot(), [{ kind: 'flash', drivenBy: 'beats', amount: 1 }])
    const seen = await render(timeline)
    const part = partOf(timeline)
    const wrong = seen.map((frame, i) => {
      const { flash } = lookAt(part, i, 30)
      return Math.abs(frame.greyAt(320, 180) - (100 + flash * 155))
    })
    expect(Math.max(...wrong)).toBeLessThan(4)
    expect(seen[6]?.greyAt(320, 180)).toBeGreaterThan(180)
  })

  test('glow adds the square of an even grey, which no blur changes', async () => {
    const timeline = stirred(greyShot(), [{ kind: 'glow', drivenBy: 'beats', amount: 1 }])
    const seen = await render(timeline)
    const part = partOf(timeline)
    const wrong = seen.map((frame, i) => {
      const { glow } = lookAt(part, i, 30)
      return Math.abs(frame.greyAt(100, 100) - (100 + (glow * 100 * 100) / 255))
    })
    expect(Math.max(...wrong)).toBeLessThan(4)
    expect(seen[6]?.greyAt(100, 100)).toBeGreaterThan(125)
  })
})

test('glow spills light around what is bright, and leaves dark corners dark', async () => {
  const seen = await render(stirred(photo('lamp'), [{ kind: 'glow', drivenBy: 'beats', amount: 1 }]))
  const [still, glowing] = [seen[2], seen[6]]
  // The lamp's edge is 64 pixels from the middle.
  expect(still?.greyAt(320 + 90, 180)).toBeLessThan(4)
  expect(glowing?.greyAt(320 + 90, 180)).toBeGreaterThan(15)
  expect(glowing?.greyAt(10, 10)).toBeLessThan(4)
})

test('glow brightens each of red, green and blue as far as it goes, and no farther', async () => {
  const colour = [250, 170, 60] as const
  const painted = { orange: await drawnPhoto(size, () => colour) }
  const timeline = stirred(photo('orange'), [{ kind: 'glow', drivenBy: 'beats', amount: 1 }])
  const seen = await studio.render({ timeline, media: painted, music: hitMusic(timeline.lengthFrames) })
  const { glow } = lookAt(partOf(timeline), 6, 30)
  const [r = 0, g = 0, b = 0] = colour.map((value) => Math.min(255, value + (glow * value * value) / 255))
  const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
  const [blue = 0, red = 0] = seen[6]?.colourAt(320, 180) ?? []
  expect(Math.abs((seen[6]?.greyAt(320, 180) ?? 0) - luma)).toBeLessThan(3)
  // Cb and Cr as ITU-R BT.709-6 has them, items 3.3 and 3.4.
  expect(Math.abs(blue - ((b - luma) / 1.8556) * (224 / 255))).toBeLessThan(3)
  expect(Math.abs(red - ((r - luma) / 1.5748) * (224 / 255))).toBeLessThan(3)
})

test.each(Easing.options)('a camera eases %s', async (easing) => {
  const near = { x: 0.5, y: 0.25, width: 0.5, height: 0.5 }
  const shot = { ...photo('across', near), easing } as Shot
  const seen = await render(timelineOf([{ shot, lengthFrames: 21 }]))
  const left = seen.map((frame) => seenPlaces(frame, 'across')[0])
  const wrong = left.map((place, i) => {
    const share = easedShare(easing, i / 20)
    return Math.abs(place - (0.5 * share + (1 - 0.5 * share) / 16))
  })
  expect(Math.max(...wrong)).toBeLessThan(tolerance)
})

describe('a film', () => {
  const ramps: readonly (readonly [string, SpeedRamp])[] = [
    ['as it was filmed', { from: 1, to: 1, startFrame: 0, endFrame: 0 }],
    ['twice as fast', { from: 2, to: 2, startFrame: 0, endFrame: 0 }],
    ['slowed down', { from: 0.3, to: 0.3, startFrame: 0, endFrame: 0 }],
    ['from slow to fast', { from: 0.4, to: 2.2, startFrame: 5, endFrame: 25 }],
    ['from fast to slow', { from: 3, to: 0.5, startFrame: 0, endFrame: 18 }],
  ]

  test.each(ramps)('%s shows the newest picture at the moment that core says', async (_, speed) => {
    const shot = { ...plainClip('clock', { fit: 'crop', crop: whole }, 0.5), speed }
    const seen = await render(timelineOf([{ shot, lengthFrames: 36 }]))
    const pictures = seen.map((frame) => Math.round((frame.greyAt(320, 180) - 20) / 2))
    const expected = seen.map((_frame, i) => Math.floor((sourceSecondsAt(shot, i, 30) + 0.001) * filmRate))
    expect(pictures).toEqual(expected)
  })

  test('stands still at its end when it ran faster than it lasts', async () => {
    const speed = { from: 8, to: 8, startFrame: 0, endFrame: 0 }
    const shot = { ...plainClip('clock', { fit: 'crop', crop: whole }, 2), speed }
    const seen = await render(timelineOf([{ shot, lengthFrames: 20 }]))
    expect(seen).toHaveLength(20)
    expect(Math.round(((seen[19]?.greyAt(320, 180) ?? 0) - 20) / 2)).toBe(99)
  })
})
