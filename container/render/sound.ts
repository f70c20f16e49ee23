/** Makes the sound of a video: the song's stretch, exact to the sample, as loud as it should be, as AAC in an MP4. */
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { secondsOfFrames } from '#core/units.ts'
import { type Level, makeLevelling, mostRounds } from '#core/video/levelling.ts'
import {
  endsAmidSong,
  levelFilters,
  loudnessFilter,
  parseLoudness,
  stretchFilters,
} from '#core/video/sound-filters.ts'
import { type MeasuredLoudness, soundSampleRate } from '#core/video/sound-targets.ts'
import type { LoudnessMode } from '#core/work/order.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { sourceArguments } from '../ffmpeg/source-arguments.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { proveSound, type SoundProof } from './prove-sound.ts'
import type { FetchedSource } from './sources.ts'

const timeoutSeconds = 900

/** Which stretch, and how loud. */
export type SoundRequest = {
  readonly source: FetchedSource
  readonly songStartSeconds: number
  readonly lengthFrames: number
  readonly frameRate: number
  readonly loudness: LoudnessMode
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
  const levelling = makeLevelling({ lufs: plain.lufs, truePeakDb: plain.truePeakDb })
  const attempt = `${path}.attempt`
  for (let round = 1; ; round += 1) {
    await encode(request, plainPath, attempt, levelling.level())
    const made = await proveSound(attempt, request.signal)
    if (levelling.hear(made) || round === mostRounds) {
      await rename(attempt, path)
      return made
    }
  }
}

/** Cuts the stretch out and answers how loud it is. */
async function cutStretch(request: SoundRequest, path: string): Promise<MeasuredLoudness> {
  const { source, songStartSeconds, lengthFrames, frameRate, signal } = request
  const facts = await readStreamFacts(source.path, source.format, signal)
  const seconds = secondsOfFrames(lengthFrames, frameRate)
  const fades = endsAmidSong(songStartSeconds + seconds, facts.durationSeconds ?? 0)
  const stretch = stretchFilters({ startSeconds: songStartSeconds, seconds, fades })
  const filters = [...stretch, loudnessFilter]
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

async function encode(
  request: SoundRequest,
  from: string,
  to: string,
  level: Level | undefined,
): Promise<void> {
  await runFfmpeg({
    parameters: [
      ...['-y', '-f', 'wav', '-i', `file:${from}`],
      ...(level === undefined ? [] : ['-af', levelFilters(level).join(',')]),
      ...['-c:a', 'aac', '-b:a', '192k', '-ar', String(soundSampleRate), '-ac', '2'],
      ...['-flags', '+bitexact', '-fflags', '+bitexact', '-map_metadata', '-1', '-f', 'mp4', `file:${to}`],
    ],
    signal: request.signal,
    timeoutSeconds,
  })
}
