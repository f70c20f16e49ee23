/** Names pieces of a video by all that they show or sound, so that the same piece is made once. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { encoderVersion } from './encoder-version.ts'
import { frameSize, type Preset } from './preset.ts'
import type { CaptionPart, Segment, ShotPart, TitlePart } from './segments.ts'
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
      ? ['shot', partDescription(content.part, contentHashOf)]
      : [
          content.transition,
          partDescription(content.from, contentHashOf),
          partDescription(content.to, contentHashOf),
        ]
  const { widthPixels, heightPixels } = frameSize(preset, timeline.aspect)
  const titles = segment.titles.map(titleDescription)
  // A piece without captions keeps the name that it had before there were any.
  const captions = segment.captions.length === 0 ? [] : [segment.captions.map(captionDescription)]
  return hashOf([
    encoderVersion,
    widthPixels,
    heightPixels,
    timeline.frameRate,
    segment.lengthFrames,
    shows,
    titles,
    ...(segment.wave === undefined ? [] : [segment.wave]),
    ...captions,
  ])
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

/** The music of a part is that of its own frames and curves only, so that a long visual's pieces change one by one. */
function partDescription(part: ShotPart, contentHashOf: (mediaId: string) => string): unknown {
  const { effects, music, offsetFrames } = part
  const tremblesFrom = effects.some(({ kind }) => kind === 'shake') ? offsetFrames : 0
  return [shotDescription(part, contentHashOf), effects, music, tremblesFrom]
}

function shotDescription(
  { shot, offsetFrames, clipLengthFrames }: ShotPart,
  contentHashOf: (mediaId: string) => string,
): unknown {
  switch (shot.kind) {
    case 'photo': {
      const { fit, from, to, easing } = shot
      return ['photo', contentHashOf(shot.mediaId), fit, from, to, easing, offsetFrames, clipLengthFrames]
    }
    case 'clip': {
      const { fit, crop, sourceStartSeconds, speed } = shot
      return ['clip', contentHashOf(shot.mediaId), fit, crop, sourceStartSeconds, speed, offsetFrames]
    }
    case 'visual':
      return ['visual', shot.look, shot.seed, shot.hueDegrees, shot.phaseFrames + offsetFrames]
  }
}

/** Where a title stands in the video is left out, as it is for a clip. */
function titleDescription({ title, offsetFrames, music }: TitlePart): unknown {
  const { startFrame: _, ...words } = title
  return [words, offsetFrames, music]
}

/** Of the titles that a line makes room for only their place and size count, which all but their time may change. */
function captionDescription({ titles, ...part }: CaptionPart): unknown {
  return [part, titles.map(({ startFrame: _, lengthFrames: _frames, cutFrom: _whole, ...words }) => words)]
}

/** Equal descriptions are one text, in whatever order their fields were written. */
function hashOf(description: readonly unknown[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(description, canonical))))
}

/** Objects are written with their keys in order, so that two equal rectangles are one text. */
function canonical(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
