import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MediaFormat, MediaKind } from '#core/media/format.ts'
import { formatFacts } from '#core/media/format.ts'
import type { ProbeAnswer } from '#core/work/report.ts'
import { clipEncodings, makeClip, makeFixtureFolder, makeSong, songEncodings } from '../testing/fixtures.ts'
import { heic } from '../testing/heic-fixture.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { probeFile } from './probe.ts'

const folder = makeFixtureFolder()
let store: ObjectStore

beforeAll(async () => {
  store = await ObjectStore.start()
})

afterAll(async () => {
  await store.stop()
  folder.remove()
})

async function probe(bytes: Uint8Array, format: MediaFormat, kind?: MediaKind): Promise<ProbeAnswer> {
  const url = store.put('file', bytes)
  const request = { url, format, kind: kind ?? formatFacts[format].kind }
  return await probeFile(request, new AbortController().signal)
}

/** The facts of a photo that is to be kept without its place. */
async function cleanedFactsOf(bytes: Uint8Array) {
  const request = { url: store.put('file', bytes), format: 'jpg', kind: 'photo' } as const
  const cleanedPutUrl = store.url('cleaned')
  const answer = await probeFile({ ...request, cleanedPutUrl }, new AbortController().signal)
  if (!answer.ok || answer.facts.kind === 'song') throw new Error(JSON.stringify(answer))
  return answer.facts
}

async function complaintOf(bytes: Uint8Array, format: MediaFormat) {
  const answer = await probe(bytes, format)
  return answer.ok ? undefined : answer.complaint
}

async function pictureFactsOf(bytes: Uint8Array, format: MediaFormat) {
  const answer = await probe(bytes, format)
  if (!answer.ok || answer.facts.kind === 'song') throw new Error(JSON.stringify(answer))
  return answer.facts
}

/** A picture with something to see: stripes of colour. */
function picture(width: number, height: number) {
  const stripes = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7) % 251)
  return sharp(stripes, { raw: { width, height, channels: 3 } })
}

describe('a song', () => {
  test.each(Object.keys(songEncodings) as (keyof typeof songEncodings)[])(
    'as %s is known by its length',
    async (encoding) => {
      const bytes = await makeSong(folder.path, encoding, 3)
      const answer = await probe(bytes, songEncodings[encoding].format)
      expect(answer).toMatchObject({ ok: true, facts: { kind: 'song', channels: 2, bytes: bytes.length } })
      if (answer.ok && answer.facts.kind === 'song') expect(answer.facts.durationSeconds).toBeCloseTo(3, 0)
    },
  )

  test.each([
    ['silence', ['-af', 'volume=0']],
    ['8 kHz mono', ['-ac', '1', '-ar', '8000']],
    ['7.1', ['-af', 'pan=7.1|c0=c0|c1=c1|c2=c0|c3=c1|c4=c0|c5=c1|c6=c0|c7=c1']],
  ] as const)('of %s is music, too', async (_name, extra) => {
    const answer = await probe(await makeSong(folder.path, 'wav', 2, extra), 'wav')
    expect(answer).toMatchObject({ ok: true })
  })

  test.each([
    ['one sample', 'atrim=end_sample=1'],
    ['a click', 'atrim=end=0.4'],
  ] as const)('of %s is refused with the shortest that is taken', async (_name, cut) => {
    const bytes = await makeSong(folder.path, 'wav', 2, ['-af', cut])
    expect(await complaintOf(bytes, 'wav')).toMatchObject({
      code: 'too-short',
      detail: expect.stringContaining('0.5 seconds'),
    })
  })

  test('says its title and artist', async () => {
    const tags = ['-metadata', 'title=Night Drive', '-metadata', 'artist=Ada']
    const answer = await probe(await makeSong(folder.path, 'mp3', 1, tags), 'mp3')
    expect(answer).toMatchObject({ ok: true, facts: { title: 'Night Drive', artist: 'Ada' } })
  })

  test.each([
    ['mp3', 'TSRC', 'MusicBrainz Track Id'],
    ['flac', 'ISRC', 'MUSICBRAINZ_TRACKID'],
  ] as const)('of %s says which recording it is, where its tags do', async (format, isrc, recording) => {
    const recordingId = 'b1a9c0e9-d987-4042-ae91-78d6a3267d69'
    const tags = ['-metadata', `${isrc}=GB-AYE-06-01690`, '-metadata', `${recording}=${recordingId}`]
    const answer = await probe(await makeSong(folder.path, format, 1, tags), format)
    expect(answer).toMatchObject({ ok: true, facts: { isrc: 'GBAYE0601690', recordingId } })
  })

  test('whose tags name a recording in no form that there is says none', async () => {
    const tags = ['-metadata', 'TSRC=unknown', '-metadata', 'MusicBrainz Track Id=17']
    const answer = await probe(await makeSong(folder.path, 'mp3', 1, tags), 'mp3')
    expect(answer.ok && Object.keys(answer.facts)).not.toContain('isrc')
    expect(answer.ok && Object.keys(answer.facts)).not.toContain('recordingId')
  })

  test('of ten hours is refused by what its header says, without its samples', async () => {
    const bytes = await makeSong(folder.path, 'flac', 1, ['-ac', '1', '-ar', '8000'])
    // STREAMINFO (RFC 9639, section 8.2): the low 32 bits of the number of samples lie 14 bytes into the block.
    bytes.writeUInt32BE(36_000 * 8000, 4 + 4 + 14)
    expect(await complaintOf(bytes, 'flac')).toMatchObject({
      code: 'too-long',
      detail: expect.stringContaining('30 minutes'),
    })
  })
})

