/** The file formats Cuecraft takes, and what each program needs to know of them. What is not here is refused. */
import { z } from 'zod'

/** What a file is to a person: music, a still picture, or a moving one. */
export const MediaKind = z.enum(['song', 'photo', 'clip'])

/** See the schema `MediaKind`. */
export type MediaKind = z.output<typeof MediaKind>

/** One accepted container format, named as its usual file extension. */
export const MediaFormat = z.enum([
  'mp3',
  'wav',
  'flac',
  'ogg',
  'm4a',
  'aac',
  'jpg',
  'png',
  'webp',
  'avif',
  'heic',
  'mp4',
  'mov',
  'webm',
])

/** See the schema `MediaFormat`. */
export type MediaFormat = z.output<typeof MediaFormat>

type FormatFacts = {
  readonly kind: MediaKind
  readonly contentType: string
  /** The FFmpeg demuxer forced with `-f`, so that no file can pick a demuxer that reads other files. */
  readonly demuxer: string
}

/** Everything that follows from a format. A format without its facts does not compile. */
export const formatFacts = {
  mp3: { kind: 'song', contentType: 'audio/mpeg', demuxer: 'mp3' },
  wav: { kind: 'song', contentType: 'audio/wav', demuxer: 'wav' },
  flac: { kind: 'song', contentType: 'audio/flac', demuxer: 'flac' },
  ogg: { kind: 'song', contentType: 'audio/ogg', demuxer: 'ogg' },
  m4a: { kind: 'song', contentType: 'audio/mp4', demuxer: 'mov' },
  aac: { kind: 'song', contentType: 'audio/aac', demuxer: 'aac' },
  jpg: { kind: 'photo', contentType: 'image/jpeg', demuxer: 'jpeg_pipe' },
  png: { kind: 'photo', contentType: 'image/png', demuxer: 'png_pipe' },
  webp: { kind: 'photo', contentType: 'image/webp', demuxer: 'webp_pipe' },
  avif: { kind: 'photo', contentType: 'image/avif', demuxer: 'mov' },
  heic: { kind: 'photo', contentType: 'image/heic', demuxer: 'mov' },
  mp4: { kind: 'clip', contentType: 'video/mp4', demuxer: 'mov' },
  mov: { kind: 'clip', contentType: 'video/quicktime', demuxer: 'mov' },
  webm: { kind: 'clip', contentType: 'video/webm', demuxer: 'matroska' },
} as const satisfies Record<MediaFormat, FormatFacts>
