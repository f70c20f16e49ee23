/** Decisions of an upload, apart from the network: which way a file goes, in which parts, and when to try again. */
import { mediaLimits } from '#core/media/limits.ts'

/** What a file is meant to become. */
export type UploadKind = 'song' | 'media'

/** One part of a file: its number from 1, and its bytes from `startByte` to before `endByte`. */
export type PartPlan = { readonly partNumber: number; readonly startByte: number; readonly endByte: number }

/** A small file goes in one request; a larger one in parts, so that a lost connection loses little. */
export function wayOf(bytes: number): 'form' | 'parts' {
  // The form's own lines count towards the limit of a request.
  return bytes <= mediaLimits.formUploadBytes - 64 * 1024 ? 'form' : 'parts'
}

/** Why a file need not be sent at all; `undefined` when it may be. The server has the last word. */
export function turnedDown(bytes: number): string | undefined {
  if (bytes === 0) return 'The file is empty.'
  if (bytes > mediaLimits.uploadBytes) return 'The file is over 2 GiB, which is the most we take.'
  return undefined
}

/** The parts that have yet to be sent, in order: equal ones of `partBytes`, the last excepted. */
export function missingParts(
  bytes: number,
  partBytes: number,
  arrived: readonly number[],
): readonly PartPlan[] {
  const there = new Set(arrived)
  const parts: PartPlan[] = []
  for (let partNumber = 1, startByte = 0; startByte < bytes; partNumber += 1, startByte += partBytes) {
    if (there.has(partNumber)) continue
    parts.push({ partNumber, startByte, endByte: Math.min(bytes, startByte + partBytes) })
  }
  return parts
}

/** How often a part is tried before its upload fails. */
export const mostTries = 6

/**
 * Milliseconds to wait before a try, the first retry being 1: half a second, doubling, 20 s at most, and up to as
 * much again by chance, so that many parts do not return at once. A wait the server asked for is kept.
 */
export function retryDelayMs(retry: number, chance: number, askedSeconds?: number): number {
  const base = Math.min(20_000, 500 * 2 ** (retry - 1))
  return Math.max(base * (1 + chance), (askedSeconds ?? 0) * 1000)
}

/** Whether trying the same again can help: a lost connection, a busy or broken server, but never a plain no. */
export function mayRetry(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 429 || status >= 500
}

/** Names a file well enough to find its half-done upload again after a reload. */
export function fingerprintOf(
  file: { name: string; size: number; lastModified: number },
  kind: UploadKind,
): string {
  return `${kind}:${file.size}:${file.lastModified}:${file.name}`
}

const songEndings = ['mp3', 'wav', 'flac', 'ogg', 'oga', 'opus', 'm4a', 'aac']
const pictureEndings = ['jpg', 'jpeg', 'png', 'webp', 'avif', 'heic', 'heif', 'mp4', 'm4v', 'mov', 'webm']

/** What a file is meant as, by its type and name. Its bytes decide on the server; this only sorts what was dropped. */
export function kindOfFile(file: { name: string; type: string }): UploadKind | undefined {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  if (file.type.startsWith('audio/') || songEndings.includes(ending)) return 'song'
  if (file.type.startsWith('image/') || file.type.startsWith('video/') || pictureEndings.includes(ending))
    return 'media'
  return undefined
}

/** What the file picker offers for songs. */
export const songAccept = `audio/*,${songEndings.map((ending) => `.${ending}`).join(',')}`
/** What the file picker offers for photos and clips. */
export const mediaAccept = `image/*,video/mp4,video/quicktime,video/webm,${pictureEndings.map((ending) => `.${ending}`).join(',')}`
