import { expect, test } from 'vitest'
import { endsAmidSong, parseLoudness } from './sound-filters.ts'

/** The end of what FFmpeg's ebur128 says, as version 6 prints it. */
const summary = (lufs: string, peak: string) => `[Parsed_ebur128_0 @ 0x1] Summary:

  Integrated loudness:
    I:         ${lufs} LUFS
    Threshold: -24.7 LUFS

  True peak:
    Peak:       ${peak} dBFS
`

test('the summary of a meter is read, and the last one where it said several', () => {
  expect(parseLoudness(summary('-14.6', '-3.2') + summary('-9.1', '0.4'))).toEqual({
    lufs: -9.1,
    truePeakDb: 0.4,
  })
})

test('silence has neither loudness nor peak', () => {
  expect(parseLoudness(summary('-70.0', '-inf'))).toEqual({ lufs: undefined, truePeakDb: undefined })
})

test('a video fades only where more of the song remains than a fade lasts', () => {
  expect([endsAmidSong(59, 60), endsAmidSong(59.7, 60), endsAmidSong(60, 60)]).toEqual([true, false, false])
})
