import { expect, test } from 'vitest'
import { aspectRatios } from './geometry.ts'
import { frameSize, Preset } from './preset.ts'
import { Aspect } from './timeline.ts'

test('a frame has the shape of its format, in whole, even pixels, and the short side of its preset', () => {
  for (const preset of Preset.options) {
    for (const aspect of Aspect.options) {
      const { widthPixels, heightPixels } = frameSize(preset, aspect)
      expect(widthPixels / heightPixels).toBe(aspectRatios[aspect])
      expect([widthPixels % 2, heightPixels % 2]).toEqual([0, 0])
      expect(`${Math.min(widthPixels, heightPixels)}p30`).toBe(preset)
    }
  }
})
