import { expect, test } from 'vitest'
import { drawVisual } from './visual.ts'

function meanLight(level: number, pulse: number): number {
  const into = new Uint8Array(64 * 36 * 3)
  const shot = {
    kind: 'visual' as const,
    seed: 3,
    hueDegrees: 220,
    phaseFrames: 0,
  }
  drawVisual({
    shot,
    frame: 0,
    level: level / 255,
    pulse: pulse / 255,
    frameRate: 30,
    widthPixels: 64,
    heightPixels: 36,
    into,
  })
  return into.reduce((sum, value) => sum + value, 0) / into.length
}

test('the picture is brighter when the music is louder, and on a beat', () => {
  expect(meanLight(220, 0)).toBeGreaterThan(meanLight(40, 0))
  expect(meanLight(120, 255)).toBeGreaterThan(meanLight(120, 0))
})

test('a quiet frame is dark but never black', () => {
  expect(meanLight(0, 0)).toBeGreaterThan(2)
  expect(meanLight(0, 0)).toBeLessThan(60)
})
