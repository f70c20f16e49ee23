import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movementOf } from './two-fingers.ts'

const path = (fromX: number, by: number) => ({ fromX, x: fromX + by })
const place = fc.integer({ min: 0, max: 1000 })

test('fingers that go the same way are together, though one is half as fast as the other', () => {
  fc.assert(
    fc.property(place, place, fc.integer({ min: 20, max: 400 }), (a, b, by) => {
      expect(movementOf(path(a, by), path(b, Math.ceil(by / 2)))).toBe('together')
      expect(movementOf(path(a, -by), path(b, -by))).toBe('together')
    }),
  )
})

test('fingers that go opposite ways, or of which one stays, pinch', () => {
  fc.assert(
    fc.property(place, place, fc.integer({ min: 10, max: 400 }), (a, b, by) => {
      expect(movementOf(path(a, by), path(b, -by))).toBe('apart')
      expect(movementOf(path(a, 0), path(b, by))).toBe('apart')
    }),
  )
})

test('fingers that waver where they rest mean nothing yet', () => {
  const wavering = fc.integer({ min: -4, max: 4 })
  fc.assert(
    fc.property(place, place, wavering, wavering, (a, b, one, other) => {
      expect(movementOf(path(a, one), path(b, other))).toBeUndefined()
    }),
  )
})

test('which finger came first does not matter', () => {
  const moved = fc.record({ fromX: place, x: place })
  fc.assert(
    fc.property(moved, moved, (one, other) => {
      expect(movementOf(one, other)).toBe(movementOf(other, one))
    }),
  )
})
