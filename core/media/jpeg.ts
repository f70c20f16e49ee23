/** JPEG files as a chain of segments (ITU-T T.81, annex B): how large the picture is, and the file without its notes. */
import { joinedBytes } from '../joined-bytes.ts'

/** What was read; `bytes` is the file without comments and without application data but JFIF's and Adobe's. */
export type ReadJpeg =
  | {
      readonly ok: true
      readonly value: {
        readonly bytes: Uint8Array<ArrayBuffer>
        readonly widthPixels: number
        readonly heightPixels: number
      }
    }
  | { readonly ok: false; readonly reason: string }

const marker = { start: 0xd8, scan: 0xda, app0: 0xe0, app14: 0xee, app15: 0xef, comment: 0xfe } as const
/** The codes of frame headers, 0xc0 to 0xcf, of which these three are other things. */
const notFrames = new Set([0xc4, 0xc8, 0xcc])

/** Reads a JPEG's segments up to its first scan, and leaves the rest as it is. */
export function readJpeg(file: Uint8Array): ReadJpeg {
  if (file[0] !== 0xff || file[1] !== marker.start) return no('it does not begin as a JPEG does')
  const segments = segmentsOf(file)
  if (typeof segments === 'string') return no(segments)
  const frame = segments.find(({ code }) => code >= 0xc0 && code <= 0xcf && !notFrames.has(code))
  if (frame === undefined || frame.bytes.length < 9) return no('it does not say its size')
  const view = new DataView(file.buffer, frame.bytes.byteOffset, frame.bytes.length)
  const kept = segments.filter(({ code }) => !isNote(code)).map(({ bytes }) => bytes)
  const bytes = joinedBytes([file.subarray(0, 2), ...kept])
  return { ok: true, value: { bytes, widthPixels: view.getUint16(7), heightPixels: view.getUint16(5) } }
}

type Segment = { readonly code: number; readonly bytes: Uint8Array }

/** The segments after the start; the last is the first scan with all that follows. Or why there are none. */
function segmentsOf(file: Uint8Array): readonly Segment[] | string {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const segments: Segment[] = []
  let at = 2
  while (at + 4 <= file.length) {
    const code = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff || code < 0xc0) return 'its segments do not follow one another'
    if (code === marker.scan) return [...segments, { code, bytes: file.subarray(at) }]
    const next = at + 2 + view.getUint16(at + 2)
    if (next < at + 4 || next > file.length) return 'one of its segments is cut off'
    segments.push({ code, bytes: file.subarray(at, next) })
    at = next
  }
  return 'it ends before its picture'
}

function isNote(code: number): boolean {
  if (code === marker.app0 || code === marker.app14) return false
  return code === marker.comment || (code >= marker.app0 && code <= marker.app15)
}

function no(reason: string): ReadJpeg {
  return { ok: false, reason }
}
