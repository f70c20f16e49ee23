/** Small songs, pictures and questions about files, made and answered by the real FFmpeg. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { locateFfmpeg } from '../../container/ffmpeg/locate.ts'
import { loudnessArguments } from '../../container/render/loudness.ts'

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

/** Writes two seconds of a moving test picture at 25 frames a second, with a tone. */
export async function writeClip(path: string, parameters: readonly string[]): Promise<void> {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25:duration=2']
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2']
  await ffmpeg([...picture, ...sound, ...parameters, '-y', path])
}

/** The frames of a file, decoded to its end, at `frameRate` frames a second. */
export type FrameList = {
  /** When each is shown, counted in frames; a fraction where it is off the grid. */
  readonly times: readonly number[]
  /** Which are key frames. */
  readonly keys: readonly number[]
  readonly sound: { readonly seconds: number }
  /** What FFmpeg says of its streams. */
  readonly about: string
}

/** Decodes a whole file. Throws when anything in it cannot be decoded. */
export async function listFrames(path: string, frameRate = 30): Promise<FrameList> {
  const { stderr } = await ffmpeg([
    '-xerror',
    '-i',
    path,
    '-map',
    '0:v',
    '-vf',
    'showinfo',
    '-f',
    'null',
    '-',
  ])
  const shown = [...stderr.matchAll(/ n: *\d+ pts: *\d+ pts_time:([\d.]+).*iskey:(\d)/g)]
  const decoded = await ffmpeg(['-xerror', '-i', path, '-map', '0:a?', '-af', 'ashowinfo', '-f', 'null', '-'])
  const samples = [...decoded.stderr.matchAll(/ nb_samples:(\d+)/g)].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  )
  const rate = Number(/Audio: .*?(\d+) Hz/.exec(stderr)?.[1] ?? Number.NaN)
  return {
    // showinfo prints six digits: a frame is told from the next by far less.
    times: shown.map(([, time]) => Math.round(Number(time) * frameRate * 1000) / 1000),
    keys: shown.flatMap(([, , isKey], frame) => (isKey === '1' ? [frame] : [])),
    sound: { seconds: samples / rate },
    about: stderr,
  }
}

const numberBits = 12

/** The number that is painted into every frame along the top, in bits, the lowest first. */
export async function readNumbers(path: string): Promise<readonly number[]> {
  const bits = `crop=iw:iw/${numberBits}:0:0,scale=${numberBits}:1:flags=area,format=gray`
  const { stdout } = await run(
    locateFfmpeg(),
    [
      '-v',
      'error',
      '-i',
      path,
      '-map',
      '0:v',
      '-vf',
      bits,
      '-fps_mode',
      'passthrough',
      '-f',
      'rawvideo',
      '-',
    ],
    { encoding: 'buffer', maxBuffer: 1 << 26 },
  )
  return Array.from({ length: stdout.length / numberBits }, (_, frame) =>
    stdout
      .subarray(frame * numberBits, (frame + 1) * numberBits)
      .reduce((number, grey, bit) => number + (grey > 127 ? 2 ** bit : 0), 0),
  )
}

/** The colour in the middle of the first frame as red, green and blue, by the BT.709 that the file says it has. */
export async function readColour(path: string): Promise<readonly number[]> {
  const middle = 'crop=16:16,scale=1:1:flags=area:in_color_matrix=bt709:in_range=tv,format=rgb24'
  const { stdout } = await run(
    locateFfmpeg(),
    ['-v', 'error', '-i', path, '-frames:v', '1', '-vf', middle, '-f', 'rawvideo', '-'],
    { encoding: 'buffer' },
  )
  return [...stdout]
}

/** What FFmpeg's meter says of a file's sound. */
export async function measureLoudness(path: string): Promise<string> {
  return (await ffmpeg(['-i', path, ...loudnessArguments()])).stderr
}

/** The sound of a file as one channel at a rate. */
export async function decodeSamples(path: string, sampleRate: number): Promise<Float32Array> {
  const { stdout } = await run(
    locateFfmpeg(),
    ['-v', 'error', '-i', path, '-map', '0:a:0', '-ac', '1', '-ar', String(sampleRate), '-f', 'f32le', '-'],
    { encoding: 'buffer', maxBuffer: 1 << 28 },
  )
  return new Float32Array(Uint8Array.from(stdout).buffer)
}

async function ffmpeg(parameters: readonly string[]): Promise<{ readonly stderr: string }> {
  return await run(locateFfmpeg(), ['-hide_banner', '-nostdin', ...parameters], { maxBuffer: 1 << 24 })
}
