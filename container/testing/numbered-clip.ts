/** Clips whose every picture carries its number, so that a test can say which picture it was shown. */
import { join } from 'node:path'
import { ffmpeg } from './fixtures.ts'

const bits = 9

/** When each picture is due, in ticks of a clip's clock. */
export const ticksPerSecond = 90_000

/** A clip to make. `dueTicks` are as many as it has pictures, ascending, from 0. */
export type NumberedClip = {
  readonly name: string
  readonly dueTicks: readonly number[]
  readonly size?: string
  /** Between the pictures and the file: encoder, further inputs, times. */
  readonly inputs?: readonly string[]
  readonly outputs?: readonly string[]
}

/** Writes the clip into a folder and answers its path. Picture `n` shows `n` as nine bars along it, one for each bit. */
export async function makeNumberedClip(folder: string, clip: NumberedClip): Promise<string> {
  const { name, dueTicks, size = '320x180', inputs = [], outputs = [] } = clip
  const path = join(folder, name)
  const bars = `geq=lum='if(bitand(N,pow(2,floor(X*${bits}/W))),235,16)':cb=128:cr=128`
  const source = `color=black:size=${size}:rate=100:duration=${dueTicks.length / 100},format=yuv420p,${bars}`
  await ffmpeg(
    ...['-f', 'lavfi', '-i', `${source},settb=1/${ticksPerSecond},setpts='${ticksOfNumber(dueTicks)}'`],
    ...inputs,
    ...['-fps_mode', 'passthrough', '-enc_time_base:v', `1:${ticksPerSecond}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-video_track_timescale', String(ticksPerSecond)],
    ...outputs,
    path,
  )
  return path
}

/** The times as an expression in FFmpeg's language: halved again and again, so that it is not as deep as it is long. */
function ticksOfNumber(dueTicks: readonly number[], first = 0): string {
  if (dueTicks.length === 1) return String(dueTicks[0])
  const half = dueTicks.length >> 1
  const [earlier, later] = [dueTicks.slice(0, half), dueTicks.slice(half)]
  return `if(lt(N,${first + half}),${ticksOfNumber(earlier, first)},${ticksOfNumber(later, first + half)})`
}

/** The number that a `yuv420p` frame shows, read along its longer side. */
export function numberIn(frame: Uint8Array, widthPixels: number, heightPixels: number): number {
  const isLying = widthPixels >= heightPixels
  return Array.from({ length: bits }, (_, bit) => {
    const along = (bit + 0.5) / bits
    const [x, y] = isLying
      ? [Math.floor(along * widthPixels), heightPixels >> 1]
      : [widthPixels >> 1, Math.floor(along * heightPixels)]
    return (frame[y * widthPixels + x] ?? 0) > 125 ? 2 ** bit : 0
  }).reduce((sum, value) => sum + value, 0)
}
