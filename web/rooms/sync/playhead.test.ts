import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makePlayhead } from './playhead.ts'

const changes = fc.array(
  fc.record({
    afterSeconds: fc.double({ min: 0.1, max: 30, noNaN: true }),
    rate: fc.double({ min: 0.995, max: 1.005, noNaN: true }),
  }),
  { maxLength: 12 },
)

test('the song moves on by the time at each speed, added up', () => {
  fc.assert(
    fc.property(changes, fc.double({ min: 0, max: 60, noNaN: true }), (given, lastSeconds) => {
      const playhead = makePlayhead(10, 30)
      let contextSeconds = 10
      let songSeconds = 30
      let rate = 1
      for (const change of given) {
        contextSeconds += change.afterSeconds
        songSeconds += change.afterSeconds * rate
        rate = change.rate
        playhead.retune(contextSeconds, rate)
      }
      const asked = contextSeconds + lastSeconds
      expect(playhead.songSecondsAt(asked)).toBeCloseTo(songSeconds + lastSeconds * rate, 9)
      expect(playhead.contextSecondsAt(playhead.songSecondsAt(asked))).toBeCloseTo(asked, 6)
    }),
  )
})

test('what was computed before a change, and is heard after it, is where it was computed', () => {
  const playhead = makePlayhead(0, 0)
  playhead.retune(2, 1.005)
  expect([playhead.songSecondsAt(1.9), playhead.songSecondsAt(3)]).toEqual([1.9, 3.005])
})
