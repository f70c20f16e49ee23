/** Songs, photos and clips made on the spot by FFmpeg and sharp, so that no test depends on a file from elsewhere. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { MediaFormat } from '#core/media/format.ts'
import { locateFfmpeg } from '../ffmpeg/locate.ts'

const run = promisify(execFile)

/** A folder for one test file's fixtures. */
export function makeFixtureFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cuecraft-fixtures-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Runs FFmpeg with its defaults: this is us making files, not reading strangers'. */
export async function ffmpeg(...parameters: readonly string[]): Promise<void> {
  await run(locateFfmpeg(), ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', ...parameters])
}

/** What FFmpeg says on its error output, however it ends. */
export async function ffmpegOutput(...parameters: readonly string[]): Promise<string> {
  const said = await run(locateFfmpeg(), ['-hide_banner', '-nostdin', ...parameters]).catch(
    (error: unknown) => error as { readonly stderr: string },
  )
  return said.stderr
}

/** How FFmpeg is asked for each song format; OGG comes as Vorbis and as Opus. */
export const songEncodings = {
  mp3: { format: 'mp3', parameters: ['-c:a', 'libmp3lame', '-f', 'mp3'] },
  wav: { format: 'wav', parameters: ['-c:a', 'pcm_s16le', '-f', 'wav'] },
  flac: { format: 'flac', parameters: ['-c:a', 'flac', '-f', 'flac'] },
  vorbis: { format: 'ogg', parameters: ['-c:a', 'libvorbis', '-f', 'ogg'] },
  opus: { format: 'ogg', parameters: ['-c:a', 'libopus', '-f', 'ogg'] },
  m4a: { format: 'm4a', parameters: ['-c:a', 'aac', '-f', 'ipod'] },
  aac: { format: 'aac', parameters: ['-c:a', 'aac', '-f', 'adts'] },
} as const satisfies Record<string, { format: MediaFormat; parameters: readonly string[] }>

/** A short burst every half second over a quiet tone: 120 beats a minute. */
const beat = '0.8*sin(2*PI*90*mod(t,0.5))*exp(-20*mod(t,0.5))+0.05*sin(2*PI*330*t)'

/** A song as bytes. `extra` goes between the source and the encoding: tags, channels, rate. */
export async function makeSong(
  folder: string,
  encoding: keyof typeof songEncodings,
  seconds: number,
  extra: readonly string[] = [],
): Promise<Buffer> {
  const path = join(folder, `song-${encoding}-${seconds}-${Math.random().toString(36).slice(2)}`)
  const source = ['-f', 'lavfi', '-i', `aevalsrc='${beat}|${beat}':s=44100:d=${seconds}`]
  await ffmpeg(...source, ...extra, ...songEncodings[encoding].parameters, path)
  return await readFile(path)
}

/** How FFmpeg is asked for each clip format. */
export const clipEncodings = {
  mp4: ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-f', 'mp4'],
  mov: ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-f', 'mov'],
  webm: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '400k', '-f', 'webm'],
} as const

/** A clip as bytes: a moving test picture, 25 frames a second. */
export async function makeClip(
  folder: string,
  encoding: keyof typeof clipEncodings,
  picture: { readonly size: string; readonly seconds: number; readonly extra?: readonly string[] },
): Promise<Buffer> {
  const path = join(folder, `clip-${Math.random().toString(36).slice(2)}.${encoding}`)
  const source = `testsrc2=size=${picture.size}:rate=25:duration=${picture.seconds}`
  await ffmpeg('-f', 'lavfi', '-i', source, ...(picture.extra ?? []), ...clipEncodings[encoding], path)
  return await readFile(path)
}
