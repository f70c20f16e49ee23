/** What titles look like, measured on frames that were rendered, encoded and decoded. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inscriptionMove } from '#core/text/inscription.ts'
import { layOutTitle } from '#core/text/title-layout.ts'
import { frameSize } from '#core/timeline/preset.ts'
import { segmentsOf } from '#core/timeline/segments.ts'
import { plainPhoto } from '#core/timeline/shots.ts'
import { Aspect, type Timeline, type Title } from '#core/timeline/timeline.ts'
import { titleLookAt } from '#core/timeline/title-look.ts'
import { makeFixtureFolder } from '../testing/fixtures.ts'
import { fontsFor } from './fonts.ts'
import { drawnPhoto, openStudio, type SeenFrame, type Studio } from './rendered.fake.ts'

import { type TrialFile, timelineOf } from './trial.fake.ts'

const folder = makeFixtureFolder()
const whole = { x: 0, y: 0, width: 1, height: 1 }
let studio: Studio
let media: Record<string, TrialFile>

beforeAll(async () => {
  studio = await openStudio(folder.path)
  media = { grey: await drawnPhoto({ widthPixels: 320, heightPixels: 320 }, () => 60) }
}, 60_000)

afterAll(async () => {
  await studio.close()
  folder.remove()
})

/** A capital I of Inter is one upright bar, so that its place can be told from a few samples. */
const bar: Title = {
  startFrame: 5,
  lengthFrames: 30,
  text: 'I',
  place: 'middle',
  size: 0.4,
  font: 'inter',
  colour: '#ffffff',
  backing: 'none',
  animation: 'none',
}

function withTitles(titles: readonly Title[], aspect: Aspect = '16:9', lengthFrames = 40): Timeline {
  const shot = plainPhoto('grey', { fit: 'crop', from: whole, to: whole })
  return timelineOf([{ shot, lengthFrames }], { aspect, titles: [...titles] })
}

const beatAt = 20
function musicOf({ lengthFrames }: Timeline) {
  const still = Array.from({ length: lengthFrames }, () => 0)
  return { beats: still.map((_, frame) => (frame === beatAt ? 255 : 0)), onsets: still, energy: still }
}

async function render(timeline: Timeline) {
  return await studio.render({ timeline, media, music: musicOf(timeline) })
}

async function layoutOf(title: Title, aspect: Aspect = '16:9') {
  return layOutTitle({ title, aspect, frame: frameSize('360p30', aspect), fonts: await fontsFor([title]) })
}

/** Where along a line of the frame it is lighter than half way between the grey and white. */
function lightAlong(frame: SeenFrame, direction: 'across' | 'down', at: number): readonly number[] {
  const length = direction === 'across' ? frame.widthPixels : frame.heightPixels
  const grey = (i: number) => (direction === 'across' ? frame.greyAt(i, at) : frame.greyAt(at, i))
  return Array.from({ length }, (_, i) => i).filter((i) => grey(i) > 157)
}

test('a title is seen in its frames and no others, where the layout puts it', async () => {
  const { bounds } = await layoutOf(bar)
  const [x, y] = [bounds.xPixels + bounds.widthPixels / 2, bounds.yPixels + bounds.heightPixels / 2]
  const seen = await render(withTitles([bar]))
  const light = seen.map((frame) => frame.greyAt(x, y) > 157)
  expect(light).toEqual(seen.map((_, i) => i >= 5 && i < 35))
  const frame = seen[10]
  if (frame === undefined) throw new Error('there is an eleventh frame')
  const [across, down] = [lightAlong(frame, 'across', y), lightAlong(frame, 'down', x)]
  expect(Math.abs((across[0] ?? 0) - bounds.xPixels)).toBeLessThan(1)
  expect(Math.abs(across.length - bounds.widthPixels)).toBeLessThan(1.5)
  expect(Math.abs((down[0] ?? 0) - bounds.yPixels)).toBeLessThan(1)
  expect(Math.abs(down.length - bounds.heightPixels)).toBeLessThan(1.5)
})

test.each(Aspect.options)('in %s a title stands where its format leaves room', async (aspect) => {
  const title = { ...bar, place: 'bottom-right', lengthFrames: 10, startFrame: 0 } as const
  const { bounds } = await layoutOf(title, aspect)
  const [frame] = await render(withTitles([title], aspect, 10))
  if (frame === undefined) throw new Error('there is a first frame')
  const y = bounds.yPixels + bounds.heightPixels / 2
  const across = lightAlong(frame, 'across', y)
  expect(Math.abs((across[0] ?? 0) - bounds.xPixels)).toBeLessThan(1)
  expect(frame.greyAt(bounds.xPixels - 6, y)).toBeLessThan(70)
})

test('a fading title is as clear as core says, frame by frame', async () => {
  const title = { ...bar, animation: 'fade' } as const
  const timeline = withTitles([title])
  const { bounds } = await layoutOf(title)
  const seen = await render(timeline)
  const [segment] = segmentsOf(timeline, musicOf(timeline))
  const [part] = segment?.titles ?? []
  if (part === undefined) throw new Error('the segment has a title')
  const y = bounds.yPixels + bounds.heightPixels / 2
  const wrong = seen.map((frame, i) => {
    const { opacity } = titleLookAt(part, i)
    return Math.abs(frame.greyAt(bounds.xPixels + bounds.widthPixels / 2, y) - (60 + opacity * 195))
  })
  expect(Math.max(...wrong)).toBeLessThan(6)
})

