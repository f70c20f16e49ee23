import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fontsFor } from '../../container/render/fonts.ts'
import { frameSize } from '../timeline/preset.ts'
import { Aspect, type Title, TitlePlace } from '../timeline/timeline.ts'
import type { PixelRectangle } from './backing.ts'
import { inscriptionMove } from './inscription.ts'
import { safeAreas } from './safe-area.ts'
import { layOutTitle } from './title-layout.ts'

const fonts = await fontsFor([])

const plain: Title = {
  startFrame: 0,
  lengthFrames: 30,
  text: 'Night Drive',
  place: 'middle',
  size: 0.1,
  font: 'inter',
  colour: '#ffffff',
  backing: 'none',
  animation: 'none',
}

function layOut(more: Partial<Title>, aspect: Aspect = '16:9', preset: '360p30' | '1080p30' = '360p30') {
  const frame = frameSize(preset, aspect)
  const layout = layOutTitle({ title: { ...plain, ...more }, aspect, frame, fonts })
  const { x, y, width, height } = safeAreas[aspect]
  const safe = {
    left: x * frame.widthPixels,
    top: y * frame.heightPixels,
    right: (x + width) * frame.widthPixels,
    bottom: (y + height) * frame.heightPixels,
  }
  return { layout, frame, safe }
}

const edgesOf = ({ xPixels, yPixels, widthPixels, heightPixels }: PixelRectangle) => ({
  left: xPixels,
  top: yPixels,
  right: xPixels + widthPixels,
  bottom: yPixels + heightPixels,
})

const anyTitle = fc.record({
  text: fc.oneof(
    fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }),
    fc.string({
      minLength: 1,
      maxLength: 300,
      unit: fc.constantFrom('a', 'W', 'i', ' ', ' ', '\n', 'é', '-'),
    }),
    fc.lorem({ maxCount: 30 }),
  ),
  place: fc.constantFrom(...TitlePlace.options),
  size: fc.double({ min: 0.02, max: 0.4, noNaN: true }),
  font: fc.constantFrom('bricolage', 'inter'),
  backing: fc.constantFrom('none', 'shadow', 'box'),
} as const)

