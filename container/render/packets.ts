/** Reads which coded frames and packets of sound a file holds, and when each is due, without decoding any of them. */
import { createHash } from 'node:crypto'

/** One coded frame or packet of sound: when it is due, counted in `perSecond` of the list, and a hash of its bytes. */
export type Packet = { readonly due: number; readonly hash: string }

/** The packets of one stream in the order of decoding, and a hash of what its decoder is told before the first. */
export type PacketList = { readonly setup: string; readonly packets: readonly Packet[] }

/** Output arguments that list the packets of these streams (`0:v:0`) into `path`, in the order they are named. */
export function packetListArguments(path: string, ...streams: readonly string[]): string[] {
  const maps = streams.flatMap((stream) => ['-map', stream])
  return [...maps, '-c', 'copy', '-f', 'framehash', '-hash', 'sha256', `file:${path}`]
}

/**
 * Parses the list of one of the streams, counted from 0. A time between two counts gives a fraction, which no proof
 * accepts.
 */
export function parsePackets(text: string, stream: number, perSecond: number): PacketList {
  const setup = new RegExp(`^#extradata ${stream}\\b.*?([0-9a-f]{64})$`, 'm').exec(text)?.[1]
  const timeBase = new RegExp(`^#tb ${stream}: (\\d+)/(\\d+)$`, 'm').exec(text)
  const [ticks, ticksPerSecond] = [Number(timeBase?.[1]), Number(timeBase?.[2])]
  const packets = text.split('\n').flatMap((line) => {
    const [of, , due, , , hash = ''] = line.split(',').map((field) => field.trim())
    return of === String(stream) ? [{ due: (Number(due) * ticks * perSecond) / ticksPerSecond, hash }] : []
  })
  return { setup: setup ?? '', packets }
}

/**
 * A digest of packets, of when they are due counted from `start`, and of what their decoder is told: a segment has the
 * same digest by itself and inside a video, and so has the sound.
 */
export function digestOfPackets({ setup, packets }: PacketList, start = 0): string {
  const lines = packets.map(({ due, hash }) => `${due - start} ${hash}\n`)
  return createHash('sha256')
    .update(`${setup}\n${lines.join('')}`)
    .digest('hex')
}
