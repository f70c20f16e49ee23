/** From what a sniffing library calls a file's type to the formats we take, for the Worker and the media service alike. */
import { formatFacts, type MediaFormat, type MediaKind } from './format.ts'

/** Our format for each of the types that can be told from first bytes and that we take. */
const formatOfType: ReadonlyMap<string, MediaFormat> = new Map([
  ['mp3', 'mp3'],
  ['wav', 'wav'],
  ['flac', 'flac'],
  ['ogg', 'ogg'],
  ['opus', 'ogg'],
  ['oga', 'ogg'],
  ['m4a', 'm4a'],
  ['m4b', 'm4a'],
  ['aac', 'aac'],
  ['jpg', 'jpg'],
  ['png', 'png'],
  ['apng', 'png'],
  ['webp', 'webp'],
  ['avif', 'avif'],
  ['heic', 'heic'],
  ['mp4', 'mp4'],
  ['m4v', 'mp4'],
  ['mov', 'mov'],
  ['webm', 'webm'],
])

/** What a file is brought for. */
export type FilePurpose = 'song' | 'media'

const kindsOfPurpose: Readonly<Record<FilePurpose, readonly MediaKind[]>> = {
  song: ['song'],
  media: ['photo', 'clip'],
}

/** The format of a sniffed type, named by its usual extension; `undefined` when we do not take it. */
export function formatOfSniffedType(type: string): MediaFormat | undefined {
  return formatOfType.get(type)
}

/**
 * The format under which a file serves a purpose, or `undefined` when it cannot. Many programs write sound alone into
 * an MP4 of the plain brand, so an MP4 brought as a song is taken for M4A; the probe then says whether it holds sound.
 */
export function formatForPurpose(type: string, purpose: FilePurpose): MediaFormat | undefined {
  const format = formatOfSniffedType(type)
  if (format === undefined) return undefined
  if (format === 'mp4' && purpose === 'song') return 'm4a'
  return kindsOfPurpose[purpose].includes(formatFacts[format].kind) ? format : undefined
}
