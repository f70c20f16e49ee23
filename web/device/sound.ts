/** The sound of a video made on this device: the song's stretch as AAC, as loud as the server's render would make it. */
import { type DeviceFfmpeg, withFfmpeg } from './ffmpeg.ts'
import { fadeSeconds, type SoundStretch, stretchFilters } from './sound-filters.ts'
import { type LoudnessWish, soundSampleRate, soundTargets } from './sound-targets.ts'

/** AAC moves peaks by a few tenths of a decibel, so the limiter leaves that much room, and more when it was not enough. */
const limiterRoomDb = 0.6

/** Rounds of encoding and measuring; each corrects what the last one missed. */
const mostRounds = 5

/** The song of a video: its file, how long it is, and from when on it is heard. */
export type SongOfVideo = {
  readonly file: Blob
  readonly durationSeconds: number
  readonly startSeconds: number
}

type Level = { readonly lufs: number | undefined; readonly truePeakDb: number | undefined }

/**
 * Makes the sound as an M4A, by FFmpeg for the browser with the filters of the render. The song is decoded anew in every
 * round, so that nothing but the result is ever whole in memory.
 */
export async function makeSound(
  song: SongOfVideo,
  { seconds, loudness, signal }: { seconds: number; loudness: LoudnessWish; signal: AbortSignal },
): Promise<Uint8Array<ArrayBuffer>> {
  const { startSeconds, durationSeconds } = song
  const fades = startSeconds + seconds + fadeSeconds < durationSeconds
  return await withFfmpeg({ signal, doing: 'making the sound' }, async (ffmpeg) => {
    const path = await ffmpeg.mount(new File([song.file], 'song'))
    await encodeRounds(ffmpeg, { path, stretch: { startSeconds, seconds, fades }, loudness })
    return await ffmpeg.read(soundPath)
  })
}

const soundPath = '/sound.m4a'

type Rounds = { readonly path: string; readonly stretch: SoundStretch; readonly loudness: LoudnessWish }

/** Encodes until the sound is as loud as it should be, or was tried often enough. */
async function encodeRounds(ffmpeg: DeviceFfmpeg, { path, stretch, loudness }: Rounds): Promise<void> {
  const cut = stretchFilters(stretch)
  const plain = await measure(ffmpeg, path, cut)
  if (loudness === 'untouched' || plain.lufs === undefined) return await encode(ffmpeg, path, cut)
  let gainDb = soundTargets.lufs - plain.lufs
  let ceilingDb = soundTargets.mostTruePeakDb - limiterRoomDb
  for (let round = 1; round <= mostRounds; round += 1) {
    const isLimited = (plain.truePeakDb ?? 0) + gainDb > ceilingDb
    await encode(ffmpeg, path, [...cut, ...levelFilters(gainDb, isLimited ? ceilingDb : undefined)])
    const made = await measure(ffmpeg, soundPath, [])
    const missedLu = soundTargets.lufs - (made.lufs ?? soundTargets.lufs)
    const overDb = (made.truePeakDb ?? Number.NEGATIVE_INFINITY) - (soundTargets.mostTruePeakDb - 0.1)
    if (Math.abs(missedLu) <= soundTargets.toleranceLu / 2 && overDb <= 0) return
    gainDb += missedLu
    if (overDb > 0) ceilingDb -= overDb + 0.1
  }
}

async function encode(ffmpeg: DeviceFfmpeg, path: string, filters: readonly string[]): Promise<void> {
  await ffmpeg.run([
    ...['-i', path, '-map', '0:a:0', '-af', filters.join(','), '-c:a', 'aac', '-b:a', '192k'],
    ...['-ar', String(soundSampleRate), '-ac', '2', '-map_metadata', '-1', soundPath],
  ])
}

async function measure(ffmpeg: DeviceFfmpeg, path: string, filters: readonly string[]): Promise<Level> {
  const all = [...filters, meter].join(',')
  return levelIn(await ffmpeg.run(['-i', path, '-map', '0:a:0', '-af', all, '-f', 'null', '-']))
}

const meter = 'ebur128=peak=true:framelog=verbose'

/** What the meter's summary says. EBU R 128 gates at -70 LUFS: that value means that nothing was above the gate. */
function levelIn(said: string): Level {
  const summary = said.slice(said.lastIndexOf('Summary:'))
  const lufs = Number(/I:\s+(-?[\d.]+|-inf|nan) LUFS/.exec(summary)?.[1])
  const truePeakDb = Number(/True peak:\s+Peak:\s+(-?[\d.]+|-inf) dBFS/.exec(summary)?.[1])
  return {
    lufs: Number.isFinite(lufs) && lufs > -70 ? lufs : undefined,
    truePeakDb: Number.isFinite(truePeakDb) ? truePeakDb : undefined,
  }
}

/** One gain for all; a limiter that sees between the samples, at four times the rate, catches what would be too high. */
function levelFilters(gainDb: number, ceilingDb: number | undefined): string[] {
  const gain = `volume=${gainDb.toFixed(3)}dB:precision=float`
  if (ceilingDb === undefined) return [gain]
  const limit = (10 ** (ceilingDb / 20)).toFixed(6)
  const limiter = `alimiter=limit=${limit}:attack=5:release=50:level=0:latency=1`
  return [gain, `aresample=${soundSampleRate * 4}`, limiter, `aresample=${soundSampleRate}`]
}
