/** Encodes a clip small and on a steady grid, so that a browser decodes what the render will show, at once and in time. */
import { readFile } from 'node:fs/promises'
import { type ClipProxy, proxyForm, proxySize } from '#core/media/clip-proxy.ts'
import { mediaLimits } from '#core/media/limits.ts'
import { proxyFilters } from '#core/media/proxy-filters.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { ownFileArguments, sourceArguments } from '../ffmpeg/source-arguments.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { packetListArguments, parsePackets } from '../render/packets.ts'
import { Refused } from '../server/complaint.ts'
import { upright } from './clip.ts'
import type { SourceFileOnDisk } from './file.ts'

/** Ten minutes of the largest pictures we take, with room for a machine that has other work. */
const timeoutSeconds = 3600

/** Past this, more bits show nothing that pictures of this size could have. */
const mostBitsASecond = 4_000_000

const { frameRate, groupFrames } = proxyForm

/**
 * Writes the proxy of a clip to `madePath`, and tells how much of it is made, from 0 to 1, by what the header promises.
 * There is a frame for every moment `k / 30` seconds before the clip's last picture ends, so as many as thirty times
 * that end, rounded up, and one more for what stands from then on. The same file becomes the same bytes.
 */
export async function encodeProxy(
  file: Pick<SourceFileOnDisk, 'path' | 'format' | 'signal'>,
  madePath: string,
  onShare: (share: number) => void,
): Promise<Omit<ClipProxy, 'bytes'>> {
  const { path, format, signal } = file
  const { video, durationSeconds = mediaLimits.clipSeconds } = await readStreamFacts(path, format, signal)
  if (video === undefined) throw new Refused('no-picture', 'The file holds no picture.')
  const clip = upright(video)
  const size = proxySize(clip.widthPixels, clip.heightPixels)
  await runFfmpeg({
    parameters: [
      ...['-y', '-threads', '2', ...sourceArguments(path, format), '-map', '0:v:0', '-an', '-sn', '-dn'],
      // The header was believed when the clip came; a picture that lies beyond every limit still ends somewhere.
      ...['-frames:v', String(mediaLimits.clipSeconds * frameRate + frameRate)],
      ...['-vf', proxyFilters(size), '-fps_mode', 'passthrough'],
      ...encoderParameters(durationSeconds),
      ...['-movflags', '+faststart', '-f', 'mp4', `file:${madePath}`],
    ],
    signal,
    timeoutSeconds,
    onFrames: (frames) => onShare(Math.min(1, frames / (durationSeconds * frameRate))),
  })
  return { frames: await countFrames(madePath, signal), ...size }
}

/** How many frames a proxy came to have, by what is in the file; each must be due where the grid has it. */
async function countFrames(madePath: string, signal: AbortSignal): Promise<number> {
  const listPath = `${madePath}.packets`
  await runFfmpeg({
    parameters: ['-y', ...ownFileArguments(madePath), ...packetListArguments(listPath, '0:v:0')],
    signal,
    timeoutSeconds: 60,
  })
  const { packets } = parsePackets(await readFile(listPath, 'utf8'), 0, frameRate)
  if (packets.length === 0) throw new Refused('unreadable-file', 'No picture of the clip could be decoded.')
  if (packets.some(({ due }, frame) => due !== frame)) throw new Error('a proxy left its grid')
  return packets.length
}

/**
 * Frames are decoded in the order they are shown in, and every group by itself. One thread: with a bound on the bits a
 * second, x264's bytes depend on how its threads are run, and decoding the clip keeps the other core busy anyway.
 */
function encoderParameters(durationSeconds: number): string[] {
  const bitsASecond = Math.min(mostBitsASecond, (mediaLimits.wholePutBytes * 8) / durationSeconds)
  const bound = `${Math.floor(bitsASecond / 1000)}k`
  const group = String(groupFrames)
  return [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-maxrate', bound, '-bufsize', bound],
    ...['-threads', '1', '-bf', '0', '-g', group, '-keyint_min', group, '-sc_threshold', '0'],
    ...['-flags', '+cgop+bitexact', '-fflags', '+bitexact', '-map_metadata', '-1', '-map_chapters', '-1'],
    // What the encoder notes of its settings is no picture. Every frame of the grid is whole in the time scale.
    ...['-bsf:v', 'filter_units=remove_types=6', '-video_track_timescale', String(frameRate * 512)],
  ]
}
