/** Renders a timeline: makes the segments that storage lacks, joins all, adds the sound, proves the file and stores it. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { formatFacts } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import { frameSize } from '#core/timeline/preset.ts'
import { segmentsOf } from '#core/timeline/segments.ts'
import type { RenderOrder } from '#core/work/order.ts'
import type { TaskResult } from '#core/work/report.ts'
import { Refused } from '../server/complaint.ts'
import type { TaskWork } from '../server/task-work.ts'
import { download, upload, uploadParts } from '../server/transfer.ts'
import { encodePieces, type Piece } from './encode-pieces.ts'
import { joinVideo } from './join.ts'
import { makePhotos } from './photos.ts'
import { makePoster, posterFrame } from './poster.ts'
import { makeProgress, type Progress } from './progress.ts'
import { proveSound, type SoundProof } from './prove-sound.ts'
import { proveVideo } from './prove-video.ts'
import { fetchSegments, type SegmentOnDisk } from './segment-store.ts'
import { makeSound } from './sound.ts'
import { makeSources, type Sources } from './sources.ts'
import { timed } from './step-timing.ts'

type RenderResult = Extract<TaskResult, { kind: 'render' }>

/** A piece that is on disk and proved. */
type MadePiece = Piece & SegmentOnDisk

/** Does the order. A failure of any part stops all others before it is thrown. */
export async function renderOrder(order: RenderOrder, task: TaskWork): Promise<RenderResult> {
  const stopping = new AbortController()
  const work = {
    ...task,
    report: task.report.bind(task),
    signal: AbortSignal.any([task.signal, stopping.signal]),
  }
  const running: Promise<unknown>[] = []
  try {
    return await render(order, work, running)
  } catch (error) {
    task.signal.throwIfAborted()
    throw error
  } finally {
    stopping.abort(new Error('the render has ended'))
    await Promise.allSettled(running)
  }
}

async function render(
  order: RenderOrder,
  work: TaskWork,
  running: Promise<unknown>[],
): Promise<RenderResult> {
  const pieces = piecesOf(order)
  const { frameRate } = order.timeline
  work.report({ stage: 'looking for parts made before' })
  const found = await timed('fetch', () => fetchSegments(pieces, frameRate, work))
  const missing = distinct(pieces.filter((piece) => !found.has(piece.place.hash)))
  const progress = makeProgress(
    {
      parts: pieces.length,
      missingParts: missing.length,
      missingFrames: missing.reduce((sum, piece) => sum + piece.segment.lengthFrames, 0),
    },
    work.report,
  )
  const sources = makeSources(order, work.folder, work.signal)
  const sound = soundOf(order, sources, work).then((made) => {
    progress.soundDone()
    return made
  })
  const encoded = encodeMissing(order, missing, { work, sources, progress })
  running.push(sound, encoded)
  const [soundMade, made] = await Promise.all([sound, encoded])
  const all = pieces.map((piece) => ({ ...piece, ...onDisk(piece.place.hash, found, made) }))
  const finished = await finish(order, all, soundMade, { work, progress, running })
  const newHashes = new Set(missing.map((piece) => piece.place.hash))
  const segmentsEncoded = pieces.filter((piece) => newHashes.has(piece.place.hash)).length
  return { ...finished, segmentsEncoded, segmentsReused: pieces.length - segmentsEncoded }
}

function piecesOf(order: RenderOrder): readonly Piece[] {
  const segments = segmentsOf(order.timeline)
  if (segments.length !== order.segments.length) {
    throw new Refused('internal', 'The order brings another number of parts than its timeline has.')
  }
  return segments.flatMap((segment, i) => {
    const place = order.segments[i]
    return place === undefined ? [] : [{ segment, place }]
  })
}

/** A shot seen twice is one segment, made once. */
function distinct(pieces: readonly Piece[]): readonly Piece[] {
  return [...new Map(pieces.map((piece) => [piece.place.hash, piece])).values()]
}

