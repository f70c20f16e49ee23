import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import exifr from 'exifr'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import type { MediaFormat } from '#core/media/format.ts'
import { heic } from '../testing/heic-fixture.ts'
import { dropLocation } from './drop-location.ts'

const photos = join(import.meta.dirname, '..', '..', 'demo', 'photos')
const sunset = join(photos, 'sunset_by_Aitzol_Berasategi.jpg')

const taken = {
  IFD0: { Make: 'Cuecraft', Software: 'a camera' },
  IFD2: { DateTimeOriginal: '2024:07:05 21:30:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '43/1 18/1 1234/100',
    GPSLongitudeRef: 'W',
    GPSLongitude: '2/1 30/1 5678/100',
    GPSDateStamp: '2024:07:05',
  },
}

const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/" xmp:Rating="5"
exif:GPSLatitude="43,18.2057N" drone-dji:GpsLongitude='-2.5157'><exif:GPSLongitude>2,30.9463W</exif:GPSLongitude>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

async function photoAs(
  type: 'jpeg' | 'png' | 'webp' | 'avif',
  dress: (photo: Sharp) => Sharp,
): Promise<Buffer> {
  const small = sharp(sunset).resize(240, 160)
  return await dress(small)
    .toFormat(type, type === 'avif' ? { effort: 0 } : {})
    .toBuffer()
}

async function tagsOf(bytes: Buffer): Promise<Record<string, unknown>> {
  const { exif } = await sharp(bytes).metadata()
  if (exif === undefined) return {}
  const mark = 'Exif\0\0'
  const block = exif.toString('latin1', 0, 6) === mark ? exif.subarray(6) : exif
  const tags: unknown = await exifr.parse(block, {
    gps: true,
    ifd0: {},
    reviveValues: false,
    translateValues: false,
  })
  return tags as Record<string, unknown>
}

/** 43 degrees and a half, as EXIF writes them: three fractions. */
const latitude = Buffer.from('0000002b000000010000001e000000010000000000000001', 'hex')

const pixelsOf = (bytes: Buffer) => sharp(bytes).raw().toBuffer()

const formats = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif' } as const satisfies Record<
  string,
  MediaFormat
>
const types = Object.keys(formats) as (keyof typeof formats)[]

