import fc from 'fast-check'
import { expect, test } from 'vitest'
import { progressLine } from './progress-bar.ts'

test('the bar keeps its width whatever the fraction', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (fraction) => {
      const bar = progressLine('rendering', fraction, '').replace(/[^█░]/g, '')
      expect(bar).toHaveLength(28)
    }),
  )
})

test('half way is half a bar', () => {
  expect(progressLine('rendering', 0.5, 'x')).toContain(`${'█'.repeat(14)}${'░'.repeat(14)}  50%`)
})
