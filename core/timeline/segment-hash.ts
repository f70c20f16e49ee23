/** Names pieces of a video by all that they show or sound, so that the same piece is made once. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { encoderVersion } from './encoder-version.ts'
import { frameSize, type Preset } from './preset.ts'
import type { Segment, ShotPart } from './segments.ts'
import type { Timeline } from './timeline.ts'

/**
 * SHA-256, in hex, over everything a segment shows: the bytes of its media, its geometry, its size and rate, and the
 * encoder. Not over where it stands in the video, or in which video: a clip moved in time keeps its segments.
 */
export function segmentHash(input: {
  readonly segment: Segment
  readonly timeline: Pick<Timeline, 'aspect' | 'frameRate'>
  readonly preset: Preset
  /** The SHA-256 of a photo's or clip's file, by its media id. */
  readonly contentHashOf: (mediaId: string) => string
}): string {
  const { segment, timeline, preset, contentHashOf } = input
  const { content } = segment
  const shows =
    content.kind === 'shot'
      ? ['shot', partDescription(content.part, segment.lengthFrames, contentHashOf)]
      : [
          content.transition,
          partDescription(content.from, segment.lengthFrames, contentHashOf),
          partDescription(content.to, segment.lengthFrames, contentHashOf),
        ]
  const { widthPixels, heightPixels } = frameSize(preset, timeline.aspect)
  return hashOf([encoderVersion, widthPixels, heightPixels, timeline.frameRate, segment.lengthFrames, shows])
}

/** SHA-256, in hex, over everything the sound of a video depends on. */
export function audioHash(input: {
  readonly songContentHash: string
  readonly songStartSeconds: number
  readonly lengthFrames: number
  readonly frameRate: number
  readonly loudness: 'normalised' | 'untouched'
}): string {
  const { songContentHash, songStartSeconds, lengthFrames, frameRate, loudness } = input
  return hashOf([
    'audio',
    encoderVersion,
    songContentHash,
    songStartSeconds,
    lengthFrames,
    frameRate,
    loudness,
  ])
}

function partDescription(
  part: ShotPart,
  lengthFrames: number,
  contentHashOf: (mediaId: string) => string,
): unknown {
  const { shot, offsetFrames, clipLengthFrames } = part
  switch (shot.kind) {
    case 'photo':
      return [
        'photo',
        contentHashOf(shot.mediaId),
        shot.fit,
        shot.from,
        shot.to,
        offsetFrames,
        clipLengthFrames,
      ]
    case 'clip':
      return ['clip', contentHashOf(shot.mediaId), shot.fit, shot.crop, shot.sourceStartSeconds, offsetFrames]
    case 'visual': {
      // Only the music that is seen in these frames counts, so that a long visual's pieces change one by one.
      const first = Math.max(0, offsetFrames)
      const seen = [first, first + lengthFrames] as const
      const music = [shot.levels.slice(...seen), shot.pulses.slice(...seen)]
      return ['visual', shot.seed, shot.hueDegrees, shot.phaseFrames + offsetFrames, ...music]
    }
  }
}

/** Arrays and numbers only reach this, or rectangles whose fields are written in one order by the schema. */
function hashOf(description: readonly unknown[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(description, canonical))))
}

/** Objects are written with their keys in order, so that two equal rectangles are one text. */
function canonical(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