describe('a photo loses its place', () => {
  test.each(types)('and nothing else, as %s with EXIF', async (type) => {
    const before = await photoAs(type, (photo) => photo.withExif(taken))
    expect(await tagsOf(before)).toMatchObject({
      latitude: expect.closeTo(43.3034, 3),
      GPSDateStamp: '2024:07:05',
    })
    const after = Buffer.from(before)
    expect(dropLocation(after, formats[type])).toBe(true)
    expect(after).toHaveLength(before.length)
    const tags = await tagsOf(after)
    expect(tags).toMatchObject({ Make: 'Cuecraft', DateTimeOriginal: '2024:07:05 21:30:00' })
    expect(Object.keys(tags).filter((name) => /gps|latitude|longitude/i.test(name))).toEqual([])
    // Seconds as a fraction, in the order of bytes that sharp writes: no rest of the values lies about.
    const seconds = Buffer.from(new Uint32Array([1234, 100]).buffer)
    expect([before.includes(seconds), after.includes(seconds), after.includes('2024:07:05\0')]).toEqual([
      true,
      false,
      false,
    ])
    expect((await pixelsOf(after)).equals(await pixelsOf(before))).toBe(true)
    expect(dropLocation(after, formats[type])).toBe(false)
  })

  test.each(['jpeg', 'webp', 'avif'] as const)('and nothing else, as %s with XMP', async (type) => {
    const before = await photoAs(type, (photo) => photo.withXmp(xmp))
    const after = Buffer.from(before)
    expect(dropLocation(after, formats[type])).toBe(true)
    const text = (await sharp(after).metadata()).xmp?.toString('utf8') ?? ''
    expect(text).toContain('xmp:Rating="5"')
    expect(text.replace(/\s+/g, ' ')).toContain(
      'exif:GPSLatitude=" " drone-dji:GpsLongitude=\' \'><exif:GPSLongitude> </exif:',
    )
    expect(text).toHaveLength(xmp.length)
    expect((await pixelsOf(after)).equals(await pixelsOf(before))).toBe(true)
  })

  test('in the other order of bytes, with a directory after it, and in a second picture behind the first', async () => {
    const block = bigEndianBlock()
    const jpeg = await photoAs('jpeg', (photo) => photo)
    const withBlock = (picture: Buffer) =>
      Buffer.concat([picture.subarray(0, 2), app1(block), picture.subarray(2)])
    const both = Buffer.concat([withBlock(jpeg), withBlock(jpeg)])
    expect(await tagsOf(both)).toMatchObject({ Make: 'Big', GPSLatitude: [43, 30, 0] })
    expect(dropLocation(both, 'jpg')).toBe(true)
    expect(await tagsOf(both)).toEqual({ Make: 'Big', Orientation: 1 })
    expect(both.includes(latitude)).toBe(false)
    expect(both.indexOf('thumb')).toBeGreaterThan(0)
  })

  test('as HEIC, whose blocks lie anywhere', () => {
    const exif = Buffer.concat([Buffer.from('\0\0\0\x06Exif\0\0', 'latin1'), bigEndianBlock()])
    const box = Buffer.concat([Buffer.alloc(4), Buffer.from('free'), exif])
    box.writeUInt32BE(box.length)
    const bytes = Buffer.concat([heic, box])
    expect(dropLocation(bytes, 'heic')).toBe(true)
    expect(bytes.includes(latitude)).toBe(false)
    expect(bytes.subarray(0, heic.length).equals(heic)).toBe(true)
  })

  test.each([
    ['XMP as compressed text', 'zTXt', ztxt('XML:com.adobe.xmp', xmp)],
    ['XMP as compressed international text', 'iTXt', itxt(xmp)],
    ['EXIF as a compressed profile', 'zTXt', ztxt('Raw profile type exif', digitsOf(bigEndianBlock()))],
    [
      'EXIF as a profile',
      'tEXt',
      Buffer.from(`Raw profile type APP1\0${digitsOf(bigEndianBlock())}`, 'latin1'),
    ],
  ])('as PNG that packs %s, and stays a PNG without a fault', async (_name, type, packed) => {
    const before = await photoAs('png', (photo) => photo)
    const after = withChunk(before, pngChunk(type, packed))
    expect(dropLocation(after, 'png')).toBe(true)
    expect(after.includes(packed.subarray(-20))).toBe(false)
    expect((await pixelsOf(after)).equals(await pixelsOf(before))).toBe(true)
    // A chunk that is ancillary, private and safe to copy (PNG, section 5.4): every program passes over it.
    expect(after.equals(withChunk(before, pngChunk('cuEx', Buffer.alloc(packed.length))))).toBe(true)
  })
})

test('a pointer that leads into the picture goes, and the picture stays', () => {
  const block = bigEndianBlock()
  block.fill('the picture itself', 56, 140)
  const picture = Buffer.from(block.subarray(56))
  expect(dropLocation(block, 'jpg')).toBe(true)
  expect(block.subarray(56).equals(picture)).toBe(true)
  expect(block.readUInt16BE(8)).toBe(2)
})

describe('a photo that says no place', () => {
  test.each(readdirSync(photos).filter((name) => name.endsWith('.jpg')))('stays as it is: %s', (name) => {
    const before = readFileSync(join(photos, name))
    const after = Buffer.from(before)
    expect(dropLocation(after, 'jpg')).toBe(false)
    expect(after.equals(before)).toBe(true)
  })

  test('stays as it is with EXIF of other things', async () => {
    const before = await photoAs('jpeg', (photo) => photo.withExif({ IFD0: taken.IFD0, IFD2: taken.IFD2 }))
    const after = Buffer.from(before)
    expect([dropLocation(after, 'jpg'), after.equals(before)]).toEqual([false, true])
  })
})

