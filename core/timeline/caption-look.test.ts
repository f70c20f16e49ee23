import { expect, test } from 'vitest'
import { lineLookAt, loneWordLookAt, sungShareAt } from './caption-look.ts'
import { plainCaptionStyle } from './captions.ts'
import type { CaptionPart } from './segments.ts'

const word = (text: string, start: number, fromFrame: number, toFrame: number) => ({
  ...{ text, start, end: start + text.length, fromFrame, toFrame },
})

const part: CaptionPart = {
  text: 'one two three',
  words: [word('one', 0, 0, 10), word('two', 4, 20, 30), word('three', 8, 30, 90)],
  lengthFrames: 120,
  style: plainCaptionStyle,
  language: undefined,
  titles: [],
  offsetFrames: -10,
  music: {},
}

test('a line is seen in each of its frames and in no other, clear in its middle', () => {
  const opacities = Array.from({ length: 140 }, (_, frame) => lineLookAt(part, frame).opacity)
  expect(opacities.map((opacity) => opacity > 0)).toEqual(opacities.map((_, i) => i >= 10 && i < 130))
  expect(opacities.slice(15, 125).every((opacity) => opacity === 1)).toBe(true)
  expect(opacities[10]).toBe(opacities[129])
})

test('a word fills evenly while it is sung, and stays', () => {
  const shares = [9, 10, 14, 19, 60].map((frame) => sungShareAt(part, 0, frame))
  expect(shares).toEqual([0, 0.1, 0.5, 1, 1])
})

test('where words stand alone at most one is seen, each from its first frame on', () => {
  for (let frame = 0; frame < 140; frame += 1) {
    const seen = part.words.filter((_, i) => loneWordLookAt(part, i, frame).opacity > 0)
    expect(seen.length).toBeLessThanOrEqual(1)
  }
  expect(loneWordLookAt(part, 1, 29).opacity).toBe(0)
  expect(loneWordLookAt(part, 1, 30).opacity).toBe(1)
})

test('a word that stands alone springs past its size and comes to rest, and springs again on a beat', () => {
  const scales = Array.from({ length: 30 }, (_, i) => loneWordLookAt(part, 2, 40 + i).scale)
  expect(scales[0]).toBeLessThan(0.75)
  expect(Math.max(...scales)).toBeGreaterThan(1.02)
  expect(scales.slice(12).every((scale) => Math.abs(scale - 1) < 0.001)).toBe(true)
  const music = { beats: Array.from({ length: 140 }, (_, i) => (i === 60 ? 255 : 0)) }
  expect(loneWordLookAt({ ...part, music }, 2, 60).scale).toBeCloseTo(1.07, 2)
})
