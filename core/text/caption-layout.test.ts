import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fontsFor } from '../../container/render/fonts.ts'
import { wordsOfLine } from '../timeline/caption-words.ts'
import { plainCaptionStyle } from '../timeline/captions.ts'
import { frameSize } from '../timeline/preset.ts'
import type { CaptionPart } from '../timeline/segments.ts'
import { Aspect, CaptionLook, type CaptionStyle, type Title, TitlePlace } from '../timeline/timeline.ts'
import { captionKey, layOutCaption, markLookAt } from './caption-layout.ts'
import { safeAreas } from './safe-area.ts'
import { layOutTitle } from './title-layout.ts'

/** The same thought in the scripts of this test. */
const verses = {
  latin: 'We were running through the night, looking for the light',
  arabic: 'يا ليلُ الصَّبُّ متى غدُهُ (live) أقيامُ الساعةِ موعدُهُ',
  hebrew: 'הלילה הזה אני שר לך, "my love", עד אור הבוקר!',
  japanese: '夜に駆ける、君の手を握りしめて「さよなら」は言わない。',
  devanagari: 'ज़िंदगी एक सफ़र है सुहाना, यहाँ कल क्या हो किसने जाना',
  thai: 'ฉันรักเธอมากกว่าที่เธอคิด และจะรักตลอดไป',
} as const
const fonts = await fontsFor(Object.values(verses).map((text) => ({ text })))

function partOf(
  text: string,
  style: Partial<CaptionStyle> = {},
  more: Partial<CaptionPart> = {},
): CaptionPart {
  return {
    text,
    words: wordsOfLine({ text, startFrame: 0, lengthFrames: 120, words: [] }),
    lengthFrames: 120,
    style: { ...plainCaptionStyle, ...style },
    language: undefined,
    titles: [],
    offsetFrames: 0,
    music: {},
    ...more,
  }
}

function layOut(part: CaptionPart, aspect: Aspect = '9:16') {
  return layOutCaption(part, { aspect, frame: frameSize('360p30', aspect), fonts })
}

test('captions in every script, look and format stay where no platform covers them', () => {
  const style = fc.record({
    look: fc.constantFrom(...CaptionLook.options),
    place: fc.constantFrom(...TitlePlace.options),
    size: fc.double({ min: 0.03, max: 0.3, noNaN: true }),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(verses)),
      style,
      fc.constantFrom(...Aspect.options),
      (text, chosen, aspect) => {
        const { x, y, width, height } = safeAreas[aspect]
        const { widthPixels, heightPixels } = frameSize('360p30', aspect)
        for (const { inscription } of layOut(partOf(text, chosen), aspect)) {
          const { block } = inscription
          expect(block.xPixels).toBeGreaterThan(x * widthPixels - 1)
          expect(block.yPixels).toBeGreaterThan(y * heightPixels - 1)
          expect(block.xPixels + block.widthPixels).toBeLessThan((x + width) * widthPixels + 1)
          expect(block.yPixels + block.heightPixels).toBeLessThan((y + height) * heightPixels + 1)
        }
      },
    ),
    { numRuns: 60 },
  )
})

describe('a line that fills as it is sung', () => {
  const filledOf = (text: string, frame: number) => {
    const part = partOf(text, { size: 0.05 })
    const marks = layOut(part, '16:9').filter((mark) => mark.kind === 'sung')
    return marks.map((mark) => ({ mark, look: markLookAt(part, mark, frame) }))
  }

  test.each(Object.entries(verses))(
    'has every word of its own in %s, and all are filled at its end',
    (_, text) => {
      const words = new Set(filledOf(text, 119).map(({ mark }) => mark.word))
      expect(words.size).toBe(partOf(text).words.length)
      expect(filledOf(text, 119).every(({ look }) => look.filled === 1)).toBe(true)
    },
  )

  test.each([
    ['latin', 'left'],
    ['arabic', 'right'],
    ['hebrew', 'right'],
    ['japanese', 'left'],
  ] as const)('in %s begins at the %s', (script, side) => {
    const sung = filledOf(verses[script], 10).filter(({ look }) => look.opacity > 0)
    const unsung = filledOf(verses[script], 10).filter(({ look }) => look.opacity === 0)
    const middle = (of: typeof sung) => {
      const xs = of.map(({ mark }) => mark.inscription.block.xPixels)
      return xs.reduce((sum, x) => sum + x, 0) / xs.length
    }
    expect(middle(sung) < middle(unsung) ? 'left' : 'right').toBe(side)
    expect(sung[0]?.look.fillsFrom).toBe(side)
  })

  test('Latin words in a Hebrew line are filled from the left, in their turn', () => {
    const latin = filledOf('לך my love בוקר', 60).filter(({ look }) => look.fillsFrom === 'left')
    expect(latin.map(({ mark }) => mark.word)).toEqual([1, 2])
    const [my, love] = latin.map(({ mark }) => mark.inscription.block.xPixels)
    expect(my).toBeLessThan(love ?? 0)
  })

  test('a word broken over two lines is filled in the first before the second', () => {
    const [first, second] = filledOf('夜夜夜夜夜夜夜夜夜夜夜夜夜夜夜夜夜夜夜夜', 60).filter(
      ({ mark }) => mark.word === 0,
    )
    expect(first?.mark.to).toBeGreaterThan(0)
    expect(second === undefined || second.mark.from >= (first?.mark.to ?? 1)).toBe(true)
  })
})

describe('a caption where a title stands', () => {
  const title: Title = {
    ...{ startFrame: 0, lengthFrames: 60, text: 'Night drive', place: 'bottom', size: 0.1 },
    ...{ font: 'inter', colour: '#ffffff', backing: 'box', animation: 'none' },
  } as const
  const titleBounds = (of: Title) =>
    layOutTitle({ title: of, aspect: '9:16', frame: frameSize('360p30', '9:16'), fonts }).bounds
  const blockOf = (titles: readonly Title[], look: CaptionLook = 'lines') => {
    const [mark] = layOut(partOf(verses.latin, { look }, { titles }))
    if (mark === undefined) throw new Error('a line is written')
    return mark.inscription.block
  }

  test.each(CaptionLook.options)('makes room for it as %s: it goes up', (look) => {
    const moved = blockOf([title], look)
    expect(moved.yPixels + moved.heightPixels).toBeLessThan(titleBounds(title).yPixels)
  })

  test('at the top goes down', () => {
    const above = { ...title, place: 'top' } as const
    const [mark] = layOut(partOf(verses.latin, { look: 'lines', place: 'top' }, { titles: [above] }))
    const bounds = titleBounds(above)
    expect(mark?.inscription.block.yPixels).toBeGreaterThan(bounds.yPixels + bounds.heightPixels)
  })

  test('elsewhere stays', () => {
    expect(blockOf([{ ...title, place: 'top' }])).toEqual(blockOf([]))
  })
})

test('a caption is drawn once for all pieces that show it, and anew when its words or look change', () => {
  const part = partOf('one two')
  expect(captionKey({ ...part, offsetFrames: 9, music: { beats: [1] } })).toBe(captionKey(part))
  expect(captionKey(partOf('one three'))).not.toBe(captionKey(part))
  expect(captionKey(partOf('one two', { look: 'word' }))).not.toBe(captionKey(part))
})
