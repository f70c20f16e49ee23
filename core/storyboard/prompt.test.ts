import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moodOf } from './mood.ts'
import { promptLimits, suggestedPrompt, wholePrompt } from './prompt.ts'

const key = (mode: 'major' | 'minor' | null, confidence = 0.9) => ({ tonic: null, mode, confidence })
const tempo = (value: number | null, confidence = 0.9) => ({ value, confidence, alternatives: [], curve: [] })

test('a loud minor part is fierce and a quiet major one tender', () => {
  expect(moodOf({ key: key('minor'), tempo: tempo(140) }, 0.95).feeling).toBe('fierce')
  expect(moodOf({ key: key('major'), tempo: tempo(80) }, 0.1).feeling).toBe('tender')
})

test('what was hardly heard says nothing: neither a key nor a tempo', () => {
  const sure = moodOf({ key: key(null), tempo: tempo(null) }, 0.5)
  expect(moodOf({ key: key('minor', 0.1), tempo: tempo(170, 0.1) }, 0.5)).toEqual(sure)
})

test('parts of one song differ in their wishes by name and by energy', () => {
  const music = { key: key('minor'), tempo: tempo(128) }
  const wishes = [
    suggestedPrompt(music, { label: 'verse', energy: 0.4 }),
    suggestedPrompt(music, { label: 'chorus', energy: 0.4 }),
    suggestedPrompt(music, { label: 'chorus', energy: 0.9 }),
  ]
  expect(new Set(wishes).size).toBe(wishes.length)
})

test('the words sung in a part are in its wish, and are asked not to be written', () => {
  const wish = suggestedPrompt({ key: key('major'), tempo: tempo(100) }, { label: 'verse', energy: 0.5 }, [
    'Down by the river',
    ' we used to dream ',
  ])
  expect(wish).toContain('“Down by the river / we used to dream”')
  expect(wish).toContain('not written anywhere')
})

test('however much is sung, in whatever script, a wish fits its limit and cuts no character in two', () => {
  const lines = fc.array(fc.string({ unit: 'binary', maxLength: 100 }), { maxLength: 8 })
  fc.assert(
    fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), (lyrics, energy) => {
      const wish = suggestedPrompt(
        { key: key('major'), tempo: tempo(100) },
        { label: 'verse', energy },
        lyrics,
      )
      expect([...wish].length).toBeLessThanOrEqual(promptLimits.promptCharacters)
      expect(wish).not.toMatch(/\p{Cs}/u)
    }),
  )
})

test('the style follows every wish as a sentence of its own', () => {
  expect(wholePrompt('A river at night', ' 16 mm film, muted colours ')).toBe(
    'A river at night. 16 mm film, muted colours.',
  )
  expect(wholePrompt('A river!', '')).toBe('A river!')
})
