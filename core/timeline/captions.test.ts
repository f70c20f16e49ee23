import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LyricLine } from '../lyrics/lyrics.ts'
import { writeLyrics } from '../lyrics/write-lyrics.ts'
import { captionFault } from './caption-fault.ts'
import { lyricsOfCaptions } from './caption-file.ts'
import { wordsOfLine } from './caption-words.ts'
import { captionsOf, captionsUntil, plainCaptionStyle } from './captions.ts'
import { Captions } from './timeline.ts'

const video = { songStartSeconds: 10, frameRate: 30, lengthFrames: 600 }

const anyLine: fc.Arbitrary<LyricLine> = fc
  .record({
    texts: fc.array(fc.constantFrom('night', 'la', 'يا', '夜', 'ชีวิต', '🎵'), { minLength: 1, maxLength: 12 }),
    startSeconds: fc.double({ min: 0, max: 45, noNaN: true }),
    eachSeconds: fc.double({ min: 0, max: 1.5, noNaN: true }),
    isTimed: fc.boolean(),
  })
  .map(({ texts, startSeconds, eachSeconds, isTimed }) => ({
    text: texts.join(' '),
    startSeconds,
    endSeconds: startSeconds + eachSeconds * texts.length,
    isGuess: false,
    words: isTimed
      ? texts.map((text, i) => ({
          text,
          startSeconds: startSeconds + i * eachSeconds,
          endSeconds: startSeconds + (i + 1) * eachSeconds,
        }))
      : [],
  }))
const anyLyrics = fc
  .array(anyLine, { maxLength: 30 })
  .map((lines) => ({ language: null, lines: lines.toSorted((a, b) => a.startSeconds - b.startSeconds) }))
const anyVideo = fc.record({
  songStartSeconds: fc.double({ min: 0, max: 30, noNaN: true }),
  frameRate: fc.constant(30),
  lengthFrames: fc.integer({ min: 1, max: 900 }),
})

function lineOf(
  text: string,
  startSeconds: number,
  endSeconds: number,
  words: readonly number[] = [],
): LyricLine {
  const texts = text.split(' ')
  return {
    text,
    startSeconds,
    endSeconds,
    isGuess: false,
    words: words.map((seconds, i) => ({
      text: texts[i] ?? '',
      startSeconds: seconds,
      endSeconds: words[i + 1] ?? endSeconds,
    })),
  }
}

function captions(...lines: readonly LyricLine[]): Captions {
  return captionsOf({ language: 'en', lines: [...lines] }, video, plainCaptionStyle)
}

test('captions of any words in any video can be shown: they follow one another, and words stay in their lines', () => {
  fc.assert(
    fc.property(anyLyrics, anyVideo, (lyrics, shown) => {
      const made = captionsOf(lyrics, shown, plainCaptionStyle)
      expect(Captions.safeParse(made).success).toBe(true)
      expect(captionFault({ captions: made, lengthFrames: shown.lengthFrames })).toBeUndefined()
    }),
  )
})

test('a line begins in the frame nearest to its first sound, unless the video begins later', () => {
  fc.assert(
    fc.property(anyLyrics, anyVideo, (lyrics, shown) => {
      const starts = lyrics.lines.map(({ startSeconds }) =>
        Math.max(0, Math.round((startSeconds - shown.songStartSeconds) * shown.frameRate)),
      )
      for (const { startFrame } of captionsOf(lyrics, shown, plainCaptionStyle).lines) {
        expect(starts).toContain(startFrame)
      }
    }),
  )
})

test('the words of a line are found in it in their order, whether they were timed or not', () => {
  fc.assert(
    fc.property(anyLyrics, anyVideo, (lyrics, shown) => {
      for (const line of captionsOf(lyrics, shown, plainCaptionStyle).lines) {
        let [at, frame] = [0, 0]
        for (const word of wordsOfLine(line)) {
          expect(line.text.slice(word.start, word.end)).toBe(word.text)
          expect([word.start >= at, word.fromFrame >= frame, word.toFrame >= word.fromFrame]).toEqual([
            true,
            true,
            true,
          ])
          at = word.end
          frame = word.toFrame
        }
        expect(frame).toBeLessThanOrEqual(line.lengthFrames)
      }
    }),
  )
})

test('what is sung before and after the video is not shown, and its lines are cut at its ends', () => {
  const { lines } = captions(
    lineOf('before', 2, 5),
    lineOf('over the beginning', 9, 12),
    lineOf('over the end', 29, 33),
    lineOf('after', 35, 38),
  )
  expect(lines.map(({ text, startFrame, lengthFrames }) => [text, startFrame, lengthFrames])).toEqual([
    ['over the beginning', 0, 60],
    ['over the end', 570, 30],
  ])
})

