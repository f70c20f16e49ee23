/** Makes the sound of a video: the song's stretch, exact to the sample, as loud as it should be, as AAC in an MP4. */
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { samplesOfSeconds, secondsOfFrames } from '#core/units.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { sourceArguments } from '../ffmpeg/source-arguments.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { type Loudness, parseLoudness } from './loudness.ts'
import { proveSound, type SoundProof, soundSampleRate } from './prove-sound.ts'
import type { FetchedSource } from './sources.ts'

/** What the sound is held to. */
export const soundTargets = { lufs: -14, toleranceLu: 0.5, mostTruePeakDb: -1 } as const

/** AAC moves peaks by a few tenths of a decibel, so the limiter leaves that much room, and more when it was not enough. */
const limiterRoomDb = 0.6

/** Rounds of encoding and measuring; each corrects what the last one missed. */
const mostRounds = 5

/** A video that ends amid the song ends softly. */
const fadeSeconds = 0.4

const timeoutSeconds = 900

/** Which stretch, and how loud. */
export type SoundRequest = {
  readonly source: FetchedSource
  readonly songStartSeconds: number
  readonly lengthFrames: number
  readonly frameRate: number
  readonly loudness: 'normalised' | 'untouched'
  readonly folder: string
  readonly signal: AbortSignal
}

/** Writes the sound to `path` and proves it. Where the song is over, or is silent, there is silence. */
export async function makeSound(request: SoundRequest, path: string): Promise<SoundProof> {
  const plainPath = join(request.folder, 'plain.wav')
  const plain = await cutStretch(request, plainPath)
  if (request.loudness === 'untouched' || plain.lufs === undefined) {
    await encode(request, plainPath, path, undefined)
    return await proveSound(path, request.signal)
  }
  let gainDb = soundTargets.lufs - plain.lufs
  let ceilingDb = soundTargets.mostTruePeakDb - limiterRoomDb
  const attempt = `${path}.attempt`
  for (let round = 1; ; round += 1) {
    const isLimited = (plain.truePeakDb ?? 0) + gainDb > ceilingDb
    await encode(request, plainPath, attempt, { gainDb, ceilingDb: isLimited ? ceilingDb : undefined })
    const made = await proveSound(attempt, request.signal)
    const missedLu = soundTargets.lufs - (made.lufs ?? soundTargets.lufs)
    const overDb = (made.truePeakDb ?? Number.NEGATIVE_INFINITY) - (soundTargets.mostTruePeakDb - 0.1)
    const isGood = Math.abs(missedLu) <= soundTargets.toleranceLu / 2 && overDb <= 0
    if (isGood || round === mostRounds) {
      await rename(attempt, path)
      return made
    }
    gainDb += missedLu
    if (overDb > 0) ceilingDb -= overDb + 0.1
  }
}

/** Cuts the stretch out by counting samples, not by timestamps, which songs get wrong; answers how loud it is. */
async function cutStretch(request: SoundRequest, path: string): Promise<Loudness> {
  const { source, songStartSeconds, lengthFrames, frameRate, signal } = request
  const facts = await readStreamFacts(source.path, source.format, signal)
  const seconds = secondsOfFrames(lengthFrames, frameRate)
  const first = samplesOfSeconds(songStartSeconds, soundSampleRate)
  const count = samplesOfSeconds(seconds, soundSampleRate)
  const endsAmidSong = songStartSeconds + seconds + fadeSeconds < (facts.durationSeconds ?? 0)
  const fade = Math.min(fadeSeconds, seconds / 4)
  const filters = [
    'asetpts=N/SR/TB',
    `aresample=${soundSampleRate},aformat=sample_fmts=flt:channel_layouts=stereo`,
    `atrim=start_sample=${first}:end_sample=${first + count},asetpts=N/SR/TB`,
    ...(endsAmidSong ? [`afade=t=out:st=${(seconds - fade).toFixed(6)}:d=${fade.toFixed(6)}`] : []),
    `apad=whole_len=${count}`,
    'ebur128=peak=true:framelog=verbose',
  ]
  const text = await runFfmpeg({
    parameters: [
      ...['-y', ...sourceArguments(source.path, source.format), '-map', '0:a:0'],
      ...['-af', filters.join(','), '-c:a', 'pcm_f32le', '-f', 'wav', `file:${path}`],
    ],
    signal,
    timeoutSeconds,
  })
  return parseLoudness(text)
}

type Level = { readonly gainDb: number; readonly ceilingDb: number | undefined }

async function encode(
  request: SoundRequest,
  from: string,
  to: string,
  level: Level | undefined,
): Promise<void> {
  await runFfmpeg({
    parameters: [
      ...['-y', '-f', 'wav', '-i', `file:${from}`],
      ...(level === undefined ? [] : ['-af', levelFilters(level)]),
      ...['-c:a', 'aac', '-b:a', '192k', '-ar', String(soundSampleRate), '-ac', '2'],
      ...['-flags', '+bitexact', '-fflags', '+bitexact', '-map_metadata', '-1', '-f', 'mp4', `file:${to}`],
    ],
    signal: request.signal,
    timeoutSeconds,
  })
}

/** One gain for all; a limiter that sees between the samples, at four times the rate, catches what would be too high. */
function levelFilters({ gainDb, ceilingDb }: Level): string {
  const gain = `volume=${gainDb.toFixed(3)}dB:precision=float`
  if (ceilingDb === undefined) return gain
  const limit = (10 ** (ceilingDb / 20)).toFixed(6)
  const limiter = `alimiter=limit=${limit}:attack=5:release=50:level=0:latency=1`
  return `${gain},aresample=${soundSampleRate * 4},${limiter},aresample=${soundSampleRate}`
}
