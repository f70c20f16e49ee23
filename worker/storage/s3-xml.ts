/** The little XML that S3's multipart calls speak. Only these few elements are ever read; nothing is expanded. */
import type { StoredPart } from './media-store.ts'

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text of the first element of a name, or `undefined`. */
export function textOfElement(xml: string, name: string): string | undefined {
  const start = new RegExp(`<${name}(?:\\s[^<>]*)?>([^<]*)</${name}\\s*>`).exec(xml)
  return start?.[1] === undefined ? undefined : unescapeText(start[1])
}

/** The error code in an answer, which S3 may also send under status 200 when joining parts. */
export function errorCodeOf(xml: string): string | undefined {
  return /<Error(?:\s[^<>]*)?>/.test(xml) ? (textOfElement(xml, 'Code') ?? 'Unknown') : undefined
}

/** The document that joins parts, in ascending order as S3 demands. */
export function completeDocument(parts: readonly StoredPart[]): string {
  const inOrder = parts.toSorted((a, b) => a.partNumber - b.partNumber)
  const body = inOrder
    .map(
      ({ partNumber, etag }) =>
        `<Part><PartNumber>${partNumber}</PartNumber><ETag>${escapeText(etag)}</ETag></Part>`,
    )
    .join('')
  return `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${body}</CompleteMultipartUpload>`
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function unescapeText(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return characterOf(Number(decimal)) ?? whole
    if (hex !== undefined) return characterOf(Number.parseInt(hex, 16)) ?? whole
    return entities[name] ?? whole
  })
}

function characterOf(codePoint: number): string | undefined {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : undefined
}
