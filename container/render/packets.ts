/** Reads which coded frames a file holds, and when each is shown, without decoding any of them. */
import { createHash } from 'node:crypto'

/** One coded frame: when it is shown, counted in frames, and a hash of its slices. */
export type Packet = { readonly frame: number; readonly hash: string }

/**
 * Output arguments that list the coded frames of the first video stream into `path`. Only slices count: parameter sets
 * and delimiters differ between containers though the picture is the same.
 */
export function packetListArguments(path: string): string[] {
  return [
    ...['-map', '0:v:0', '-c', 'copy', '-bsf:v', 'filter_units=pass_types=1-5'],
    ...['-f', 'framehash', '-hash', 'sha256', `file:${path}`],
  ]
}

/** Parses such a list. A time between two frames of the grid gives a fraction, which no proof accepts. */
export function parsePackets(text: string, frameRate: number): readonly Packet[] {
  const timeBase = /^#tb 0: (\d+)\/(\d+)$/m.exec(text)
  const [ticks, perSecond] = [Number(timeBase?.[1] ?? 1), Number(timeBase?.[2] ?? 1)]
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, , shownAt = '', , , hash = ''] = line.split(',').map((field) => field.trim())
      return { frame: (Number(shownAt) * ticks * frameRate) / perSecond, hash }
    })
}

/**
 * A digest of coded frames and of the order they are shown in, counted from `startFrame`: a segment has the same digest
 * by itself and inside a video.
 */
export function digestOfPackets(packets: readonly Packet[], startFrame: number): string {
  const lines = packets.map((packet) => `${packet.frame - startFrame} ${packet.hash}\n`)
  return createHash('sha256').update(lines.join('')).digest('hex')
}
