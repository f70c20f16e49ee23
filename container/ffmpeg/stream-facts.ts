/** Reads what FFmpeg says of a file's streams; without ffprobe, its log is the only account of them. */
import type { MediaFormat } from '#core/media/format.ts'
import { FfmpegFailed, runFfmpeg } from './run.ts'
import { sourceArguments } from './source-arguments.ts'

/** The facts of a file as its header states them. Sizes are as stored, before rotation. */
export type StreamFacts = {
  readonly durationSeconds: number | undefined
  /** The header states no length; FFmpeg guessed one from the bit rate, which may be far off. */
  readonly isDurationGuess: boolean
  readonly audio: { readonly sampleRate: number; readonly channels: number } | undefined
  readonly video:
    | {
        readonly widthPixels: number
        readonly heightPixels: number
        readonly rotationDegrees: number
        /** Not a number when the header does not say. */
        readonly framesPerSecond: number
      }
    | undefined
  readonly tags: Readonly<Record<string, string>>
}

/** Opens a file without decoding it. Throws `FfmpegFailed` when it is not what it was said to be. */
export async function readStreamFacts(
  path: string,
  format: MediaFormat,
  signal: AbortSignal,
): Promise<StreamFacts> {
  // Without an output FFmpeg ends with an error even when it opened the file, so the log decides.
  const text = await runFfmpeg({
    parameters: sourceArguments(path, format),
    signal,
    timeoutSeconds: 30,
  }).catch((error: unknown) => {
    if (error instanceof FfmpegFailed) return error.tail
    throw error
  })
  if (!text.includes('Input #0')) throw new FfmpegFailed(1, text)
  return parseStreamFacts(text)
}

/**
 * Parses the description of input 0. Tags are the file's own words and stand deeper indented than what FFmpeg says, so
 * every pattern holds on to its column: a title that reads `Duration: 00:00:01.00` is a title.
 */
export function parseStreamFacts(text: string): StreamFacts {
  return {
    durationSeconds: durationOf(text),
    isDurationGuess: text.includes('Estimating duration from bitrate'),
    audio: audioOf(text),
    video: videoOf(text),
    tags: tagsOf(text),
  }
}

function durationOf(text: string): number | undefined {
  const found = /^ {2}Duration: (\d+):(\d+):(\d+\.\d+)/m.exec(text)
  if (found === null) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map(Number)
  return hours * 3600 + minutes * 60 + seconds
}

/** The layouts that FFmpeg names in words; all others are sums (`7.1.4`) or counts (`9 channels`). */
const channelsOfWord: Readonly<Record<string, number>> = {
  mono: 1,
  stereo: 2,
  downmix: 2,
  binaural: 2,
  quad: 4,
  hexagonal: 6,
  octagonal: 8,
  cube: 8,
  hexadecagonal: 16,
}

function audioOf(text: string): StreamFacts['audio'] {
  const found = /^ {2}Stream #0:.*?: Audio: .*?(\d+) Hz, ([^,\n]+)/m.exec(text)
  if (found === null) return undefined
  const [, rate = '', layout = ''] = found
  const channels = channelsOfLayout(layout.trim())
  return channels === undefined ? undefined : { sampleRate: Number(rate), channels }
}

/** How many channels a layout has, as FFmpeg writes layouts: `stereo`, `5.1(side)`, `16 channels (FL+FR…)`, `ambisonic 1`. */
function channelsOfLayout(layout: string): number | undefined {
  const counted = /^(\d+) channels/.exec(layout)?.[1]
  if (counted !== undefined) return Number(counted)
  const order = /^ambisonic (\d+)/.exec(layout)?.[1]
  if (order !== undefined) return (Number(order) + 1) ** 2
  const [name = ''] = layout.split(/[ (]/)
  if (/^\d+(\.\d+)+$/.test(name)) return name.split('.').reduce((sum, part) => sum + Number(part), 0)
  return channelsOfWord[name]
}

function videoOf(text: string): StreamFacts['video'] {
  const line = text
    .split('\n')
    .find((row) => /^ {2}Stream #0:.*: Video: /.test(row) && !row.includes('(attached pic)'))
  const size = line === undefined ? null : /, (\d{1,6})x(\d{1,6})[ ,]/.exec(`${line},`)
  if (size === null) return undefined
  const rotation = /^ {6,8}displaymatrix: rotation of (-?\d+(?:\.\d+)?) degrees/m.exec(text)?.[1]
  return {
    widthPixels: Number(size[1]),
    heightPixels: Number(size[2]),
    rotationDegrees: rotation === undefined ? 0 : Math.round(Number(rotation)),
    framesPerSecond: Number(/, (\d+(?:\.\d+)?)k? fps/.exec(line ?? '')?.[1] ?? Number.NaN),
  }
}

/** Tags of the file, then of its streams (where Ogg keeps them), the first of each name. A name may be words: `MusicBrainz Track Id`. */
function tagsOf(text: string): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/^ {4,8}([\w.]+(?: [\w.]+)*) *: (.+)$/gm)) {
    const key = name.toLowerCase()
    if (tags[key] === undefined) tags[key] = value.trim()
  }
  return tags
}
