/** Small songs, pictures and questions about files, made and answered by the real FFmpeg. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { locateFfmpeg } from '../../container/ffmpeg/locate.ts'

const run = promisify(execFile)

/** A click every half second. */
const beat = `0.9*sin(2*PI*90*mod(t,0.5))*exp(-24*mod(t,0.5))`

/** Writes a song of a steady beat over a quiet chord. */
export async function writeSong(path: string, seconds: number): Promise<void> {
  const chord = `0.08*(sin(2*PI*220*t)+sin(2*PI*277.18*t)+sin(2*PI*329.63*t))`
  await ffmpeg(['-f', 'lavfi', '-i', `aevalsrc='${beat}+${chord}':d=${seconds}:s=44100`, '-y', path])
}

/** Writes the beat alone over eight channels of floating point: 1.4 MB a second. */
export async function writeWideSong(path: string, seconds: number): Promise<void> {
  const source = ['-f', 'lavfi', '-i', `aevalsrc='${beat}':d=${seconds}:s=44100`]
  await ffmpeg([...source, '-ac', '8', '-c:a', 'pcm_f32le', '-y', path])
}

/** Writes a file as FFmpeg makes it of another. */
export async function convert(from: string, parameters: readonly string[], to: string): Promise<void> {
  await ffmpeg(['-i', from, ...parameters, '-y', to])
}

/** What FFmpeg says of a file when it decodes all of it: the count of its frames and the text about its streams. */
export async function decodeWhole(
  path: string,
): Promise<{ readonly frames: number; readonly about: string }> {
  const { stderr } = await ffmpeg(['-i', path, '-map', '0:v', '-f', 'null', '-'])
  const counts = [...stderr.matchAll(/frame=\s*(\d+)/g)]
  return { frames: Number(counts.at(-1)?.[1] ?? Number.NaN), about: stderr }
}

async function ffmpeg(parameters: readonly string[]): Promise<{ readonly stderr: string }> {
  return await run(locateFfmpeg(), ['-hide_banner', '-nostdin', ...parameters], { maxBuffer: 1 << 24 })
}
