import { describe, expect, test } from 'vitest'
import { fontsFor } from '../../container/render/fonts.ts'
import { makeSetter } from './setting.ts'
import { writableText } from './writable.ts'

/** The characters of a text in the order in which they are seen from left to right, marks left out. */
async function seenOrder(text: string): Promise<string> {
  const written = writableText(text, 'inter', await fontsFor([{ text }]))
  const { glyphs } = makeSetter(written).set({ start: 0, end: written.text.length })
  const seen = glyphs.filter(({ advance }) => advance > 0).toSorted((a, b) => a.x - b.x)
  return seen.map(({ at }) => written.text[at]).join('')
}

describe('the order of characters', () => {
  test('of Hebrew is from right to left', async () => {
    expect(await seenOrder('שלום')).toBe('םולש')
  })

  // The examples of UAX 9, section 3.4 ("Reordering Resolved Levels"), with Hebrew for its capitals.
  test.each([
    ['car means אבג.', 'car means גבא.'],
    ['אבג car דהו.', '.והד car גבא'],
    ['he said "אב 123, גד".', 'he said "דג ,123 בא".'],
  ])('%s is seen as the Unicode Bidirectional Algorithm says', async (text, seen) => {
    expect(await seenOrder(text)).toBe(seen)
  })

  test('of numbers in Arabic is from left to right, with the rest around them from right to left', async () => {
    expect((await seenOrder('سنة 2024 م')).indexOf('2024')).toBeGreaterThan(0)
  })
})

test('Arabic letters join: a word is not its letters side by side', async () => {
  const width = async (text: string) => {
    const written = writableText(text, 'inter', await fontsFor([{ text }]))
    return makeSetter(written).set({ start: 0, end: written.text.length }).widthEms
  }
  const letters = await Promise.all([...'ليل'].map(width))
  expect(await width('ليل')).toBeLessThan(0.9 * letters.reduce((sum, each) => sum + each, 0))
})

test('a font that a text needs is found for each of its scripts, and what none has is named', async () => {
  const text = 'a ب ג 夜 ह ท 한 ♪ 🎉 👩‍🚀 𒀀'
  const written = writableText(text, 'inter', await fontsFor([{ text }]))
  expect(written.missing).toEqual(['𒀀'])
  expect(written.text).toBe('a ب ג 夜 ह ท 한 ♪ 🎉 👩‍🚀')
})

test('characters that East Asian scripts share take the forms of the language', async () => {
  const fontOf = async (language: string) => {
    const text = '骨'
    const fonts = await fontsFor([{ text, language }])
    return writableText(text, 'inter', fonts, language).shapers[0]
  }
  const fonts = [await fontOf('ja'), await fontOf('zh-Hans'), await fontOf('zh-Hant'), await fontOf('ko')]
  expect(new Set(fonts).size).toBe(4)
})
