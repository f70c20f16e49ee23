import { expect, test } from 'vitest'
import { formatFacts, MediaFormat } from './format.ts'
import { formatForPurpose, formatOfSniffedType } from './sniffed-format.ts'

test('every format we take can be told by its own name', () => {
  for (const format of MediaFormat.options) expect(formatOfSniffedType(format)).toBe(format)
})

test('a song is never taken for a picture, nor a picture for a song', () => {
  for (const format of MediaFormat.options.filter((format) => format !== 'mp4')) {
    const isSong = formatFacts[format].kind === 'song'
    expect(formatForPurpose(format, 'song')).toBe(isSong ? format : undefined)
    expect(formatForPurpose(format, 'media')).toBe(isSong ? undefined : format)
  }
})

test('an MP4 of the plain brand is a song or a clip, as it was brought', () => {
  expect(formatForPurpose('mp4', 'song')).toBe('m4a')
  expect(formatForPurpose('mp4', 'media')).toBe('mp4')
})

test('what we do not take has no format, whatever its name', () => {
  for (const type of [
    'svg',
    'html',
    'gif',
    'mkv',
    'avi',
    'pdf',
    'zip',
    'm3u8',
    '',
    'constructor',
    '__proto__',
  ])
    expect(formatOfSniffedType(type)).toBeUndefined()
})
