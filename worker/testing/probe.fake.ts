/** What the fake media service says of a file, by its bytes: sizes and lengths are read from real headers. */
import { formatFacts, type MediaFormat } from '#core/media/format.ts'
import type { ProbeRequest } from '#core/work/order.ts'
import type { Complaint, Facts, ProbeAnswer } from '#core/work/report.ts'
import { ComplaintThrown, readSigned, sha256Hex, writeSigned } from './signed-calls.fake.ts'

/** The answer to a probe. */
export async function probeAnswer(request: ProbeRequest): Promise<ProbeAnswer> {
  try {
    const bytes = await readSigned(request.url)
    const kept = await withoutPlace(bytes, request)
    return { ok: true, facts: await factsOf(kept, request.format) }
  } catch (error) {
    if (error instanceof ComplaintThrown) return { ok: false, complaint: error.complaint }
    throw error
  }
}

/** What a photo of these tests says in place of EXIF, and what it says when its place is gone. */
export const place = { said: 'GPS 43.3,-2.5', gone: ' '.repeat(13) } as const

/** A photo as it is kept: without its place, where the Worker says where to put one without. */
async function withoutPlace(bytes: Uint8Array, request: ProbeRequest): Promise<Uint8Array> {
  if (request.cleanedPutUrl === undefined || !text(bytes).includes(place.said)) return bytes
  const cleaned = Uint8Array.from(text(bytes).replace(place.said, place.gone), (byte) => byte.charCodeAt(0))
  await writeSigned(request.cleanedPutUrl, cleaned, formatFacts[request.format].contentType)
  return cleaned
}

async function factsOf(bytes: Uint8Array, format: MediaFormat): Promise<Facts> {
  if (bytes.length === 0) throw complaint('file-empty', 'The file is empty.')
  if (text(bytes).includes('broken')) throw complaint('unreadable-file', 'The file cannot be read.')
  const { kind } = formatFacts[format]
  const common = { contentHash: await sha256Hex(bytes), bytes: bytes.length }
  if (kind === 'song') {
    const durationSeconds = songSeconds(bytes)
    return { kind, ...common, durationSeconds, sampleRate: 44_100, channels: 2 }
  }
  const { widthPixels, heightPixels } = pictureSize(bytes)
  const planner = { kind, widthPixels, heightPixels, strength: 0.5, focus: { x: 0.5, y: 0.5 } }
  const taken = { capturedAt: '2024-07-05T19:30:00.000Z', location: { latitude: 43.3, longitude: -2.5 } }
  return kind === 'photo'
    ? { kind, ...common, ...taken, planner, thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI' }
    : { kind, ...common, ...taken, planner: { ...planner, durationSeconds: 8, motionSeconds: [1, 3] } }
}

/** A WAV file's length from its header; any other song of these tests lasts 20 seconds. */
export function songSeconds(bytes: Uint8Array): number {
  if (bytes.length < 44 || text(bytes.subarray(0, 4)) !== 'RIFF') return 20
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return view.getUint32(40, true) / view.getUint32(28, true)
}

/** A PNG's size from its header; any other picture of these tests is 1600 by 1200. */
function pictureSize(bytes: Uint8Array) {
  if (bytes.length < 24 || text(bytes.subarray(1, 4)) !== 'PNG')
    return { widthPixels: 1600, heightPixels: 1200 }
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const widthPixels = view.getUint32(16)
  const heightPixels = view.getUint32(20)
  if (widthPixels * heightPixels > 100_000_000)
    throw complaint('too-many-pixels', 'The picture is too large.')
  return { widthPixels, heightPixels }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

function complaint(code: Complaint['code'], detail: string): ComplaintThrown {
  return new ComplaintThrown({ code, detail, retryable: false })
}
