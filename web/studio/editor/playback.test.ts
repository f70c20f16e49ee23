import { expect, test } from 'vitest'
import { createPlayback } from './playback.ts'

test('where somebody went before there was a picture is where the playhead stays', () => {
  const playback = createPlayback(() => 300)
  playback.seek(120)
  playback.onFrame(0)
  expect(playback.frame()).toBe(120)
})