test('of a line with timed words that the video begins or ends in, the words are written that are sung in it', () => {
  const first = captions(lineOf('gone gone here now', 8, 12, [8, 9, 10, 11])).lines[0]
  expect(first).toMatchObject({ text: 'here now', startFrame: 0, words: [{ text: 'here' }, { text: 'now' }] })
  const until = captionsUntil(captions(lineOf('one two three four', 12, 16, [12, 13, 14, 15])), 110)
  expect(until.lines[0]).toMatchObject({ text: 'one two', startFrame: 60, lengthFrames: 50 })
})

describe('how long a line stands', () => {
  test('short gaps are closed, long ones are not', () => {
    const { lines } = captions(
      lineOf('a line that is sung', 11, 13),
      lineOf('soon', 13.3, 15),
      lineOf('later', 20, 22),
    )
    expect(lines.map(({ startFrame, lengthFrames }) => startFrame + lengthFrames)).toEqual([99, 150, 360])
  })

  test('one that is sung too fast to be read stays while nothing else is sung', () => {
    const text = 'forty characters that nobody reads so fast'
    const [alone] = captions(lineOf(text, 11, 11.4)).lines
    expect(alone?.lengthFrames).toBe(Math.ceil((text.length / 20) * 30))
    const [followed] = captions(lineOf(text, 11, 11.4), lineOf('next', 12, 14)).lines
    expect(followed?.lengthFrames).toBe(30)
  })

  test('one that is still sung when the next begins gives way to it', () => {
    expect(captions(lineOf('long', 11, 16), lineOf('next', 13, 15)).lines[0]?.lengthFrames).toBe(60)
  })

  test('lines that begin together, as translations do, are one caption', () => {
    const { lines } = captions(lineOf('夜', 11, 13), lineOf('night', 11, 13))
    expect(lines.map(({ text }) => text)).toEqual(['夜\nnight'])
  })
})

test('a word that begins with the accent of the letter before it leaves its line without times of words', () => {
  const words = [
    { text: 'e', startSeconds: 11, endSeconds: 12 },
    { text: '\u0301t\u00e9', startSeconds: 12, endSeconds: 13 },
  ]
  const made = captions({ ...lineOf('e\u0301t\u00e9', 11, 13), words })
  expect(made.lines.map(({ text, words }) => [text, words])).toEqual([['\u00e9t\u00e9', []]])
})

describe('words that nobody timed', () => {
  test('share the time of their line by their lengths', () => {
    const line = { startFrame: 30, lengthFrames: 60, text: 'aa bbbb', words: [] }
    expect(wordsOfLine(line).map(({ fromFrame, toFrame }) => [fromFrame, toFrame])).toEqual([
      [0, 20],
      [20, 60],
    ])
  })

  test('are what a dictionary knows in scripts without gaps, with their punctuation', () => {
    const line = { startFrame: 0, lengthFrames: 60, text: '「さよなら」は言わない。', words: [] }
    expect(wordsOfLine(line).map(({ text }) => text)).toEqual(['「さよなら」', 'は', '言', 'わ', 'ない。'])
  })
})

test('Japanese and Korean songs are known by their letters, so that shared characters look as they do there', () => {
  const language = (text: string) =>
    captionsOf({ language: null, lines: [lineOf(text, 11, 13)] }, video, plainCaptionStyle).language
  expect([language('夜に'), language('夜'), language('사랑 愛'), language('love')]).toEqual([
    'ja',
    undefined,
    'ko',
    undefined,
  ])
})

test('captions written into a file have the times of the video, and those of words where somebody timed them', () => {
  const made = captions(lineOf('one two', 12, 16, [12, 13]), lineOf('three', 20, 22))
  expect(writeLyrics(lyricsOfCaptions(made, 30), 'srt')).toBe(
    '1\n00:00:02,000 --> 00:00:06,000\none two\n\n2\n00:00:10,000 --> 00:00:12,000\nthree\n',
  )
  expect(lyricsOfCaptions(made, 30).lines.map(({ words }) => words.length)).toEqual([2, 0])
  const together = lyricsOfCaptions(captions(lineOf('夜', 11, 13), lineOf('night', 11, 13)), 30)
  expect(writeLyrics(together, 'lrc')).toContain('[00:01.00]夜 night\n')
})
