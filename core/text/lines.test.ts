import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines } from './lines.ts'

/** Every character is one wide. */
function linesOf(text: string, width: number): readonly string[] {
  return breakLines(text, width, (start, end) => end - start).map(({ start, end }) => text.slice(start, end))
}

test('nothing is lost between lines but the gaps', () => {
  const unit = fc.constantFrom('a', 'b', ' ', '夜', '「', '」', '。', 'っ', 'ร', 'ั', 'ก', 'ป', '👩‍🚀', '\n')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (text, width) => {
      expect(linesOf(text, width).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})

describe('East Asian text', () => {
  test('breaks between any two characters', () => {
    expect(linesOf('月亮代表我的心', 4)).toEqual(['月亮代表', '我的心'])
  })

  test('begins no line with a closing mark, a small kana or a mark of length, and ends none with an opening one', () => {
    const unit = fc.constantFrom('夜', 'に', 'ラ', 'っ', 'ー', '、', '。', '」', '「', '？', '（', '）')
    fc.assert(
      fc.property(
        fc.string({ unit, minLength: 1, maxLength: 40 }),
        fc.integer({ min: 4, max: 12 }),
        (text, width) => {
          const lines = linesOf(text, width)
          // What is longer than any line is cut where it must be.
          if (/[っー、。」？）「（]{4}/.test(text)) return
          for (const line of lines.slice(1)) expect(line).not.toMatch(/^[っー、。」？）]/)
          for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[「（]$/)
        },
      ),
    )
  })

  test('keeps Latin words in it whole', () => {
    expect(linesOf('君とdancing夜', 8)).toEqual(['君と', 'dancing夜'])
  })
})

test('Thai breaks between the words that its dictionary knows, and never before a mark', () => {
  const lines = linesOf('ฉันรักเธอมากกว่าที่เธอคิด', 10)
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(line).not.toMatch(/^\p{M}/u)
  expect(lines.join('')).toBe('ฉันรักเธอมากกว่าที่เธอคิด')
})

test('Korean breaks at its gaps', () => {
  expect(linesOf('사랑해 그대여 영원히', 8)).toEqual(['사랑해 그대여', '영원히'])
})

test('a picture made of several characters is never broken', () => {
  expect(linesOf('👩‍🚀👩‍🚀👩‍🚀', 12)).toEqual(['👩‍🚀👩‍🚀', '👩‍🚀'])
})
