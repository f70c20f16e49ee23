import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestZoomOf, stirredBy } from './effects.ts'
import { EffectKind, MusicCurve } from './timeline.ts'

const effect = fc.record({
  kind: fc.constantFrom(...EffectKind.options),
  drivenBy: fc.constantFrom(...MusicCurve.options),
  amount: fc.double({ min: 0, max: 1, noNaN: true }),
})
const byte = fc.array(fc.nat(255), { minLength: 1, maxLength: 1 })
const music = fc.record({ beats: byte, onsets: byte, energy: byte })
const untouched = { view: { x: 0, y: 0, width: 1, height: 1 }, flash: 0, glow: 0 }

test('whatever the music does, the picture fills the frame, comes no nearer than told beforehand, and light stays between none and all', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(effect, { selector: ({ kind }) => kind, maxLength: 4 }),
      music,
      fc.nat(1000),
      (effects, heard, clipFrame) => {
        const { view, flash, glow } = stirredBy({ effects, music: heard, frame: 0, clipFrame, zoom: 1 })
        expect(Math.min(view.x, view.y)).toBeGreaterThanOrEqual(0)
        expect(Math.max(view.x + view.width, view.y + view.height)).toBeLessThanOrEqual(1 + 1e-9)
        expect(view.width).toBeGreaterThanOrEqual(1 / nearestZoomOf(effects) - 1e-9)
        for (const light of [flash, glow]) expect(light >= 0 && light <= 1).toBe(true)
      },
    ),
  )
})

test('a clip without effects is left as it is', () => {
  expect(stirredBy({ effects: [], music: {}, frame: 0, clipFrame: 0, zoom: 1 })).toEqual(untouched)
})

test('an effect is strongest where its own curve is highest', () => {
  const heard = { beats: [0, 128, 255], energy: [255, 255, 255] }
  const at = (frame: number) =>
    stirredBy({
      effects: [
        { kind: 'zoom', drivenBy: 'beats', amount: 1 },
        { kind: 'flash', drivenBy: 'beats', amount: 1 },
      ],
      music: heard,
      frame,
      clipFrame: frame,
      zoom: 1,
    })
  expect(at(0)).toEqual(untouched)
  expect(at(1).view.width).toBeGreaterThan(at(2).view.width)
  expect(at(2).flash).toBeGreaterThan(at(1).flash)
})

test('a shaken picture moves with the music, and not by chance', () => {
  const shake = (clipFrame: number) =>
    stirredBy({
      effects: [{ kind: 'shake', drivenBy: 'onsets', amount: 1 }],
      music: { onsets: [255] },
      frame: 0,
      clipFrame,
      zoom: 1,
    }).view
  expect(shake(3)).toEqual(shake(3))
  expect(shake(3)).not.toEqual(shake(4))
})
