/** Reads the one track of an MP4 that we had FFmpeg write: a piece of the picture, or the sound. */
import { readFile } from 'node:fs/promises'
import { type Box, findBox, getBox, parseBoxes, spansOf } from './mp4.ts'

/** One coded frame, or one packet of sound. */
export type CodedSample = {
  /** Where its bytes begin in the file. */
  readonly offset: number
  readonly bytes: number
  /** When it is shown or heard, from the beginning of the track. What a decoder only warms up with comes before 0. */
  readonly shownTicks: number
  /** Decoding can begin here. */
  readonly isSync: boolean
}

/** A track, in the order of decoding. */
export type CodedTrack = {
  readonly path: string
  readonly ticksPerSecond: number
  /** The file's own description of itself. */
  readonly moov: Box
  readonly samples: readonly CodedSample[]
}

/** Reads a file's track. Throws when the file is not one that FFmpeg wrote of one track. */
export async function readTrack(path: string): Promise<CodedTrack> {
  const bytes = await readFile(path)
  const spans = [...spansOf(bytes)]
  const [data, description] = ['mdat', 'moov'].map((type) => spans.find((span) => span.type === type))
  if (data === undefined || description === undefined) throw new Error(`${path} is not a whole MP4`)
  // Copied, so that the small description does not keep the whole file in memory.
  const moov = getBox(
    parseBoxes(Buffer.from(bytes.subarray(description.bodyStart - 8, description.end))),
    'moov',
  )
  const samples = samplesOf(getBox(moov.children, 'trak').children, data.bodyStart)
  const last = samples.at(-1)
  // FFmpeg lays the packets of a lone track one behind the other, so the table of chunks need not be read.
  if (last === undefined || last.offset + last.bytes !== data.end) throw new Error(`${path} has gaps`)
  const ticksPerSecond = getBox(moov.children, 'trak', 'mdia', 'mdhd').body.readUInt32BE(12)
  return { path, ticksPerSecond, moov, samples }
}

function samplesOf(trak: readonly Box[], dataStart: number): readonly CodedSample[] {
  const tables = getBox(trak, 'mdia', 'minf', 'stbl').children
  const firstShownTicks = findBox(trak, 'edts', 'elst')?.body.readInt32BE(12) ?? 0
  const durations = runsOf(getBox(tables, 'stts'))
  const delays = runsOf(findBox(tables, 'ctts'))
  const syncs = findBox(tables, 'stss')
  const syncNumbers = syncs === undefined ? undefined : new Set(entriesOf(syncs, 8))
  let offset = dataStart
  let decodedTicks = 0
  return sizesOf(getBox(tables, 'stsz')).map((bytes, i) => {
    const sample = {
      offset,
      bytes,
      shownTicks: decodedTicks + (delays[i] ?? 0) - firstShownTicks,
      isSync: syncNumbers?.has(i + 1) ?? true,
    }
    offset += bytes
    decodedTicks += durations[i] ?? 0
    return sample
  })
}

/** `stsz`: one size for all, or 0 and a table of sizes. */
function sizesOf({ body }: Box): readonly number[] {
  const [common, count] = [body.readUInt32BE(4), body.readUInt32BE(8)]
  return common === 0 ? entriesOf({ body }, 12) : Array.from({ length: count }, () => common)
}

/** A table of how often a value stands for how many samples (`stts`, `ctts`), written out. */
function runsOf(box: Box | undefined): readonly number[] {
  if (box === undefined) return []
  const entries = entriesOf(box, 8)
  return entries.flatMap((count, i) =>
    i % 2 === 0 ? Array.from({ length: count }, () => entries[i + 1] ?? 0) : [],
  )
}

function entriesOf({ body }: Pick<Box, 'body'>, start: number): readonly number[] {
  return Array.from({ length: (body.length - start) / 4 }, (_, i) => body.readUInt32BE(start + i * 4))
}
