import { WriteStream } from 'node:tty'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeProgressBar, progressLine } from './progress-bar.ts'

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

test('a long file name does not wrap the line of a narrow terminal', () => {
  const written: string[] = []
  const terminal = Object.assign(Object.create(WriteStream.prototype), {
    isTTY: true,
    columns: 60,
    write: (text: string) => written.push(text),
  })
  makeProgressBar(terminal).show('uploading', 0.5, 'a photograph with quite a long name.jpg')
  expect(written.map((text) => text.replace('\r\u001b[2K', '').length)).toEqual([59])
})
