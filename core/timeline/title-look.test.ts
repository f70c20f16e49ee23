import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TitlePart } from './segments.ts'
import { Title } from './timeline.ts'
import { titleLookAt } from './title-look.ts'

function part(animation: Title['animation'], lengthFrames: number, beats: readonly number[] = []): TitlePart {
  const title = {
    startFrame: 10,
    lengthFrames,
    text: 'Night drive',
    place: 'middle',
    size: 0.1,
    font: 'bricolage',
    colour: '#ffffff',
    backing: 'none',
    animation,
  } as const
  return { title, offsetFrames: 0, music: { beats } }
}
const anyAnimation = fc.constantFrom(...Title.shape.animation.options)

test('a title is seen in each of its frames and in no other', () => {
  fc.assert(
    fc.property(anyAnimation, fc.integer({ min: 1, max: 200 }), (animation, length) => {
      const opacityAt = (frame: number) => titleLookAt(part(animation, length), frame).opacity
      expect([opacityAt(-1), opacityAt(length)]).toEqual([0, 0])
      for (let frame = 0; frame < length; frame += 1) {
        expect(opacityAt(frame)).toBeGreaterThan(0)
        expect(opacityAt(frame)).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('words that come softly stand fully in their place in the middle of their time', () => {
  for (const animation of ['fade', 'rise', 'pop'] as const) {
    expect(titleLookAt(part(animation, 60), 30)).toEqual({ opacity: 1, dropLines: 0, scale: 1 })
  }
})

test('words that pop are larger on a beat than after it', () => {
  const popped = part(
    'pop',
    60,
    Array.from({ length: 60 }, (_, i) => (i === 30 ? 255 : 100)),
  )
  expect(titleLookAt(popped, 30).scale).toBeGreaterThan(titleLookAt(popped, 31).scale)
})
