import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeDocument, errorCodeOf, textOfElement } from './s3-xml.ts'

describe('reading', () => {
  test('an upload id is read from an answer with a declaration, a namespace and line breaks', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
      <InitiateMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
        <Bucket>b</Bucket><Key>k</Key>
        <UploadId>a&amp;b&lt;&#43;&#x2F;</UploadId>
      </InitiateMultipartUploadResult>`
    expect(textOfElement(xml, 'UploadId')).toBe('a&b<+/')
  })

  test('an element whose name only begins alike is another element', () => {
    expect(textOfElement('<UploadIdMarker>x</UploadIdMarker><UploadId>y</UploadId>', 'UploadId')).toBe('y')
  })

  test('an error is seen whatever the status, and an answer that only mentions one is not one', () => {
    expect(errorCodeOf('<Error><Code>InternalError</Code><Message>m</Message></Error>')).toBe('InternalError')
    expect(errorCodeOf('<Error><Message>m</Message></Error>')).toBe('Unknown')
    expect(
      errorCodeOf('<CompleteMultipartUploadResult><ETag>"Error"</ETag></CompleteMultipartUploadResult>'),
    ).toBe(undefined)
  })

  test('what is not XML holds no elements', () => {
    expect(textOfElement('<html>busy', 'UploadId')).toBeUndefined()
    expect(textOfElement('', 'UploadId')).toBeUndefined()
  })

  test('an entity of any number is text, also one that names no character', () => {
    expect(textOfElement('<UploadId>&#99999999;</UploadId>', 'UploadId')).toBe('&#99999999;')
  })
})

describe('writing', () => {
  test('parts are listed in ascending order, and what is written is read again', () => {
    const etags = fc.array(
      fc.string({ minLength: 1 }).filter((text) => !/[\r\n]/.test(text)),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(etags, (texts) => {
        const parts = texts.map((etag, i) => ({ partNumber: i + 1, etag }))
        const xml = completeDocument(parts.toReversed())
        const read = [...xml.matchAll(/<Part>.*?<\/Part>/g)].map(([part]) => ({
          partNumber: Number(textOfElement(part, 'PartNumber')),
          etag: textOfElement(part, 'ETag'),
        }))
        expect(read).toEqual(parts)
      }),
    )
  })
})