test.each(['rise', 'pop'] as const)(
  'a title that comes by %s is as large and as low as core says',
  async (animation) => {
    const title = { ...bar, animation }
    const timeline = withTitles([title])
    const layout = await layoutOf(title)
    const { bounds } = layout
    const seen = await render(timeline)
    const [segment] = segmentsOf(timeline, musicOf(timeline))
    const [part] = segment?.titles ?? []
    if (part === undefined) throw new Error('the segment has a title')
    const moves: number[] = []
    for (const frame of [10, 12, 18, beatAt, 24]) {
      const move = inscriptionMove(layout, titleLookAt(part, frame))
      const x = move.scale * (bounds.xPixels + bounds.widthPixels / 2) + move.xPixels
      const down = lightAlong(seen[frame] as SeenFrame, 'down', x)
      const top = move.scale * bounds.yPixels + move.yPixels
      moves.push(top)
      expect(Math.abs((down[0] ?? 0) - top)).toBeLessThan(1.2)
      expect(Math.abs(down.length - move.scale * bounds.heightPixels)).toBeLessThan(2.5)
    }
    expect(Math.max(...moves) - Math.min(...moves)).toBeGreaterThan(5)
  },
)

describe('a backing', () => {
  test('of box darkens what lies behind the words, to its round corners', async () => {
    const title = { ...bar, backing: 'box' } as const
    const { backing } = await layoutOf(title)
    if (backing.kind !== 'box') throw new Error('the title has a box')
    const frame = (await render(withTitles([title])))[10]
    const { xPixels, yPixels, widthPixels, heightPixels } = backing.rectangle
    const behind = 60 * (1 - backing.opacity) + 12 * backing.opacity
    expect(frame?.greyAt(xPixels + widthPixels * 0.1, yPixels + heightPixels / 2)).toBeCloseTo(behind, -1)
    expect(frame?.greyAt(xPixels + widthPixels / 2, yPixels + 3)).toBeLessThan(45)
    expect(frame?.greyAt(xPixels + 1.5, yPixels + 1.5)).toBeGreaterThan(55)
    expect(frame?.greyAt(xPixels - 4, yPixels + heightPixels / 2)).toBeGreaterThan(55)
  })

  test('of shadow darkens what lies around the words, and less farther away', async () => {
    const title = { ...bar, backing: 'shadow' } as const
    const plain = await layoutOf(bar)
    const frame = (await render(withTitles([title])))[10]
    const y = plain.bounds.yPixels + plain.bounds.heightPixels / 2
    const right = plain.bounds.xPixels + plain.bounds.widthPixels
    const [near = 0, farther = 0, far = 0] = [3, 12, 60].map((distance) => frame?.greyAt(right + distance, y))
    expect(near).toBeLessThan(50)
    expect(farther).toBeGreaterThan(near + 3)
    expect(far).toBeGreaterThan(56)
  })
})

test('a later title lies over an earlier one, and both over a transition', async () => {
  const grey = plainPhoto('grey', { fit: 'crop', from: whole, to: whole })
  const timeline = timelineOf(
    [
      { shot: grey, lengthFrames: 20 },
      { shot: grey, lengthFrames: 20 },
    ],
    {
      transitions: [{ afterClip: 0, startFrame: 15, lengthFrames: 10, kind: 'flash' }],
      titles: [
        { ...bar, startFrame: 0, lengthFrames: 40 },
        { ...bar, startFrame: 10, lengthFrames: 20, colour: '#000000' },
      ],
    },
  )
  const { bounds } = await layoutOf(bar)
  const y = bounds.yPixels + bounds.heightPixels / 2
  const seen = (await render(timeline)).map((frame) =>
    frame.greyAt(bounds.xPixels + bounds.widthPixels / 2, y),
  )
  expect(seen.every((grey, i) => (i >= 10 && i < 30 ? grey < 12 : grey > 245))).toBe(true)
})

test('a title without one character that can be written leaves the picture alone', async () => {
  const seen = await render(withTitles([{ ...bar, text: '𒀀', backing: 'box' }], '1:1', 10))
  expect(seen[6]?.greyAt(180, 180)).toBeCloseTo(60, -1)
})

test('words that come one after the other are each seen in their own frames, however many a second brings', async () => {
  const words = Array.from({ length: 40 }, (_, i): Title => {
    return { ...bar, startFrame: i, lengthFrames: 1, place: i % 2 === 0 ? 'left' : 'right' }
  })
  const frames = await render(withTitles(words))
  const layouts = [await layoutOf({ ...bar, place: 'left' }), await layoutOf({ ...bar, place: 'right' })]
  for (const [i, frame] of frames.entries()) {
    const greys = layouts.map(({ block }) =>
      frame.greyAt(block.xPixels + block.widthPixels / 2, block.yPixels + block.heightPixels / 2),
    )
    expect([i, greys.map((grey) => grey > 200)]).toEqual([i, i % 2 === 0 ? [true, false] : [false, true]])
  }
})

test('large titles that follow one another in one piece find room, as many as it has frames', async () => {
  const words = Array.from({ length: 150 }, (_, i): Title => {
    const place = { startFrame: i, lengthFrames: 1, backing: 'box' } as const
    return { ...bar, ...place, text: `Words that fill all of the safe area, line upon line: ${i}` }
  })
  expect(await render(withTitles(words, '16:9', 150))).toHaveLength(150)
}, 120_000)
