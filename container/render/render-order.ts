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
import { makeLettering } from './lettering.ts'
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
  const isOffered = ({ place }: Piece) => place.getUrl !== undefined
  const offered = distinct(pieces.filter(isOffered))
  const absent = distinct(pieces.filter((piece) => !isOffered(piece)))
  const progress = makeProgress({ absent: absent.map(lengthOf), offered: offered.map(lengthOf) }, work.report)
  const sources = makeSources(order, work.folder, work.signal)
  const sound = soundOf(order, sources, work).then((made) => {
    progress.soundDone()
    return made
  })
  const encode = encoderOf(order, { work, sources, progress })
  const fetched = timed('fetch', () => fetchSegments(offered, order.timeline.frameRate, work))
  const encoded = encode(absent)
  const lost = fetched.then((found) => {
    const parts = offered.filter((piece) => !found.has(piece.place.hash))
    progress.searched(parts.map(lengthOf))
    return parts
  })
  const onDisk = Promise.all([fetched, encoded]).then(
    async ([found, made]) => new Map([...found, ...made, ...(await encode(await lost))]),
  )
  const poster = storePoster(order, pieces, { fetched, onDisk, signal: work.signal })
  const finished = Promise.all([sound, onDisk]).then(async ([soundMade, segments]) => {
    const made = pieces.map((piece) => ({ ...piece, ...getSegment(segments, piece) }))
    return await finish(order, made, soundMade, { work, progress, running })
  })
  running.push(sound, fetched, encoded, lost, onDisk, poster, finished)
  await Promise.all(running)
  const found = await fetched
  const segmentsReused = pieces.filter((piece) => found.has(piece.place.hash)).length
  return { ...(await finished), segmentsReused, segmentsEncoded: pieces.length - segmentsReused }
}

function piecesOf(order: RenderOrder): readonly Piece[] {
  const segments = segmentsOf(order.timeline, order.music)
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

function lengthOf({ segment }: Piece): number {
  return segment.lengthFrames
}

type SegmentsByHash = ReadonlyMap<string, SegmentOnDisk>

function getSegment(segments: SegmentsByHash, { place }: Piece): SegmentOnDisk {
  const segment = segments.get(place.hash)
  if (segment === undefined) throw new Error(`segment ${place.hash} was neither found nor made`)
  return segment
}

type Hands = { readonly work: TaskWork; readonly sources: Sources; readonly progress: Progress }

function encoderOf(
  { timeline, preset }: RenderOrder,
  { work, sources, progress }: Hands,
): (missing: readonly Piece[]) => Promise<SegmentsByHash> {
  const { signal } = work
  const frame = frameSize(preset, timeline.aspect)
  const photos = makePhotos(sources, frame, signal)
  const lettering = makeLettering(frame, timeline.aspect)
  const around = { frame, frameRate: timeline.frameRate, photos, lettering, sources, signal }
  return async (missing) => await encodePieces(missing, around, { work, progress })
}

/** A finished sound on disk. */
type SoundOnDisk = { readonly path: string; readonly proof: SoundProof }

/** The sound from storage when it is there and can be decoded, else made and stored; a silent video has none. */
async function soundOf(
  order: RenderOrder,
  sources: Sources,
  work: TaskWork,
): Promise<SoundOnDisk | undefined> {
  if (order.audio === undefined) return undefined
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

/**
 * Joins, then proves and stores at once: what is stored are parts, and only an order that ends well makes a video of them.
 */
async function finish(
  order: RenderOrder,
  pieces: readonly MadePiece[],
  sound: SoundOnDisk | undefined,
  { work, progress, running }: { work: TaskWork; progress: Progress; running: Promise<unknown>[] },
): Promise<Pick<RenderResult, 'kind' | 'proof' | 'videoBytes' | 'partEtags'>> {
  const { signal, folder } = work
  const { loudness, timeline } = order
  const { frameRate } = timeline
  const path = join(folder, 'video.mp4')
  progress.finishing('joining the parts')
  const segments = pieces.map((piece) => ({ path: piece.path, startFrame: piece.segment.startFrame }))
  const soundPath = sound === undefined ? {} : { soundPath: sound.path }
  await timed('join', () => joinVideo({ segments, ...soundPath, frameRate, path, signal }))
  progress.finishing('proving and storing the video')
  const { size } = await stat(path)
  const planned = pieces.map(({ segment, digest }) => ({ ...segment, digest }))
  const proved = timed('proof-video', () =>
    proveVideo({ path, planned, sound: sound?.proof, frameRate, loudness, signal }),
  )
  const stored = timed('store', () => uploadParts(path, order.video, signal))
  running.push(proved, stored)
  const [proof, partEtags] = await Promise.all([proved, stored])
  return { kind: 'render', proof, videoBytes: size, partEtags }
}

/** Makes the poster as soon as the piece that has it is on disk. */
async function storePoster(
  order: RenderOrder,
  pieces: readonly Piece[],
  segments: {
    readonly fetched: Promise<SegmentsByHash>
    readonly onDisk: Promise<SegmentsByHash>
    readonly signal: AbortSignal
  },
): Promise<void> {
  const { fetched, onDisk, signal } = segments
  const frame = posterFrame(order.timeline)
  const piece = pieces.findLast(({ segment }) => segment.startFrame <= frame)
  if (piece === undefined) throw new Error('a timeline has a first segment')
  const { path } = (await fetched).get(piece.place.hash) ?? getSegment(await onDisk, piece)
  const image = await timed('poster', () => makePoster(path, frame - piece.segment.startFrame, signal))
  await upload(order.posterPutUrl, image, { contentType: 'image/jpeg', signal })
}
