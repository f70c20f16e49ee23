import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LabelWish, placeLabels } from './labels.ts'

/** Seven pixels a letter: near to what 11 px Inter needs. */
const measure = (text: string) => text.length * 7

const wishes = fc
  .array(
    fc.record({
      name: fc.constantFrom('Intro', 'Verse', 'Chorus', 'Bridge', 'Drop', 'A', 'Outro'),
      span: fc.integer({ min: 1, max: 200 }),
    }),
    {
      maxLength: 30,
    },
  )
  .chain((parts) =>
    fc.integer({ min: -300, max: 0 }).map((shift) => {
      let at = shift
      return parts.map(({ name, span }): LabelWish => {
        const startPixels = at
        at += span
        return { name, startPixels, endPixels: at }
      })
    }),
  )

test('no two names ever touch, and none leaves the drawing', () => {
  fc.assert(
    fc.property(wishes, fc.integer({ min: 40, max: 1400 }), (parts, width) => {
      const placed = placeLabels(parts, width, measure)
      let freeFrom = 0
      for (const label of placed) {
        expect(label.leftPixels).toBeGreaterThanOrEqual(freeFrom)
        expect(label.leftPixels + label.widthPixels).toBeLessThanOrEqual(width)
        freeFrom = label.leftPixels + label.widthPixels + 1
      }
    }),
  )
})

test('a name is written out where it fits, shortened where only a letter does, else left to the colour', () => {
  const parts = [
    { name: 'Verse', startPixels: 0, endPixels: 100 },
    { name: 'Bridge', startPixels: 100, endPixels: 118 },
    { name: 'Drop', startPixels: 118, endPixels: 126 },
    { name: 'Chorus', startPixels: 126, endPixels: 300 },
  ]
  expect(placeLabels(parts, 300, measure).map((label) => label.text)).toEqual(['Verse', 'B', 'Chorus'])
})

test('the name of a part that began before the view is at the left edge', () => {
  const [label] = placeLabels([{ name: 'Chorus', startPixels: -500, endPixels: 200 }], 390, measure)
  expect(label).toEqual({ text: 'Chorus', leftPixels: 4, widthPixels: 42 })
})

test('a part outside of the view has no name in it', () => {
  const parts = [
    { name: 'Intro', startPixels: -200, endPixels: -50 },
    { name: 'Outro', startPixels: 500, endPixels: 700 },
  ]
  expect(placeLabels(parts, 390, measure)).toEqual([])
})
