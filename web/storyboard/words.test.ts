import { expect, test } from 'vitest'
import { ApiError, type Problem } from '../api/problem.ts'
import type { Model, Take } from './shapes.ts'
import { budgetShares, budgetWords, lostWords, modelWords, pressWords, refusedWords } from './words.ts'

const wan: Model = {
  id: 'wan-2.2-t2v-fast',
  kind: 'text-to-video',
  provider: 'replicate',
  title: 'Wan 2.2 Fast, from words',
  seconds: 81 / 16,
  widthPixels: 832,
  heightPixels: 480,
  framesPerSecond: 16,
  priceMicroDollars: 50_000,
  needsPicture: false,
  takesSeed: true,
  isAvailable: true,
  whyNot: null,
  checkedOn: '2026-11-21',
  source: 'https://replicate.com/',
}
const looks: Model = {
  ...wan,
  id: 'looks',
  kind: 'look',
  seconds: null,
  widthPixels: null,
  heightPixels: null,
  priceMicroDollars: 0,
}
const take = { id: 'tke_1' } as Take

function refusal(code: string, detail: string, more: Partial<Problem> = {}): ApiError {
  const type = `https://cuecraft.dev/problems/${code}`
  return new ApiError({ type, title: 'No', status: 402, detail, requestId: '', ...more })
}

test('a button says how many takes it makes and what they cost together', () => {
  const [first, again] = [
    { takes: [], priceMicroDollars: 50_000 },
    { takes: [take], priceMicroDollars: 0 },
  ]
  expect(pressWords([first, first, first])).toBe('Make 3 takes · $0.15')
  expect(pressWords([first])).toBe('Make a take · $0.05')
  expect(pressWords([again])).toBe('Another take · free')
  expect(pressWords([again], 'Outro')).toBe('Another take of Outro · free')
  expect(pressWords([again, again])).toBe('Another 2 takes · free')
})

test('a model says how long, how large and how dear its takes are, upright for an upright video', () => {
  expect(modelWords(wan, '16:9')).toBe('5.1 s · 832 × 480 · $0.05 a take')
  expect(modelWords(wan, '9:16')).toBe('5.1 s · 480 × 832 · $0.05 a take')
  expect(modelWords(looks, '16:9')).toBe('as long as the part · as large as the video · free')
})

test('a budget is spent, reserved and left, and never more than full', () => {
  const budget = {
    limitMicroDollars: 1_000_000,
    chargedMicroDollars: 250_000,
    reservedMicroDollars: 100_000,
    remainingMicroDollars: 650_000,
  }
  expect(budgetShares(budget)).toEqual({ spent: 0.25, reserved: 0.1 })
  expect(budgetWords(budget)).toBe('$0.25 spent, $0.10 reserved, $0.65 left of $1.00')
  const lowered = budgetShares({ ...budget, limitMicroDollars: 100_000, remainingMicroDollars: 0 })
  expect(lowered.spent + lowered.reserved).toBe(1)
  expect(
    budgetShares({ ...budget, limitMicroDollars: 0, chargedMicroDollars: 0, reservedMicroDollars: 0 }),
  ).toEqual({ spent: 0, reserved: 0 })
})

test('a refused order says what to do next', () => {
  expect(refusedWords(refusal('budget-exceeded', 'Raise it.'))).toMatchObject({
    detail: 'Raise it.',
    wayOn: 'budget',
  })
  expect(refusedWords(refusal('price-changed', 'The price is $0.20.'))).toMatchObject({ wayOn: 'look-again' })
  expect(refusedWords(refusal('conflict', 'It is off.'))).toMatchObject({
    detail: 'It is off.',
    wayOn: 'none',
  })
})

test('a model that lacks its picture says so without the names of fields', () => {
  const detail = 'Verse 1: Hailuo begins with a picture. Choose one.'
  expect(refusedWords(refusal('invalid-request', detail, { field: 'referenceMediaIds' }))).toEqual({
    title: 'A picture is missing',
    detail,
    wayOn: 'none',
  })
  expect(refusedWords(refusal('invalid-request', detail)).title).toBe('No')
})

test('a take that came to nothing says once that it cost nothing', () => {
  expect(lostWords({ status: 'cancelled', error: null })).toBe('Cancelled. It cost you nothing.')
  expect(lostWords({ status: 'failed', error: 'The model broke.' })).toBe(
    'The model broke. It cost you nothing.',
  )
  expect(lostWords({ status: 'failed', error: 'It was gone. Nothing was charged.' })).toBe(
    'It was gone. Nothing was charged.',
  )
})
