import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignLines } from './align.ts'
import { faultOfLyrics } from './fault.ts'
import { knownWords } from './known-words.ts'
import { anyLines, manyScripts } from './lyrics.fake.ts'
import { type LyricLine, Lyrics, type LyricWord } from './lyrics.ts'

/** Words sung evenly from a moment on, two a second. */
function sung(text: string, startSeconds: number): readonly LyricWord[] {
  return text.split(' ').map((word, i) => ({
    text: word,
    startSeconds: startSeconds + i / 2,
    endSeconds: startSeconds + i / 2 + 0.4,
  }))
}

function align(
  texts: readonly string[],
  heard: readonly LyricWord[],
  songSeconds = 100,
): readonly LyricLine[] {
  const lines = alignLines(texts, heard, songSeconds)
  if (lines === undefined) throw new Error('no line was recognised')
  return lines
}

describe('lines aligned to what was heard', () => {
  test('have the times of their words, whatever their case and marks', () => {
    const [first, second] = align(
      ['Hold on, the night is young!', 'Stay'],
      [...sung('hold on the night is young', 10), ...sung('stay', 20)],
    )
    expect(first).toMatchObject({ startSeconds: 10, endSeconds: 12.9, isGuess: false })
    expect(first?.words.map(({ text, startSeconds }) => [text, startSeconds])).toEqual([
      ['Hold', 10],
      ['on,', 10.5],
      ['the', 11],
      ['night', 11.5],
      ['is', 12],
      ['young!', 12.5],
    ])
    expect(second).toMatchObject({ startSeconds: 20, isGuess: false })
  })

  test('keep their words where they were heard wrong, left out or with more between', () => {
    const heard = sung('oh hold own the uh knight young', 10)
    const [line] = align(['Hold on the night is young'], heard)
    expect(line?.isGuess).toBe(false)
    expect(line?.words.map(({ text }) => text).join(' ')).toBe('Hold on the night is young')
    const [hold, on, the, night, , young] = line?.words ?? []
    expect([hold?.startSeconds, the?.startSeconds, young?.startSeconds]).toEqual([10.5, 11.5, 13])
    // What was not recognised lies between what was.
    expect(on?.startSeconds).toBeGreaterThanOrEqual(hold?.endSeconds ?? 99)
    expect(night?.endSeconds).toBeLessThanOrEqual(13)
  })

  test('that were not heard at all lie between their neighbours and say that they are guesses', () => {
    const lines = align(
      ['First line here', 'Never recognised at all', 'Nor was this one', 'Last line there'],
      [...sung('first line here', 10), ...sung('last line there', 40)],
    )
    expect(lines.map(({ isGuess }) => isGuess)).toEqual([false, true, true, false])
    const [first, second, third, last] = lines
    expect(second?.startSeconds).toBeGreaterThanOrEqual(first?.endSeconds ?? 99)
    expect(third?.startSeconds).toBeGreaterThanOrEqual(second?.endSeconds ?? 99)
    expect(third?.endSeconds).toBeLessThanOrEqual(last?.startSeconds ?? 0)
    expect(second?.words).toEqual([])
  })

  test('find each return of the chorus in its own place', () => {
    const chorus = 'We are the light tonight'
    const texts = [chorus, 'A verse between them', chorus]
    const heard = [...sung(chorus, 10), ...sung('a verse between them', 30), ...sung(chorus, 50)]
    expect(align(texts, heard).map(({ startSeconds }) => startSeconds)).toEqual([10, 30, 50])
  })

  test('are not torn apart by a common word that was heard somewhere else', () => {
    const heard = [...sung('the', 2), ...sung('river runs down slowly', 60)]
    const [line] = align(['The river runs down slowly'], heard)
    expect(line?.startSeconds).toBeGreaterThan(58)
  })

  test.each(manyScripts)('are found in their script: %s', (text) => {
    const heard = [...sung('some thing else', 5), { text, startSeconds: 20, endSeconds: 24 }]
    expect(align([text], heard)[0]).toMatchObject({ startSeconds: 20, endSeconds: 24, isGuess: false })
  })

  test('of which none was heard have no times', () => {
    expect(alignLines(['One', 'Two'], sung('something else entirely', 3), 100)).toBeUndefined()
    expect(alignLines(['One', 'Two'], [], 100)).toBeUndefined()
  })
})

test('whatever is heard, aligned lines can be sung, in their order and inside the song', () => {
  const mishear = fc.array(fc.constantFrom('keep', 'keep', 'drop', 'wrong'), {
    minLength: 300,
    maxLength: 300,
  })
  fc.assert(
    fc.property(anyLines('timed'), mishear, fc.integer({ min: 5, max: 200 }), (lines, fates, songSeconds) => {
      const heard = knownWords(lines).flatMap((word, i) => {
        if (fates[i] === 'drop') return []
        return [fates[i] === 'wrong' ? { ...word, text: `zq${i}` } : word]
      })
      const texts = lines.map(({ text }) => text)
      const aligned = alignLines(texts, heard, songSeconds)
      if (aligned === undefined) return
      expect(aligned.map(({ text }) => text)).toEqual(texts)
      const lyrics = Lyrics.parse({ version: 1, language: null, source: 'transcribed', lines: aligned })
      expect(faultOfLyrics(lyrics, songSeconds)).toBeUndefined()
    }),
  )
})

test('what was heard without a mistake gives back the very times', () => {
  fc.assert(
    fc.property(anyLines('timed'), (lines) => {
      const distinct = lines.map((line, i) => ({ ...line, ...renamed(line, i) }))
      const aligned = align(
        distinct.map(({ text }) => text),
        knownWords(distinct),
        2000,
      )
      for (const [i, line] of aligned.entries()) {
        expect(line.startSeconds).toBeCloseTo(distinct[i]?.startSeconds ?? -1, 2)
        expect(line.isGuess).toBe(false)
      }
    }),
  )
})

/** The line in words that no other line has. */
function renamed(line: LyricLine, at: number): Pick<LyricLine, 'text' | 'words'> {
  const words = line.words.map((word, i) => ({ ...word, text: `w${at}x${i}` }))
  return { text: words.map(({ text }) => text).join(' '), words }
}

test('a song of the longest kind is aligned in bounded room', () => {
  const texts = Array.from({ length: 2000 }, (_, i) => `w${i}a w${i}b w${i}c w${i}d w${i}e`)
  const heard = texts.flatMap((text, i) => sung(text, i * 3))
  const lines = align(texts, heard, 7000)
  expect(lines.filter(({ startSeconds }, i) => startSeconds === i * 3)).toHaveLength(2000)
})
