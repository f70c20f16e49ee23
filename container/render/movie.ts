/**
 * Lays out a finished video: pieces of the picture one after the other with the sound between them, as an MP4 whose
 * description comes first, so that it plays while it loads. What the streams are, FFmpeg's own files say; only where and
 * when every coded frame is, is written anew, so that every frame is on the grid whatever its piece began with.
 */
import type { CodedSample, CodedTrack } from './coded-track.ts'
import {
  type Box,
  bytesOfBox,
  getBox,
  holder,
  leaf,
  longNumbers,
  numbers,
  table,
  withChildren,
  withNumbers,
} from './mp4.ts'

/** A stretch of a file that is copied into the video. */
export type Chunk = {
  readonly of: 'picture' | 'sound'
  readonly path: string
  readonly offset: number
  readonly bytes: number
  readonly samples: number
}

/** A video to be written: its beginning, and what is copied behind it. */
export type Movie = { readonly header: Buffer; readonly chunks: readonly Chunk[] }

/** A piece in its place. */
export type PlacedTrack = { readonly track: CodedTrack; readonly startFrame: number }

/** Picture and sound take turns after this long, so that a player never waits for one with too much of the other. */
const turnSeconds = 1

const mdatHeaderBytes = 16

/** Answers the layout, without sound where there is none. Throws when the pieces were not encoded alike. */
export function layOutMovie(
  pieces: readonly PlacedTrack[],
  sound: CodedTrack | undefined,
  frameRate: number,
): Movie {
  const chunks = chunksOf(pieces, sound, frameRate)
  const dataBytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0)
  const headerFor = (dataStart: number) => {
    const moov = moovOf({ pieces, sound, frameRate, chunks, dataStart })
    // Always the long form: a long video of lively pictures is larger than 32 bits can say.
    const mdat = Buffer.concat([
      numbers([1]),
      Buffer.from('mdat'),
      longNumbers([mdatHeaderBytes + dataBytes]),
    ])
    return Buffer.concat([bytesOfBox(fileType), bytesOfBox(moov), mdat])
  }
  return { header: headerFor(headerFor(0).length), chunks }
}

const fileType = leaf('ftyp', Buffer.from('isom'), numbers([512]), Buffer.from('isomiso2avc1mp41'))

function chunksOf(
  pieces: readonly PlacedTrack[],
  sound: CodedTrack | undefined,
  frameRate: number,
): readonly Chunk[] {
  const turnFrames = frameRate * turnSeconds
  let heard = 0
  const soundUntil = (seconds: number): readonly Chunk[] => {
    if (sound === undefined) return []
    const from = heard
    const endTicks = seconds * sound.ticksPerSecond
    while ((sound.samples[heard]?.shownTicks ?? Number.POSITIVE_INFINITY) < endTicks) heard += 1
    return heard === from ? [] : [chunkOf('sound', sound, from, heard)]
  }
  const taken = pieces.flatMap(({ track, startFrame }) =>
    turnsOf(track.samples.length, turnFrames).flatMap(([from, to]) => [
      chunkOf('picture', track, from, to),
      ...soundUntil((startFrame + to) / frameRate),
    ]),
  )
  return [...taken, ...soundUntil(Number.POSITIVE_INFINITY)]
}

function turnsOf(count: number, most: number): readonly (readonly [from: number, to: number])[] {
  return Array.from({ length: Math.ceil(count / most) }, (_, i) => [
    i * most,
    Math.min(count, (i + 1) * most),
  ])
}

function chunkOf(of: Chunk['of'], track: CodedTrack, from: number, to: number): Chunk {
  const samples = track.samples.slice(from, to)
  const bytes = samples.reduce((sum, sample) => sum + sample.bytes, 0)
  return { of, path: track.path, offset: samples[0]?.offset ?? 0, bytes, samples: samples.length }
}

type Plan = {
  readonly pieces: readonly PlacedTrack[]
  readonly sound: CodedTrack | undefined
  readonly frameRate: number
  readonly chunks: readonly Chunk[]
  readonly dataStart: number
}

function moovOf(plan: Plan): Box {
  const { sound, pieces, frameRate } = plan
  const moov = firstOf(pieces).moov
  const frames = pieces.reduce((sum, { track }) => sum + track.samples.length, 0)
  const header = getBox(moov.children, 'mvhd')
  const perSecond = header.body.readUInt32BE(mvhd.timescale)
  // Up, so that the last frame is within the length.
  const pictureLength = Math.ceil((frames * perSecond) / frameRate)
  const picture = pictureTrack(plan, getBox(moov.children, 'trak'), pictureLength)
  if (sound === undefined) {
    return holder('moov', [withNumbers(header, { [mvhd.duration]: pictureLength }), picture])
  }
  const soundLength = getBox(sound.moov.children, 'mvhd').body.readUInt32BE(mvhd.duration)
  const nextTrackIdAt = header.body.length - 4
  return holder('moov', [
    withNumbers(header, { [mvhd.duration]: Math.max(pictureLength, soundLength), [nextTrackIdAt]: 3 }),
    picture,
    soundTrack(plan, getBox(sound.moov.children, 'trak')),
  ])
}

