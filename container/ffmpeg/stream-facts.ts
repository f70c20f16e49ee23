/** Reads what FFmpeg says of a file's streams; without ffprobe, its log is the only account of them. */
import type { MediaFormat } from '#core/media/format.ts'
import { FfmpegFailed, runFfmpeg } from './run.ts'
import { sourceArguments } from './source-arguments.ts'

/** The facts of a file as its header states them. Sizes are as stored, before rotation. */
export type StreamFacts = {
  readonly durationSeconds: number | undefined
  readonly audio: { readonly sampleRate: number; readonly channels: number } | undefined
  readonly video:
    | { readonly widthPixels: number; readonly heightPixels: number; readonly rotationDegrees: number }
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

/** Parses the description of input 0. */
export function parseStreamFacts(text: string): StreamFacts {
  return {
    durationSeconds: durationOf(text),
    audio: audioOf(text),
    video: videoOf(text),
    tags: tagsOf(text),
  }
}

function durationOf(text: string): number | undefined {
  const found = /Duration: (\d+):(\d+):(\d+\.\d+)/.exec(text)
  if (found === null) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map(Number)
  return hours * 3600 + minutes * 60 + seconds
}

const channelsOfLayout: Readonly<Record<string, number>> = {
  mono: 1,
  stereo: 2,
  '2.1': 3,
  '3.0': 3,
  '4.0': 4,
  quad: 4,
  '5.0': 5,
  '5.0(side)': 5,
  '5.1': 6,
  '5.1(side)': 6,
  '6.1': 7,
  '7.1': 8,
  '7.1(wide)': 8,
}

function audioOf(text: string): StreamFacts['audio'] {
  const found = /Stream #0.*?: Audio: .*?(\d+) Hz, ([^,\n]+)/.exec(text)
  if (found === null) return undefined
  const [, rate = '', layout = ''] = found
  const counted = /(\d+) channels/.exec(layout)?.[1]
  return { sampleRate: Number(rate), channels: channelsOfLayout[layout.trim()] ?? Number(counted ?? 2) }
}

function videoOf(text: string): StreamFacts['video'] {
  const line = text
    .split('\n')
    .find((row) => /Stream #0.*: Video: /.test(row) && !row.includes('(attached pic)'))
  const size = line === undefined ? null : /, (\d{1,6})x(\d{1,6})[ ,]/.exec(`${line},`)
  if (size === null) return undefined
  const rotation = /rotation of (-?\d+(?:\.\d+)?) degrees/.exec(text)?.[1]
  return {
    widthPixels: Number(size[1]),
    heightPixels: Number(size[2]),
    rotationDegrees: rotation === undefined ? 0 : Math.round(Number(rotation)),
  }
}

function tagsOf(text: string): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/^ {2,6}(\w+)\s*: (.+)$/gm)) {
    const key = name.toLowerCase()
    if (tags[key] === undefined) tags[key] = value.trim()
  }
  return tags
}