test('text of a PNG that says other things, or that nobody can unpack, stays', async () => {
  const before = await photoAs('png', (photo) => photo)
  const broken = Buffer.from('XML:com.adobe.xmp\0\0 not compressed at all GPS', 'latin1')
  for (const packed of [ztxt('Comment', 'by the sea'), ztxt('Raw profile type icc', 'icc 2 0a0b'), broken]) {
    const bytes = withChunk(before, pngChunk('zTXt', packed))
    const after = Buffer.from(bytes)
    expect([dropLocation(after, 'png'), after.equals(bytes)]).toEqual([false, true])
  }
})

test('whatever is broken about a block, it is met without a fault, and what is before it stays', () => {
  const block = bigEndianBlock()
  const changes = fc.array(fc.tuple(fc.nat(block.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(changes, fc.nat(block.length), (broken, length) => {
      const before = Buffer.from('the picture itself')
      const bytes = Buffer.concat([before, block.subarray(0, length)])
      for (const [at, value] of broken) bytes[before.length + Math.min(at, length)] = value
      dropLocation(bytes, 'jpg')
      expect(bytes.subarray(0, before.length).toString()).toBe('the picture itself')
    }),
  )
})

function ztxt(keyword: string, text: string): Buffer {
  return Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), deflateSync(text)])
}

function itxt(text: string): Buffer {
  return Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0en\0\0', 'latin1'), deflateSync(text)])
}

/** A profile as ImageMagick writes it into text: its name, its length, and its digits in lines. */
function digitsOf(block: Buffer): string {
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block])
  const lines = exif.toString('hex').match(/.{1,72}/g) ?? []
  return `\nexif\n${String(exif.length).padStart(8)}\n${lines.join('\n')}\n`
}

/** A PNG with one chunk more, after its header. */
function withChunk(png: Buffer, chunk: Buffer): Buffer {
  const headBytes = 8 + 25
  return Buffer.concat([png.subarray(0, headBytes), chunk, png.subarray(headBytes)])
}

/** EXIF as cameras with big-endian processors write it: a maker, a GPS directory, an orientation, and a thumbnail after. */
function bigEndianBlock(): Buffer {
  const block = Buffer.alloc(160)
  block.write('MM\0*', 'latin1')
  block.writeUInt32BE(8, 4)
  const entry = (at: number, numbers: readonly [tag: number, type: number, count: number, value: number]) => {
    const [tag, type, count, value] = numbers
    block.writeUInt16BE(tag, at)
    block.writeUInt16BE(type, at + 2)
    block.writeUInt32BE(count, at + 4)
    block.writeUInt32BE(value, at + 8)
  }
  block.writeUInt16BE(3, 8)
  entry(10, [0x010f, 2, 4, 0x4269_6700])
  entry(22, [0x0112, 3, 1, 0x0001_0000])
  entry(34, [0x8825, 4, 1, 56])
  block.writeUInt32BE(116, 46)
  block.writeUInt16BE(2, 56)
  entry(58, [0x0001, 2, 2, 0x4e00_0000])
  entry(70, [0x0002, 5, 3, 86])
  latitude.copy(block, 86)
  block.writeUInt16BE(1, 116)
  entry(118, [0x0201, 4, 1, 140])
  block.write('thumb', 140)
  return block
}

function app1(block: Buffer): Buffer {
  const head = Buffer.from('\xff\xe1\0\0Exif\0\0', 'latin1')
  head.writeUInt16BE(block.length + 8, 2)
  return Buffer.concat([head, block])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type), data, Buffer.alloc(4)])
  chunk.writeUInt32BE(data.length)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4)
  return chunk
}