describe('a photo', () => {
  test.each([
    ['jpg', () => picture(96, 64).jpeg()],
    ['png', () => picture(96, 64).png()],
    ['webp', () => picture(96, 64).webp()],
    ['avif', () => picture(96, 64).avif({ effort: 0 })],
  ] as const)('as %s is known by its size, with a tiny picture', async (format, made) => {
    const facts = await pictureFactsOf(await made().toBuffer(), format)
    expect(facts.planner).toMatchObject({ kind: 'photo', widthPixels: 96, heightPixels: 64 })
    expect(facts.thumbhash).toMatch(/^[\w+/=]{20,}$/)
  })

  test('as HEIC is decoded', async () => {
    const { planner } = await pictureFactsOf(heic, 'heic')
    expect(planner).toMatchObject({ kind: 'photo', widthPixels: 64, heightPixels: 48 })
  })

  test('lies upright, however the camera was held', async () => {
    const turned = await picture(96, 64).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect((await pictureFactsOf(turned, 'jpg')).planner).toMatchObject({ widthPixels: 64, heightPixels: 96 })
  })

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'as %s says when and where it was taken',
    async (type) => {
      const exif = {
        IFD2: { DateTimeOriginal: '2024:07:05 21:30:00', OffsetTimeOriginal: '+02:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '43/1 18/1 0/1',
          GPSLongitudeRef: 'W',
          GPSLongitude: '2/1 30/1 0/1',
        },
      }
      const bytes = await picture(96, 64).withExif(exif).toFormat(type).toBuffer()
      const facts = await pictureFactsOf(bytes, type === 'jpeg' ? 'jpg' : type)
      expect(new Date(facts.capturedAt ?? '').toISOString()).toBe('2024-07-05T19:30:00.000Z')
      expect(facts.location?.latitude).toBeCloseTo(43.3, 3)
      expect(facts.location?.longitude).toBeCloseTo(-2.5, 3)
    },
  )

  test('that is to be kept without its place goes back without it, and its facts are those of what went back', async () => {
    const place = {
      GPSLatitudeRef: 'N',
      GPSLatitude: '43/1 18/1 0/1',
      GPSLongitudeRef: 'W',
      GPSLongitude: '2/1 30/1 0/1',
    }
    const exif = { IFD2: { DateTimeOriginal: '2024:07:05 21:30:00' }, IFD3: place }
    const bytes = await picture(96, 64).withExif(exif).jpeg().toBuffer()
    const facts = await cleanedFactsOf(bytes)
    expect([facts.location, facts.capturedAt]).toEqual([undefined, '2024-07-05T21:30:00.000Z'])
    const { bytes: kept, contentType } = store.get('cleaned')
    expect([kept.length, contentType]).toEqual([bytes.length, 'image/jpeg'])
    expect(facts.contentHash).toBe(createHash('sha256').update(kept).digest('hex'))
    expect((await pictureFactsOf(kept, 'jpg')).location).toBeUndefined()
  })

  test('that says no place does not go back at all', async () => {
    const bytes = await picture(96, 64).jpeg().toBuffer()
    store.objects.delete('cleaned')
    expect((await cleanedFactsOf(bytes)).contentHash).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(store.objects.has('cleaned')).toBe(false)
  })

  test('of 30 000 by 30 000 pixels is refused by its header', async () => {
    const head = await picture(8, 8).png().toBuffer()
    head.writeUInt32BE(30_000, 16)
    head.writeUInt32BE(30_000, 20)
    // The header's own checksum (PNG, section 5.3), so that nothing but its size is wrong with it.
    head.writeUInt32BE(crc32(head.subarray(12, 29)), 29)
    expect(await complaintOf(head, 'png')).toMatchObject({
      code: 'too-many-pixels',
      detail: expect.stringContaining('100 megapixels'),
    })
  })
})

