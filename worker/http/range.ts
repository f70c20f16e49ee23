/** Byte ranges of RFC 9110, section 14: one range a request, checked against the size before storage is asked. */
import type { ByteRange } from '../storage/media-store.ts'
import { Refusal } from './refusal.ts'

/**
 * The range a header asks of an object of `sizeBytes`. `undefined` means the whole: without a header, and for
 * headers that are malformed or ask for several ranges, which the RFC lets a server ignore. Throws a refusal with the
 * size when no byte of the range exists.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (parts === null) return undefined
  const [, first = '', last = ''] = parts
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  if (start > end || start >= sizeBytes) {
    throw new Refusal('range-not-satisfiable', `The file has ${sizeBytes} bytes.`, {
      'content-range': `bytes */${sizeBytes}`,
    })
  }
  return { offset: start, length: end - start + 1 }
}
