/** The sound of a video made on this device: the song's stretch as AAC, as loud as the server's render would make it. */
import { makeLevelling, mostRounds } from '#core/video/levelling.ts'
import {
  endsAmidSong,
  levelFilters,
  loudnessFilter,
  parseLoudness,
  type SoundStretch,
  stretchFilters,
} from '#core/video/sound-filters.ts'
import { type MeasuredLoudness, soundSampleRate } from '#core/video/sound-targets.ts'
import type { LoudnessMode } from '#core/work/order.ts'
import { type DeviceFfmpeg, withFfmpeg } from './ffmpeg.ts'

/** The song of a video: its file, how long it is, and from when on it is heard. */
export type SongOfVideo = {
  readonly file: Blob
  readonly durationSeconds: number
  readonly startSeconds: number
}

/**
 * Makes the sound as an M4A, by FFmpeg for the browser with the filters of the render. The song is decoded anew in every
 * round, so that nothing but the result is ever whole in memory.
 */
export async function makeSound(
  song: SongOfVideo,
  { seconds, loudness, signal }: { seconds: number; loudness: LoudnessMode; signal: AbortSignal },
): Promise<Uint8Array<ArrayBuffer>> {
  const { startSeconds, durationSeconds } = song
  const fades = endsAmidSong(startSeconds + seconds, durationSeconds)
  return await withFfmpeg({ signal, doing: 'making the sound' }, async (ffmpeg) => {
    const path = await ffmpeg.mount(new File([song.file], 'song'))
    await encodeRounds(ffmpeg, { path, stretch: { startSeconds, seconds, fades }, loudness })
    return await ffmpeg.read(soundPath)
  })
}

const soundPath = '/sound.m4a'

type Rounds = { readonly path: string; readonly stretch: SoundStretch; readonly loudness: LoudnessMode }

/** Encodes until the sound is as loud as it should be, or was tried often enough. */
async function encodeRounds(ffmpeg: DeviceFfmpeg, { path, stretch, loudness }: Rounds): Promise<void> {
  const cut = stretchFilters(stretch)
  const { lufs, truePeakDb } = await measure(ffmpeg, path, cut)
  if (loudness === 'untouched' || lufs === undefined) return await encode(ffmpeg, path, cut)
  const levelling = makeLevelling({ lufs, truePeakDb })
  for (let round = 1; round <= mostRounds; round += 1) {
    await encode(ffmpeg, path, [...cut, ...levelFilters(levelling.level())])
    if (levelling.hear(await measure(ffmpeg, soundPath, []))) return
  }
}

async function encode(ffmpeg: DeviceFfmpeg, path: string, filters: readonly string[]): Promise<void> {
  await ffmpeg.run([
    ...['-i', path, '-map', '0:a:0', '-af', filters.join(','), '-c:a', 'aac', '-b:a', '192k'],
    ...['-ar', String(soundSampleRate), '-ac', '2', '-map_metadata', '-1', soundPath],
  ])
}

async function measure(
  ffmpeg: DeviceFfmpeg,
  path: string,
  filters: readonly string[],
): Promise<MeasuredLoudness> {
  const all = [...filters, loudnessFilter].join(',')
  return parseLoudness(await ffmpeg.run(['-i', path, '-map', '0:a:0', '-af', all, '-f', 'null', '-']))
}
