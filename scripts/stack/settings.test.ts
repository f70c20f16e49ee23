import { expect, test } from 'vitest'
import { readStackSettings } from './settings.ts'

test('the stack listens on 8787 and keeps its state in .state unless told otherwise', () => {
  const settings = readStackSettings({})
  expect(settings.port).toBe(8787)
  expect(settings.stateFolder.endsWith('.state')).toBe(true)
})

test.each(['abc', '0', '65536', '80.5'])('PORT=%s is refused in one sentence', (port) => {
  expect(() => readStackSettings({ PORT: port })).toThrow(/^PORT must be .* Correct it and start again\.$/)
})
