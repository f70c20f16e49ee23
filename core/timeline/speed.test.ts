import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filmedFrames, sourceSecondsAt, speedAt } from './speed.ts'
import { asFilmed, type SpeedRamp } from './timeline.ts'

const speed = fc.double({ min: 0.1, max: 8, noNaN: true })
const ramp: fc.Arbitrary<SpeedRamp> = fc
  .record({ from: speed, to: speed, startFrame: fc.nat(300), rampFrames: fc.nat(300) })
  .map(({ rampFrames, ...rest }) => ({ ...rest, endFrame: rest.startFrame + rampFrames }))

test('a clip that runs as it was filmed shows the next moment with every frame', () => {
  const shot = { sourceStartSeconds: 2, speed: asFilmed }
  expect([0, 30, 45].map((frame) => sourceSecondsAt(shot, frame, 30))).toEqual([2, 3, 3.5])
})

test('film that has run is the sum of its speeds, whatever the ramp', () => {
  fc.assert(
    fc.property(ramp, fc.nat(700), (speeds, frames) => {
      let summed = 0
      // A sum of a straight line's middles is its area.
      for (let frame = 0; frame < frames; frame += 1) {
        summed += (speedAt(speeds, frame) + leftLimit(speeds, frame + 1)) / 2
      }
      expect(filmedFrames(speeds, frames)).toBeCloseTo(summed, 6)
    }),
  )

  /** The speed just before a frame: a ramp without length jumps. */
  function leftLimit(speeds: SpeedRamp, frame: number): number {
    return frame <= speeds.startFrame ? speeds.from : speedAt(speeds, frame)
  }
})

test('film never runs backwards, nor before its first moment', () => {
  fc.assert(
    fc.property(ramp, fc.integer({ min: -60, max: 700 }), (speeds, frame) => {
      const shot = { sourceStartSeconds: 0.5, speed: speeds }
      const [now, next] = [sourceSecondsAt(shot, frame, 30), sourceSecondsAt(shot, frame + 1, 30)]
      expect(now).toBeGreaterThanOrEqual(0)
      expect(next).toBeGreaterThanOrEqual(now)
    }),
  )
})
