import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blurred, type Cover, coverOf } from './outline-cover.ts'

const area = { left: 0, top: 0, widthPixels: 20, heightPixels: 20 }
const sumOf = ({ values }: Cover) => values.reduce((sum, value) => sum + value, 0)
const rectangle = (left: number, top: number, right: number, bottom: number) =>
  `M${left} ${top}L${right} ${top}L${right} ${bottom}L${left} ${bottom}Z`

const place = fc.double({ min: 1, max: 19, noNaN: true })
const triangle = fc.array(fc.tuple(place, place), { minLength: 3, maxLength: 3 })

describe('a cover', () => {
  test('of a triangle adds up to its area, by the shoelace formula, whichever way it turns', () => {
    fc.assert(
      fc.property(triangle, (points) => {
        const [[ax, ay], [bx, by], [cx, cy]] = points as [
          [number, number],
          [number, number],
          [number, number],
        ]
        const expected = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
        const cover = coverOf(`M${ax} ${ay}L${bx} ${by}L${cx} ${cy}Z`, area)
        expect(sumOf(cover)).toBeCloseTo(expected, 3)
        expect(Math.max(...cover.values)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('of a pixel is the share of it that lies inside', () => {
    const { values } = coverOf(rectangle(2.25, 3, 5, 4.5), area)
    expect(values[3 * 20 + 2]).toBeCloseTo(0.75, 6)
    expect(values[3 * 20 + 4]).toBeCloseTo(1, 6)
    expect(values[4 * 20 + 2]).toBeCloseTo(0.375, 6)
    expect(values[4 * 20 + 5]).toBeCloseTo(0, 6)
  })

  test('leaves out holes, which turn the other way, and counts what lies twice over itself once', () => {
    const hole = 'M8 8L8 12L12 12L12 8Z'
    expect(sumOf(coverOf(rectangle(5, 5, 15, 15) + hole, area))).toBeCloseTo(100 - 16, 3)
    expect(sumOf(coverOf(rectangle(2, 2, 8, 8) + rectangle(5, 2, 11, 8), area))).toBeCloseTo(54, 3)
  })

  test('of four quarter circles by cubics has nearly the area of a circle', () => {
    const bend = 5 * 0.5523
    const [near, far] = [10 - bend, 10 + bend]
    const circle = [
      `M10 5C${far} 5 15 ${near} 15 10`,
      `C15 ${far} ${far} 15 10 15`,
      `C${near} 15 5 ${far} 5 10C5 ${near} ${near} 5 10 5Z`,
    ].join('')
    expect(sumOf(coverOf(circle, area)) / (Math.PI * 25)).toBeCloseTo(1, 2)
  })

  test('of a parabola is two thirds of its box, since Archimedes', () => {
    expect(sumOf(coverOf('M2 12Q10 -4 18 12Z', area))).toBeCloseTo((2 / 3) * 16 * 8, 0)
  })

  test('of an outline that reaches out of the area covers what lies inside', () => {
    expect(sumOf(coverOf(rectangle(-30, -30, 10, 50), area))).toBeCloseTo(200, 3)
    expect(sumOf(coverOf(rectangle(30, 2, 40, 8), area))).toBe(0)
  })
})

test('a blur keeps what is covered, and spreads it by its deviation', () => {
  const blurredDot = blurred(coverOf(rectangle(9, 9, 11, 11), area), 1.5)
  expect(sumOf(blurredDot)).toBeCloseTo(4, 2)
  const along = blurredDot.values.reduce((sum, value, at) => sum + value * ((at % 20) + 0.5 - 10) ** 2, 0)
  // The variances of the Gaussian and of a two pixel wide box (1/3) add up; its tails are cut at three deviations.
  expect(along / sumOf(blurredDot)).toBeCloseTo(1.5 ** 2 + 0.25, 0)
})
