import fc from 'fast-check'
import { expect, test } from 'vitest'
import { manyScripts } from './lyrics.fake.ts'
import { soundOf, sungLength, wordsOf } from './words.ts'

test.each<[string, readonly string[]]>([
  ["Don't stop, now!", ["Don't", 'stop,', 'now!']],
  ['Не спеши', ['Не', 'спеши']],
  ['يا ليل، يا عين', ['يا', 'ليل،', 'يا', 'عين']],
  ['月亮，代表', ['月', '亮，', '代', '表']],
  ['「夜に」ラブ', ['「夜', 'に」', 'ラ', 'ブ']],
  ['スーパー star 夜', ['スー', 'パー', 'star', '夜']],
  ['รักเธอ', ['รั', 'ก', 'เ', 'ธ', 'อ']],
  ['너를 사랑해', ['너를', '사랑해']],
])('the words of “%s” are what is sung one after the other', (text, words) => {
  expect(wordsOf(text)).toEqual(words)
})

test('words put together again are their line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...manyScripts, '(oh)', '“quoted”', '…'), { maxLength: 5 }),
      (texts) => {
        const text = texts.join(' ')
        expect(wordsOf(text).join('')).toBe(text.replaceAll(' ', ''))
      },
    ),
  )
})

test('two ways of writing one word sound the same', () => {
  expect(soundOf('Café,')).toBe(soundOf('cafe'))
  expect(soundOf('DON’T')).toBe(soundOf("don't"))
  expect(soundOf('ｶﾞ')).toBe(soundOf('カ'))
  expect(soundOf('—')).toBe('')
})

test('a longer line has more to sing, a character of Chinese as much as a syllable', () => {
  expect(sungLength('la la la la la')).toBeGreaterThan(sungLength('la la'))
  expect(sungLength('月亮代表我的心')).toBe(7)
  expect(sungLength('!')).toBe(1)
})
