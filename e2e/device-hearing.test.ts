import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Analysis } from '#core/audio/analysis.ts'
import type { MediaFormat } from '#core/media/format.ts'
import { analyseFile, type SongDocuments } from '../container/ingest/analyse-file.ts'
import { songEncodings } from '../container/testing/fixtures.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { convert } from './support/media.ts'
import { serveTrialPage, type TrialPage } from './support/trial-page.ts'

const song = join(import.meta.dirname, '..', 'demo', 'vibe-ace.ogg')

/**
 * The first half of the song says as much, for half of the work; one file is the whole of it. It ends between two beats:
 * the padding that an encoder leaves behind the music holds no further one.
 */
const shorter = ['-t', '30.2'] as const

let served: TrialPage
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await serveTrialPage('device')
  browser = await openBrowser()
  page = await browser.newPage()
  await page.goto(served.origin)
  await page.waitForFunction('globalThis.trial')
})
afterAll(async () => {
  await browser?.close()
  await served?.remove()
})

/** The same file as the media service hears it, and as this device does. */
async function bothHear(name: string, format: MediaFormat, parameters: readonly string[]) {
  const path = join(served.folder, name)
  await convert(song, parameters, path)
  const { analysis: ofService, waveform: itsWaveform } = await analyseFile({
    path,
    format,
    signal: new AbortController().signal,
  })
  const device = await page.evaluate<Heard>(`trial.hear('/files/${name}')`)
  if (device.heard === undefined) throw new Error(`${name} was not heard`)
  const { analysis, peaks: waveform } = device.heard
  const service: SongDocuments = { analysis: ofService, waveform: itsWaveform }
  return { service, device: { analysis, waveform } satisfies SongDocuments, told: device.told }
}

type Heard = {
  readonly heard?: { readonly analysis: Analysis; readonly peaks: SongDocuments['waveform'] }
  readonly told: readonly number[]
}

describe('a song whose samples are the same everywhere', () => {
  browserTest.for([
    { wav: '16 bits', beats: 100, parameters: ['-c:a', 'pcm_s16le', '-f', 'wav'] },
    { wav: '24 bits', beats: 50, parameters: [...shorter, '-c:a', 'pcm_s24le', '-f', 'wav'] },
    {
      wav: '48 kHz and one channel',
      beats: 50,
      parameters: [...shorter, '-ac', '1', '-ar', '48000', '-c:a', 'pcm_s16le', '-f', 'wav'],
    },
  ])(
    'as WAV of $wav is heard by Chromium as by the media service, number for number',
    async ({ wav, beats, parameters }) => {
      const { service, device } = await bothHear(`${wav.replaceAll(' ', '-')}.wav`, 'wav', parameters)
      expect(service.analysis.beats.length).toBeGreaterThan(beats)
      expect(device).toEqual(service)
    },
  )
})

describe('a compressed song (Apple Lossless is one that only FFmpeg decodes, in the browser, too)', () => {
  browserTest.for([
    ['flac', songEncodings.flac],
    ['vorbis', songEncodings.vorbis],
    ['m4a', songEncodings.m4a],
    ['aac', songEncodings.aac],
    ['alac', { format: 'm4a', parameters: ['-c:a', 'alac', '-f', 'ipod'] }],
    ['mp3', songEncodings.mp3],
    ['opus', songEncodings.opus],
  ] as const)(
    'as %s is heard within a millisecond and a hundredth of a decibel of the media service',
    async ([name, { format, parameters }]) => {
      const { service, device, told } = await bothHear(`song.${name}`, format, [...shorter, ...parameters])
      expectNearly(device.analysis, service.analysis)
      // Its peaks grew while it was decoded, and were whole before the rest was found.
      expect(told.length).toBeGreaterThan(1)
      expect(told.at(-1)).toBeGreaterThanOrEqual(device.waveform.length - 1)
      expect(told).toEqual(told.toSorted((a, b) => a - b))
    },
  )
})

/** Padding that an encoder put after the music is left in by browsers: no more than two packets of MP3 or Opus. */
const mostPaddingSeconds = 0.06

/** The same within what two decoders of one file may differ by. Both begin at the first sample of music. */
function expectNearly(device: Analysis, service: Analysis): void {
  expect(Math.abs(device.duration - service.duration)).toBeLessThan(mostPaddingSeconds)
  expect(device.key).toMatchObject({ tonic: service.key.tonic, mode: service.key.mode })
  expect(device.time_signature.numerator).toBe(service.time_signature.numerator)
  expect(device.tempo.value).toBeCloseTo(service.tempo.value ?? Number.NaN, 2)
  expect(device.beats.map(({ position }) => position)).toEqual(service.beats.map(({ position }) => position))
  expectTimes(device.beats, service.beats, 0.001)
  expect(device.segments.map(({ label }) => label)).toEqual(service.segments.map(({ label }) => label))
  expectTimes(device.segments, service.segments, 0.001)
  expect(device.loudness.integrated_lufs).toBeCloseTo(service.loudness.integrated_lufs ?? Number.NaN, 2)
  expect(device.loudness.true_peak_dbtp).toBeCloseTo(service.loudness.true_peak_dbtp ?? Number.NaN, 2)
}

type Timed = { readonly time: number }

function expectTimes(device: readonly Timed[], service: readonly Timed[], mostSeconds: number): void {
  const apart = device.map(({ time }, i) => Math.abs(time - (service[i]?.time ?? Number.NaN)))
  expect(Math.max(...apart)).toBeLessThan(mostSeconds)
}

browserTest('a file that holds no sound is not heard, and nothing is said of it', async () => {
  const path = join(served.folder, 'picture.bin')
  await convert(song, ['-t', '1', '-c:a', 'pcm_s16le', '-f', 's16le'], path)
  const { heard } = await page.evaluate<Heard>(`trial.hear('/files/picture.bin')`)
  expect(heard).toBeUndefined()
})
