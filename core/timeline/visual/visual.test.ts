import { describe, expect, test } from 'vitest'
import { VisualLook } from '../timeline.ts'
import { drawVisual, visualSize } from './visual.ts'

const size = visualSize('silk', { widthPixels: 640, heightPixels: 360 })

type Moment = {
  readonly frame?: number
  readonly level?: number
  readonly pulse?: number
  readonly seed?: number
}

function draw(look: VisualLook, { frame = 40, level = 0.5, pulse = 0.3, seed = 3 }: Moment = {}): Uint8Array {
  const into = new Uint8Array(size.widthPixels * size.heightPixels * 3)
  const shot = { kind: 'visual', look, seed, hueDegrees: 220, phaseFrames: 0 } as const
  drawVisual({ shot, frame, level, pulse, frameRate: 30, ...size, into })
  return into
}

function mean(picture: Uint8Array): number {
  return picture.reduce((sum, value) => sum + value, 0) / picture.length
}

function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length
}

describe.each(VisualLook.options)('the look %s', (look) => {
  test('is neither black nor white, however loud the music', () => {
    for (const level of [0, 1]) {
      const light = mean(draw(look, { level, pulse: level }))
      expect(light).toBeGreaterThan(2)
      expect(light).toBeLessThan(235)
    }
  })

  test('changes with the energy, and with the beat', () => {
    expect(difference(draw(look, { level: 0.2 }), draw(look, { level: 0.8 }))).toBeGreaterThan(1)
    expect(difference(draw(look, { pulse: 0 }), draw(look, { pulse: 1 }))).toBeGreaterThan(1)
  })

  test('moves by itself, and from one frame to the next only a little', () => {
    const now = draw(look, { frame: 40 })
    const nextStep = difference(now, draw(look, { frame: 41 }))
    expect(nextStep).toBeGreaterThan(0)
    expect(nextStep).toBeLessThan(8)
    expect(difference(now, draw(look, { frame: 113 }))).toBeGreaterThan(nextStep)
  })

  test('is another picture from another seed, and the same from the same', () => {
    expect(difference(draw(look, { seed: 3 }), draw(look, { seed: 4 }))).toBeGreaterThan(0.5)
    expect(draw(look)).toEqual(draw(look))
  })
})

test('no two looks are alike', () => {
  const pictures = VisualLook.options.map((look) => draw(look))
  pictures.forEach((one, i) => {
    for (const other of pictures.slice(i + 1)) expect(difference(one, other)).toBeGreaterThan(10)
  })
})
