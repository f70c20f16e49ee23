/** Reads what a file is from its bytes; its name says nothing. */
import { fileTypeFromFile } from 'file-type'
import type { MediaFormat } from '#core/media/format.ts'

/** Our format for each of the types that the sniffing library can tell and we take. */
const formatOfExtension: Readonly<Record<string, MediaFormat>> = {
  mp3: 'mp3',
  wav: 'wav',
  flac: 'flac',
  ogg: 'ogg',
  opus: 'ogg',
  oga: 'ogg',
  m4a: 'm4a',
  m4b: 'm4a',
  aac: 'aac',
  jpg: 'jpg',
  png: 'png',
  apng: 'png',
  webp: 'webp',
  avif: 'avif',
  heic: 'heic',
  mp4: 'mp4',
  m4v: 'mp4',
  mov: 'mov',
  webm: 'webm',
}

/** The format of a file, or `undefined` when it is none that we take. */
export async function sniffFormat(path: string): Promise<MediaFormat | undefined> {
  const type = await fileTypeFromFile(path)
  return type === undefined ? undefined : formatOfExtension[type.ext]
}