describe('the lines of a title', () => {
  test('stay inside the safe area, box and all, whatever is written, in every format', () => {
    fc.assert(
      fc.property(anyTitle, fc.constantFrom(...Aspect.options), (title, aspect) => {
        const { layout, safe } = layOut(title, aspect)
        const taken = layout.backing.kind === 'box' ? layout.backing.rectangle : layout.block
        for (const rectangle of [taken, layout.block]) {
          const { left, top, right, bottom } = edgesOf(rectangle)
          expect(Math.min(left - safe.left, top - safe.top)).toBeGreaterThan(-1e-6)
          expect(Math.min(safe.right - right, safe.bottom - bottom)).toBeGreaterThan(-1e-6)
        }
        const { left, right } = edgesOf(layout.block)
        for (const line of layout.lines) {
          expect(line.xPixels).toBeGreaterThan(left - 1e-6)
          expect(line.xPixels + line.widthPixels).toBeLessThan(right + 1e-6)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('keep every word that can be written, in its order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('one', 'two', 'three', 'fourteen'), { minLength: 1, maxLength: 30 }),
        (words) => {
          const { layout } = layOut({ text: words.join(' '), size: 0.15 }, '9:16')
          expect(layout.lines.flatMap(({ text }) => text.split(' '))).toEqual(words)
        },
      ),
    )
  })

  test('break where the text does, and break alike in every size of a format', () => {
    const text = 'First line\nsecond, which is far too long for one line of an upright video'
    const small = layOut({ text }, '9:16', '360p30').layout.lines
    expect(small[0]?.text).toBe('First line')
    expect(small.length).toBeGreaterThan(2)
    const large = layOut({ text }, '9:16', '1080p30').layout.lines
    expect(large.map((line) => line.text)).toEqual(small.map((line) => line.text))
    for (const [i, line] of large.entries()) expect(line.xPixels).toBeCloseTo(3 * (small[i]?.xPixels ?? 0), 6)
  })

  test('are of about the same length, so that no word is left alone', () => {
    const { layout } = layOut({ text: 'a song that nobody will ever want to hear again', size: 0.12 }, '1:1')
    const widths = layout.lines.map((line) => line.widthPixels)
    expect(widths.length).toBeGreaterThan(1)
    expect(Math.min(...widths)).toBeGreaterThan(0.6 * Math.max(...widths))
  })

  test('are as high as the title asks for, unless its words would not fit', () => {
    expect(layOut({ size: 0.1 }).layout.lineHeightPixels).toBe(36)
    const word = layOut({ text: 'Extraordinary', size: 0.4 }, '9:16').layout
    expect(word.lineHeightPixels).toBeLessThan(0.4 * 360)
    expect(word.lines).toHaveLength(1)
  })

  test.each([
    ['top-left', 'left', 'top'],
    ['bottom-right', 'right', 'bottom'],
  ] as const)('stand at %s against the edges of the safe area', (place, across, down) => {
    const { layout, safe } = layOut({ place, text: 'a short line\nand a longer one' }, '4:5')
    expect(edgesOf(layout.block)[across]).toBeCloseTo(safe[across], 6)
    expect(edgesOf(layout.block)[down]).toBeCloseTo(safe[down], 6)
    for (const line of layout.lines) {
      const edges = { left: line.xPixels, right: line.xPixels + line.widthPixels }
      expect(edges[across]).toBeCloseTo(safe[across], 6)
    }
  })
})

describe('the outlines', () => {
  test('are kerned: A and V stand nearer to one another than each alone would', () => {
    const width = (text: string) => layOut({ text }).layout.block.widthPixels
    expect(width('AV')).toBeLessThan(width('A') + width('V') - 1)
  })

  test("are those of the font: an H is as high as Inter's capitals, 1490 of 2048 units", () => {
    const { layout } = layOut({ text: 'H', size: 0.12 })
    const emPixels = layout.lineHeightPixels / 1.2
    expect(layout.bounds.heightPixels).toBeCloseTo((1490 / 2048) * emPixels, 2)
    expect(edgesOf(layout.bounds).bottom).toBeCloseTo(layout.lines[0]?.baselinePixels ?? 0, 2)
  })

  test('leave out what no font has, and say so', () => {
    const { layout } = layOut({ text: 'Party 🎉 漢字 now', font: 'bricolage' })
    expect(layout.missing).toEqual(['🎉', '漢', '字'])
    expect(layout.lines.map(({ text }) => text)).toEqual(['Party now'])
  })

  test('of a title that no font can write are empty, and nothing stands behind them', () => {
    const { layout } = layOut({ text: '🎉🎉', backing: 'box' })
    expect(layout).toMatchObject({ path: '', lines: [], missing: ['🎉'], backing: { kind: 'none' } })
  })

  test('of Greek and Cyrillic are those of Inter, since Bricolage has none', () => {
    const text = 'Ночь Νύχτα'
    const [asked, inter] = [layOut({ text, font: 'bricolage' }), layOut({ text, font: 'inter' })]
    expect(asked.layout.missing).toEqual([])
    expect(asked.layout.path).toBe(inter.layout.path)
  })

  test('of a letter written in two parts are those of the letter', () => {
    expect(layOut({ text: 'cafe\u0301' }).layout.path).toBe(layOut({ text: 'caf\u00e9' }).layout.path)
  })
})

test('dark words get a light backing, light words a dark one', () => {
  const colourBehind = (colour: string) => {
    const { backing } = layOut({ colour, backing: 'box' }).layout
    return backing.kind === 'none' ? undefined : backing.colour
  }
  expect([colourBehind('#101010'), colourBehind('#f0e060')]).toEqual(['#ffffff', '#0b0b10'])
})

test('words grow around their own middle, and rise into place from below it', () => {
  const { layout } = layOut({ place: 'bottom' })
  const { xPixels, yPixels, widthPixels, heightPixels } = layout.block
  const [x, y] = [xPixels + widthPixels / 2, yPixels + heightPixels / 2]
  const grown = inscriptionMove(layout, { scale: 1.2, dropLines: 0 })
  expect(1.2 * x + grown.xPixels).toBeCloseTo(x, 6)
  expect(1.2 * y + grown.yPixels).toBeCloseTo(y, 6)
  expect(inscriptionMove(layout, { scale: 1, dropLines: 0.5 })).toEqual({
    scale: 1,
    xPixels: 0,
    yPixels: 18,
  })
})
