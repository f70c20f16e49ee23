import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from '../analysis.fake.ts'
import { captionFault } from '../caption-fault.ts'
import { plainCaptionStyle } from '../captions.ts'
import { planTimeline } from '../plan.ts'
import { timelineIn } from '../reframe.ts'
import type { CaptionLine, Timeline } from '../timeline.ts'
import { applyEdit, type Edit } from './edit.ts'

const [song] = fc.sample(anySong, { seed: 1, numRuns: 1 })
if (song === undefined) throw new Error('there is a song')
const material = { analysis: fakeAnalysis({ ...song, seconds: 30 }), pictures: [] }
const plain = planTimeline({
  ...{ analysis: material.analysis, songId: 's', media: [], aspect: '16:9', style: 'balanced', seed: 1 },
} as const)

const timed: CaptionLine = {
  ...{ startFrame: 100, lengthFrames: 60, text: 'one two' },
  words: [
    { text: 'one', startFrame: 100, lengthFrames: 20 },
    { text: 'two', startFrame: 130, lengthFrames: 20 },
  ],
}
const lines: CaptionLine[] = [
  { startFrame: 20, lengthFrames: 30, text: 'first', words: [] },
  timed,
  { startFrame: 200, lengthFrames: 40, text: 'last', words: [] },
]
const captioned: Timeline = { ...plain, captions: { style: plainCaptionStyle, lines } }

function after(...edits: readonly Edit[]): readonly CaptionLine[] {
  return (
    edits.reduce((timeline, edit) => applyEdit(timeline, edit, material), captioned).captions?.lines ?? []
  )
}

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('time-caption' as const),
    index: fc.nat(4),
    startFrame: fc.integer({ min: -50, max: 1000 }),
    lengthFrames: fc.integer({ min: -5, max: 400 }),
  }),
  fc.record({
    kind: fc.constant('reword-caption' as const),
    index: fc.nat(4),
    text: fc.string({ unit: 'binary', maxLength: 20 }),
  }),
  fc.record({ kind: fc.constant('remove-caption' as const), index: fc.nat(4) }),
  fc.record({ kind: fc.constant('end-at' as const), frame: fc.integer({ min: 1, max: 900 }) }),
  fc.record({ kind: fc.constant('set-captions' as const), captions: fc.constant(captioned.captions) }),
)

test('captions can be shown after any edits of them', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 8 }), (edits) => {
      const timeline = edits.reduce((before, edit) => applyEdit(before, edit, material), captioned)
      expect(captionFault(timeline)).toBeUndefined()
    }),
  )
})

test('a line moves with its words, as far as its neighbours leave room', () => {
  const [, moved] = after({ kind: 'time-caption', index: 1, startFrame: 110, lengthFrames: 60 })
  expect(moved).toMatchObject({ startFrame: 110, words: [{ startFrame: 110 }, { startFrame: 140 }] })
  const [, held] = after({ kind: 'time-caption', index: 1, startFrame: 190, lengthFrames: 60 })
  expect(held).toMatchObject({ startFrame: 140, lengthFrames: 60 })
})

test('a line whose neighbour holds its beginning back still ends where it was wished to', () => {
  const [, line] = after({ kind: 'time-caption', index: 1, startFrame: 30, lengthFrames: 110 })
  expect(line).toMatchObject({ startFrame: 50, lengthFrames: 90 })
})

test('a line that stands longer keeps the times of its words; one that is too short for them is sung faster', () => {
  const [, longer] = after({ kind: 'time-caption', index: 1, startFrame: 90, lengthFrames: 100 })
  expect(longer?.words).toEqual(timed.words)
  const [, shorter] = after({ kind: 'time-caption', index: 1, startFrame: 100, lengthFrames: 30 })
  expect(shorter?.words.map(({ startFrame, lengthFrames }) => [startFrame, lengthFrames])).toEqual([
    [100, 10],
    [115, 10],
  ])
})

test('as many words as before keep their times; more or fewer share the time of the line', () => {
  const [, same] = after({ kind: 'reword-caption', index: 1, text: 'un deux' })
  expect(same?.words.map(({ text, startFrame }) => [text, startFrame])).toEqual([
    ['un', 100],
    ['deux', 130],
  ])
  expect(after({ kind: 'reword-caption', index: 1, text: 'one two three' })[1]?.words).toEqual([])
  expect(after({ kind: 'reword-caption', index: 1, text: '  ' })).toEqual(lines)
})

test('a line that is written anew has neither what cannot be shown nor lines without a word', () => {
  const text = (wished: string) => after({ kind: 'reword-caption', index: 1, text: wished })[1]?.text
  expect(text('one\u0000two\ttimes \ud83c')).toBe('one two times')
  expect(text('\r\none \r\n \r\n\ntwo\n')).toBe('one\ntwo')
  expect(text(`${'a'.repeat(499)}🎵`)).toBe('a'.repeat(499))
  expect(text('\u0000\ud83c')).toBe('one two')
})

test('captions are taken away, and styled, all at once', () => {
  expect(applyEdit(captioned, { kind: 'set-captions' }, material)).toEqual(plain)
  const styled = applyEdit(captioned, { kind: 'style-captions', style: { look: 'word' } }, material)
  expect(styled.captions?.style).toEqual({ ...plainCaptionStyle, look: 'word' })
  expect(styled.captions?.lines).toBe(lines)
})

test('captions stay as they are in another format', () => {
  expect(timelineIn(captioned, '9:16', []).captions).toBe(captioned.captions)
})