describe('a clip', () => {
  test.each(Object.keys(clipEncodings) as (keyof typeof clipEncodings)[])(
    'as %s is known by its size, its length and where it moves',
    async (encoding) => {
      const bytes = await makeClip(folder.path, encoding, { size: '128x72', seconds: 2 })
      const { planner } = await pictureFactsOf(bytes, encoding)
      expect(planner).toMatchObject({ kind: 'clip', widthPixels: 128, heightPixels: 72 })
      expect(planner.durationSeconds).toBeCloseTo(2, 0)
    },
  )

  test('says when and where it was filmed', async () => {
    const extra = [
      '-metadata',
      'creation_time=2024-07-05T19:30:00Z',
      '-metadata',
      'location=+52.5200-013.4050/',
    ]
    const bytes = await makeClip(folder.path, 'mp4', { size: '128x72', seconds: 1, extra })
    expect(await pictureFactsOf(bytes, 'mp4')).toMatchObject({
      capturedAt: '2024-07-05T19:30:00.000Z',
      location: { latitude: 52.52, longitude: -13.405 },
    })
  })

  test('says where it was filmed in the words of an iPhone', async () => {
    const place = 'com.apple.quicktime.location.ISO6709=+52.5200-013.4050+034.000/'
    const extra = ['-movflags', 'use_metadata_tags', '-metadata', place]
    const bytes = await makeClip(folder.path, 'mov', { size: '128x72', seconds: 1, extra })
    expect((await pictureFactsOf(bytes, 'mov')).location).toEqual({ latitude: 52.52, longitude: -13.405 })
  })
})

describe('what cannot be used', () => {
  test('an empty file says so', async () => {
    expect(await complaintOf(new Uint8Array(), 'mp3')).toMatchObject({ code: 'file-empty', retryable: false })
  })

  test.each(['wav', 'mp3', 'flac', 'm4a', 'aac', 'vorbis', 'opus'] as const)(
    'half of a song as %s is called cut off or broken',
    async (encoding) => {
      const whole = await makeSong(folder.path, encoding, 4)
      const half = whole.subarray(0, Math.floor(whole.length / 2))
      expect(await complaintOf(half, songEncodings[encoding].format)).toMatchObject({
        code: 'unreadable-file',
      })
    },
  )

  test('a clip that lacks only its last moments is called cut off', async () => {
    const clip = await makeClip(folder.path, 'webm', { size: '128x72', seconds: 4 })
    expect(await complaintOf(clip.subarray(0, Math.floor(clip.length * 0.95)), 'webm')).toMatchObject({
      code: 'unreadable-file',
      detail: expect.stringContaining('cut off'),
    })
  })

  test('a film of one picture is called too short, not damaged', async () => {
    const clip = await makeClip(folder.path, 'mp4', { size: '128x72', seconds: 0.04 })
    expect(await complaintOf(clip, 'mp4')).toMatchObject({
      code: 'too-short',
      detail: expect.stringContaining('too short'),
    })
  })

  test('half of a photo and half of a clip are called broken', async () => {
    const photo = await picture(400, 300).jpeg().toBuffer()
    expect(await complaintOf(photo.subarray(0, photo.length / 2), 'jpg')).toMatchObject({
      code: 'unreadable-file',
    })
    const clip = await makeClip(folder.path, 'mp4', { size: '128x72', seconds: 2 })
    expect(await complaintOf(clip.subarray(0, clip.length / 2), 'mp4')).toMatchObject({
      code: 'unreadable-file',
    })
  })

  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['an SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['noise', '\u0001\u0002\u0003 nothing of the kind'],
  ])('%s taken for a photo is turned down', async (_name, text) => {
    expect(await complaintOf(Buffer.from(text), 'jpg')).toMatchObject({ code: 'unsupported-format' })
  })
})

/** Scripts that FFmpeg would follow to other files, were it to choose how to read them. */
describe('a script dressed as music or film', () => {
  const secret = 'the neighbour sings in private'
  const victims = mkdtempSync(join(tmpdir(), 'cuecraft-victim-'))
  const victim = join(victims, 'victim.wav')
  writeFileSync(victim, secret)
  afterAll(() => rmSync(victims, { recursive: true }))
  const disguises: Readonly<Record<string, string>> = {
    'an HLS playlist': `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${victim}\n#EXT-X-ENDLIST\n`,
    'a concat script': `ffconcat version 1.0\nfile '${victim}'\n`,
    'a DASH manifest': `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><AdaptationSet><Representation><BaseURL>file://${victim}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    'a session description': `v=0\nc=IN IP4 127.0.0.1\nm=audio 1 RTP/AVP 0\na=control:file://${victim}\n`,
  }

  test.each(
    Object.keys(disguises).flatMap((name) =>
      (['wav', 'mp3', 'm4a', 'mp4', 'webm', 'jpg', 'heic'] as const).map((format) => [name, format] as const),
    ),
  )('%s as %s gives nothing of the file it names', async (name, format) => {
    const answer = await probe(Buffer.from(disguises[name] ?? ''), format)
    expect(answer.ok).toBe(false)
    expect(JSON.stringify(answer)).not.toContain('neighbour')
    expect(JSON.stringify(answer)).not.toContain(victims)
  })
})

test('no probe leaves a file behind', async () => {
  const song = await makeSong(folder.path, 'wav', 1)
  const ours = mkdtempSync(join(tmpdir(), 'cuecraft-alone-'))
  const before = process.env.TMPDIR
  process.env.TMPDIR = ours
  try {
    expect((await probe(song, 'wav')).ok).toBe(true)
    expect((await probe(Buffer.from('broken'), 'mp3')).ok).toBe(false)
    expect(readdirSync(ours)).toEqual([])
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    rmSync(ours, { recursive: true })
  }
})
