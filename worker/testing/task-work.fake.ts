/** What the fake media service does with an order, step by step: every read and write is real, what is in the files is not. */
import { fakeAnalysis } from '#core/timeline/analysis.fake.ts'
import { segmentsOf } from '#core/timeline/segments.ts'
import type { Order, RenderOrder, SourceFile } from '#core/work/order.ts'
import type { Complaint, StoredSegment, TaskState } from '#core/work/report.ts'
import { songSeconds } from './probe.fake.ts'
import { ComplaintThrown, readSigned, sha256Hex, writeSigned } from './signed-calls.fake.ts'

/** What a step changes. */
export type TaskProgress = {
  readonly progress: number
  readonly stage: string
  readonly storedSegments: readonly StoredSegment[]
  readonly storedAudio?: string
}

type Success = Extract<TaskState['outcome'], { kind: 'succeeded' }>

/** Pieces that one step encodes. */
const piecesAStep = 4

/** The work of an order. It complains at once when it was told to. */
export async function* workOn(
  order: Order,
  complaint: Complaint | undefined,
): AsyncGenerator<TaskProgress, Success> {
  if (complaint !== undefined) throw new ComplaintThrown(complaint)
  switch (order.kind) {
    case 'analyse': {
      const bytes = await readSource(order.song)
      yield { progress: 0.5, stage: 'listening', storedSegments: [] }
      await writeJson(order.analysisPutUrl, analysisOf(bytes))
      await writeJson(order.waveformPutUrl, waveform)
      return { kind: 'succeeded', result: { kind: 'analyse' } }
    }
    case 'thumbnail':
      await readSource(order.media)
      yield { progress: 0.3, stage: 'making small pictures', storedSegments: [] }
      for (const { putUrl, longSidePixels } of order.thumbnails)
        await writeSigned(putUrl, new TextEncoder().encode(`webp ${longSidePixels}`), 'image/webp')
      return { kind: 'succeeded', result: { kind: 'thumbnail' } }
    case 'proxy': {
      await readSource(order.media)
      yield { progress: 0.5, stage: 'making the small copy', storedSegments: [] }
      const mp4 = new TextEncoder().encode('mp4 of 240 frames')
      await writeSigned(order.putUrl, mp4, 'video/mp4')
      const proxy = { frames: 240, widthPixels: 640, heightPixels: 360, bytes: mp4.length }
      return { kind: 'succeeded', result: { kind: 'proxy', proxy } }
    }
    case 'render':
      return yield* render(order)
    case 'voice':
      await readSource(order.song)
      yield { progress: 0.5, stage: 'cutting the song', storedSegments: [] }
      for (const { startSeconds, lengthSeconds, putUrl } of order.pieces)
        await writeJson(putUrl, { startSeconds, lengthSeconds })
      return { kind: 'succeeded', result: { kind: 'voice' } }
  }
}

async function* render(order: RenderOrder): AsyncGenerator<TaskProgress, Success> {
  await readSource(order.song)
  for (const source of Object.values(order.media)) await readSource(source)
  const planned = segmentsOf(order.timeline, order.music)
  const pieces = order.segments.map((place, i) => ({ place, frames: planned[i]?.lengthFrames ?? 0 }))
  if (planned.length !== pieces.length) throw new Error('the order has a place for each segment, in order')
  for (const { place } of pieces) if (place.getUrl !== undefined) await readSigned(place.getUrl)
  const missing = pieces.filter(
    ({ place }, i) =>
      place.getUrl === undefined && pieces.findIndex((other) => other.place.hash === place.hash) === i,
  )
  yield { progress: 0.1, stage: 'fetching', storedSegments: [] }
  for (let from = 0; from < missing.length; from += piecesAStep) {
    const storedSegments: StoredSegment[] = []
    for (const { place, frames } of missing.slice(from, from + piecesAStep)) {
      const bytes = new TextEncoder().encode(`segment ${place.hash}`)
      await writeSigned(place.putUrl, bytes, 'video/mp4')
      storedSegments.push({ hash: place.hash, bytes: bytes.length, provedFrames: frames })
    }
    const encoded = Math.min(missing.length, from + piecesAStep)
    const stage = `encoding ${encoded} of ${missing.length} parts`
    yield { progress: 0.1 + (0.7 * encoded) / missing.length, stage, storedSegments }
  }
  if (order.audio === undefined) yield { progress: 0.9, stage: 'joining', storedSegments: [] }
  else if (order.audio.getUrl === undefined) {
    await writeSigned(order.audio.putUrl, new TextEncoder().encode('audio'), 'audio/aac')
    yield { progress: 0.9, stage: 'bringing the sound', storedSegments: [], storedAudio: order.audio.hash }
  } else await readSigned(order.audio.getUrl)
  // A shot seen twice is encoded once and counts twice, as the real service counts it.
  const encoded = pieces.filter(({ place }) => place.getUrl === undefined).length
  return await finish(order, pieces.length - encoded, encoded)
}

async function finish(order: RenderOrder, segmentsReused: number, segmentsEncoded: number): Promise<Success> {
  const [partUrl = ''] = order.video.partUrls
  const video = new TextEncoder().encode(`mp4 of ${order.timeline.lengthFrames} frames`)
  const partEtags = [await writeSigned(partUrl, video, 'application/octet-stream')]
  await writeSigned(order.posterPutUrl, new TextEncoder().encode('poster'), 'image/jpeg')
  const lufs = { normalised: -14, untouched: -9, silent: null }[order.loudness]
  const truePeak = lufs === null ? null : -1.2
  const proof = { frames: order.timeline.lengthFrames, maxCutErrorFrames: 0, lufs, truePeak }
  const counts = { segmentsReused, segmentsEncoded }
  return {
    kind: 'succeeded',
    result: { kind: 'render', proof, videoBytes: video.length, partEtags, ...counts },
  }
}

/** A source that is not what the order says it is would be a mix-up of keys. */
async function readSource(source: SourceFile): Promise<Uint8Array> {
  const bytes = await readSigned(source.url)
  if ((await sha256Hex(bytes)) === source.contentHash) return bytes
  const detail = 'The file is not the one that was ordered.'
  throw new ComplaintThrown({ code: 'unreadable-file', detail, retryable: false })
}

/** A regular song at 120 beats a minute, as long as its file says. */
function analysisOf(bytes: Uint8Array) {
  const seconds = songSeconds(bytes)
  return fakeAnalysis({
    seconds,
    beatsPerMinute: 120,
    beatsPerBar: 4,
    gridConfidence: 0.9,
    sectionBars: 4,
    hasDrop: true,
  })
}

const waveform = {
  version: 2,
  channels: 1,
  sample_rate: 44_100,
  samples_per_pixel: 512,
  bits: 8,
  length: 2,
  data: [-3, 4, -10, 12],
}

async function writeJson(url: string, document: unknown): Promise<void> {
  await writeSigned(url, new TextEncoder().encode(JSON.stringify(document)), 'application/json')
}