/** The bytes at which numbers stand in FFmpeg's boxes, which are of version 0. */
const mvhd = { timescale: 12, duration: 16 }
const tkhd = { trackId: 12, duration: 20 }
const mdhd = { duration: 16 }

function firstOf(pieces: readonly PlacedTrack[]): CodedTrack {
  const [first] = pieces
  if (first === undefined) throw new Error('a video has a first piece')
  return first.track
}

function pictureTrack({ pieces, frameRate, chunks, dataStart }: Plan, trak: Box, length: number): Box {
  const { ticksPerSecond } = firstOf(pieces)
  const ticksPerFrame = ticksPerSecond / frameRate
  const frames = pieces.flatMap(({ track, startFrame }) =>
    track.samples.map((sample) => ({
      ...sample,
      shownTicks: startFrame * ticksPerFrame + sample.shownTicks,
    })),
  )
  const early = frames.map(({ shownTicks }, i) => i * ticksPerFrame - shownTicks)
  // Frames are decoded one after the other; all are shown this much later, so that none is shown before it is decoded.
  const delay = early.reduce((most, ticks) => Math.max(most, ticks), 0)
  const tables = holder('stbl', [
    descriptionOf(pieces),
    table('stts', [[frames.length, ticksPerFrame]]),
    table('ctts', runs(early.map((ticks) => delay - ticks))),
    table('stss', syncNumbersOf(frames)),
    leaf('stsz', numbers([0, 0, frames.length, ...frames.map((frame) => frame.bytes)])),
    ...placesOf('picture', chunks, dataStart),
  ])
  return holder('trak', [
    withNumbers(getBox(trak.children, 'tkhd'), { [tkhd.trackId]: 1, [tkhd.duration]: length }),
    holder('edts', [table('elst', [[length, delay, 0x10000]])]),
    withChildren(getBox(trak.children, 'mdia'), (box) => {
      if (box.type === 'mdhd') return withNumbers(box, { [mdhd.duration]: frames.length * ticksPerFrame })
      return box.type === 'stbl' ? tables : box
    }),
  ])
}

/** What the decoder is told once, for all pieces: so they must be of one encoding. Bit rates are of one piece only. */
function descriptionOf(pieces: readonly PlacedTrack[]): Box {
  const descriptions = pieces.map(({ track }) => {
    const description = getBox(track.moov.children, 'trak', 'mdia', 'minf', 'stbl', 'stsd')
    return withChildren(description, (box) => (box.type === 'btrt' ? undefined : box))
  })
  const [first, ...others] = descriptions
  if (first === undefined) throw new Error('a video has a first piece')
  const bytes = bytesOfBox(first)
  if (others.some((other) => !bytesOfBox(other).equals(bytes))) {
    throw new Error('the pieces of a video were not encoded alike')
  }
  return first
}

function syncNumbersOf(frames: readonly CodedSample[]): readonly (readonly number[])[] {
  return frames.flatMap((frame, i) => (frame.isSync ? [[i + 1]] : []))
}

/** The sound as its file describes it, with its packets in new places. */
function soundTrack({ chunks, dataStart }: Plan, trak: Box): Box {
  return withChildren(trak, (box) => {
    if (box.type === 'tkhd') return withNumbers(box, { [tkhd.trackId]: 2 })
    if (box.type !== 'stbl') return box
    const kept = box.children.filter(({ type }) => type !== 'stsc' && type !== 'stco')
    return { ...box, children: [...kept, ...placesOf('sound', chunks, dataStart)] }
  })
}

/** Which samples lie in which chunk, and where the chunks are. */
function placesOf(of: Chunk['of'], chunks: readonly Chunk[], dataStart: number): readonly Box[] {
  let end = dataStart
  const placed = chunks.map((chunk) => {
    const start = end
    end += chunk.bytes
    return { ...chunk, start }
  })
  const own = placed.filter((chunk) => chunk.of === of)
  const counts = own.flatMap(({ samples }, i) =>
    samples === own[i - 1]?.samples ? [] : [[i + 1, samples, 1]],
  )
  return [
    table('stsc', counts),
    leaf('co64', numbers([0, own.length]), longNumbers(own.map((chunk) => chunk.start))),
  ]
}

/** Equal values in a row as how many there are, and the value. */
function runs(values: readonly number[]): readonly (readonly number[])[] {
  const found: [count: number, value: number][] = []
  for (const value of values) {
    const last = found.at(-1)
    if (last?.[1] === value) last[0] += 1
    else found.push([1, value])
  }
  return found
}