function onDisk(hash: string, ...places: readonly ReadonlyMap<string, SegmentOnDisk>[]): SegmentOnDisk {
  const segment = places.map((place) => place.get(hash)).find((found) => found !== undefined)
  if (segment === undefined) throw new Error(`segment ${hash} was neither found nor made`)
  return segment
}

type Hands = { readonly work: TaskWork; readonly sources: Sources; readonly progress: Progress }

async function encodeMissing(
  order: RenderOrder,
  missing: readonly Piece[],
  { work, sources, progress }: Hands,
): Promise<ReadonlyMap<string, SegmentOnDisk>> {
  const { timeline, preset } = order
  const frame = frameSize(preset, timeline.aspect)
  const photos = makePhotos(sources, frame, work.signal)
  const around = { frame, frameRate: timeline.frameRate, photos, sources, signal: work.signal }
  return await encodePieces(missing, around, { work, progress })
}

/** A finished sound on disk. */
type SoundOnDisk = { readonly path: string; readonly proof: SoundProof }

/** The sound from storage when it is there and can be decoded, else made and stored. */
async function soundOf(order: RenderOrder, sources: Sources, work: TaskWork): Promise<SoundOnDisk> {
  const path = join(work.folder, 'sound.m4a')
  const { getUrl, putUrl, hash } = order.audio
  const { signal } = work
  if (getUrl !== undefined) {
    try {
      await download(getUrl, path, { signal, mostBytes: mediaLimits.uploadBytes })
      return { path, proof: await timed('proof-sound', () => proveSound(path, signal)) }
    } catch {
      // Lost sound is made again, as a lost segment is.
      signal.throwIfAborted()
    }
  }
  const { timeline, loudness } = order
  const source = await sources.song()
  const { songStartSeconds, lengthFrames, frameRate } = timeline
  const { folder } = work
  const proof = await timed('sound', () =>
    makeSound({ source, songStartSeconds, lengthFrames, frameRate, loudness, folder, signal }, path),
  )
  await upload(putUrl, await readFile(path), { contentType: formatFacts.m4a.contentType, signal })
  work.report({ storedAudio: hash })
  return { path, proof }
}

/** Joins, proves and stores. The poster is made beside the proof. */
async function finish(
  order: RenderOrder,
  pieces: readonly MadePiece[],
  sound: SoundOnDisk,
  { work, progress, running }: { work: TaskWork; progress: Progress; running: Promise<unknown>[] },
): Promise<Pick<RenderResult, 'kind' | 'proof' | 'videoBytes' | 'partEtags'>> {
  const { signal, folder } = work
  const { frameRate } = order.timeline
  const path = join(folder, 'video.mp4')
  progress.finishing('joining the parts')
  const segments = pieces.map((piece) => ({ path: piece.path, startFrame: piece.segment.startFrame }))
  await timed('join', () => joinVideo({ segments, soundPath: sound.path, frameRate, path, signal }))
  const poster = timed('poster', () => storePoster(order, pieces, signal))
  running.push(poster)
  progress.finishing('proving the video')
  const planned = pieces.map(({ segment, digest }) => ({ ...segment, digest }))
  const { loudness } = order
  const proof = await timed('proof-video', () =>
    proveVideo({ path, planned, sound: sound.proof, frameRate, loudness, signal }),
  )
  progress.finishing('storing the video')
  const { size } = await stat(path)
  const [partEtags] = await Promise.all([
    timed('store', () => uploadParts(path, order.video, signal)),
    poster,
  ])
  return { kind: 'render', proof, videoBytes: size, partEtags }
}

async function storePoster(
  order: RenderOrder,
  pieces: readonly MadePiece[],
  signal: AbortSignal,
): Promise<void> {
  const frame = posterFrame(order.timeline)
  const piece = pieces.findLast(({ segment }) => segment.startFrame <= frame)
  if (piece === undefined) throw new Error('a timeline has a first segment')
  const image = await makePoster(piece.path, frame - piece.segment.startFrame, signal)
  await upload(order.posterPutUrl, image, { contentType: 'image/jpeg', signal })
}
