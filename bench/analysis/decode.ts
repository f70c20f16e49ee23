/** Decodes a file with FFmpeg, and asks FFmpeg how loud it is. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Interleaved samples. */
export type Pcm = {
  readonly samples: Float32Array
  readonly sampleRate: number
  readonly channels: number
}

const sampleRate = 44_100
const mostBytes = 2 ** 30

/** All of a file as stereo. */
export async function decodeStereo(path: string, ffmpegPath: string): Promise<Pcm> {
  const parameters = ['-v', 'quiet', '-i', `file:${path}`, '-ac', '2', '-ar', String(sampleRate)]
  const { stdout } = await run(ffmpegPath, [...parameters, '-f', 'f32le', 'pipe:1'], {
    encoding: 'buffer',
    maxBuffer: mostBytes,
  })
  const bytes = Uint8Array.from(stdout)
  return { samples: new Float32Array(bytes.buffer), sampleRate, channels: 2 }
}

/** The integrated loudness that FFmpeg's ebur128 filter finds in some samples, in LUFS. */
export async function referenceLufs(pcm: Pcm, ffmpegPath: string): Promise<number> {
  const input = ['-f', 'f32le', '-ar', String(pcm.sampleRate), '-ac', String(pcm.channels), '-i', 'pipe:0']
  const parameters = ['-hide_banner', '-nostats', ...input, '-af', 'ebur128', '-f', 'null', '-']
  const running = run(ffmpegPath, parameters, { maxBuffer: mostBytes })
  running.child.stdin?.end(Buffer.from(pcm.samples.buffer, pcm.samples.byteOffset, pcm.samples.byteLength))
  const { stderr } = await running
  return Number(/I:\s+(-?[\d.]+) LUFS\s+Threshold[\s\S]*$/.exec(stderr)?.[1] ?? Number.NaN)
}
