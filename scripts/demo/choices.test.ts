import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readDemoChoices } from './choices.ts'

const bundled = join(import.meta.dirname, '..', '..', 'demo')
const folder = mkdtempSync(join(tmpdir(), 'choices-'))
writeFileSync(join(folder, 'song.mp3'), 'x')
afterAll(() => rmSync(folder, { recursive: true }))

test('without options the bundled song meets the bundled photographs', () => {
  const choices = readDemoChoices([], bundled)
  expect(choices.song).toBe(join(bundled, 'vibe-ace.ogg'))
  expect(choices.media).toHaveLength(8)
  expect(choices.aspect).toBe('16:9')
})

test("a song of one's own without pictures asks for the visual, not for our photographs", () => {
  expect(readDemoChoices(['--song', join(folder, 'song.mp3')], bundled).media).toEqual([])
})

test('a look asks for the visual, on the bundled song too', () => {
  const choices = readDemoChoices(['--look', 'horizon'], bundled)
  expect([choices.look, choices.media]).toEqual(['horizon', []])
})

test('several files may follow --media', () => {
  const photos = ['life_by_Aitzol_Berasategi.jpg', 'sunset_by_Aitzol_Berasategi.jpg'].map((name) =>
    join(bundled, 'photos', name),
  )
  expect(readDemoChoices(['--media', ...photos], bundled).media).toEqual(photos)
})

test.each([
  [['--song', 'absent.mp3'], 'There is no song file at'],
  [['--media', 'absent'], 'There are no pictures at'],
  [['--media', folder], 'holds no photos or clips'],
  [['--aspect', '4:3'], '--aspect takes 16:9, 9:16, 1:1, 4:5'],
  [['--lyrics', 'absent.lrc'], 'There is no lyrics file at'],
  [['--look', 'fog'], '--look takes silk, ink'],
  [['--look', 'ink', '--media', bundled], '--look is for a video without pictures'],
  [['--seconds=-1'], '--seconds takes a number above 0'],
  [['--seed', '1.5'], '--seed takes a whole number'],
  [['--out', join(folder, 'no', 'such.mp4')], 'does not exist'],
  [['--wrong'], 'Usage: npm run demo'],
])('%j is refused with a sentence that says what to do', (parameters, sentence) => {
  expect(() => readDemoChoices(parameters, bundled)).toThrow(sentence)
})
