/** Files that arrive in parts: begun, sent in any order, taken up again after a break, joined, given up. */
import { mediaLimits } from '#core/media/limits.ts'
import { newId } from '../db/ids.ts'
import { Refusal } from '../http/refusal.ts'
import { cleanFileName } from '../intake/file-name.ts'
import { allOrNothing, type Keeping, removeGivenUp, type Surroundings } from '../intake/intake.ts'
import { sniffedBytes, sniffFormat } from '../intake/sniff.ts'
import type { Owner } from '../jobs/store.ts'
import { getMedia, keepMedia, keysOfMedia, mediaOf } from '../media/media.ts'
import { getSong, keepSong, keysOfSong, songOf } from '../songs/songs.ts'
import { type MediaStore, MultipartGone } from '../storage/media-store.ts'
import type { Arrival, NewUpload, Upload } from './schema.ts'
import {
  deleteCompletedUpload,
  deleteOpenUpload,
  findUpload,
  insertUpload,
  listParts,
  type PartRow,
  type UploadRow,
  uploadCompleted,
  uploadsSince,
  writePart,
} from './store.ts'

/** How long an upload may take before it is given up. */
const uploadLifeMs = 24 * 3_600_000
const sweptAtOnce = 20

function keyOf({ kind, ownerId, subjectId }: UploadRow): string {
  return kind === 'song' ? keysOfSong(ownerId, subjectId).file : keysOfMedia(ownerId, subjectId).file
}

function partCountOf({ bytes, partBytes }: Pick<UploadRow, 'bytes' | 'partBytes'>): number {
  return Math.ceil(bytes / partBytes)
}

/** How many bytes a part of an upload has. */
function bytesOfPart(upload: Pick<UploadRow, 'bytes' | 'partBytes'>, partNumber: number): number {
  return Math.min(upload.partBytes, upload.bytes - (partNumber - 1) * upload.partBytes)
}

/** An upload as its owner sees it. */
export function uploadOf(row: UploadRow, parts: readonly PartRow[]): Upload {
  const { id, kind, fileName, bytes, partBytes, status, createdAtMs } = row
  const arrived = parts.map(({ partNumber }) => partNumber)
  const createdAt = new Date(createdAtMs).toISOString()
  return { id, kind, fileName, bytes, partBytes, partCount: partCountOf(row), arrived, status, createdAt }
}

/** Begins an upload. */
export async function beginUpload(keeping: Keeping, owner: Owner, order: NewUpload): Promise<UploadRow> {
  const { db, store, nowMs } = keeping
  const { kind, bytes, keepLocation } = order
  const begun: UploadRow = {
    id: newId('upl', nowMs),
    ownerId: owner.id,
    kind,
    fileName: cleanFileName(order.fileName),
    bytes,
    partBytes: mediaLimits.uploadPartBytes,
    keepLocation,
    subjectId: newId(kind === 'song' ? 'sng' : 'med', nowMs),
    storageUploadId: '',
    status: 'open',
    createdAtMs: nowMs,
  }
  const key = keyOf(begun)
  return await allOrNothing(keeping, { key, ownerId: owner.id }, async (opened) => {
    // What it is, nobody knows before its first bytes are here; the right type is sent with every answer.
    const storageUploadId = await store.createMultipart(key, 'application/octet-stream')
    await opened(storageUploadId)
    const row = { ...begun, storageUploadId }
    await insertUpload(db, row, key)
    return row
  })
}

/** One upload of this owner. Refuses with `upload-not-found`. */
export async function getUpload(db: Keeping['db'], owner: Owner, uploadId: string): Promise<UploadRow> {
  const row = await findUpload(db, owner, uploadId)
  if (row === undefined) throw new Refusal('upload-not-found', `No upload ${uploadId.slice(0, 60)} is yours.`)
  return row
}

/** One part on its way. `statedBytes` is its Content-Length. */
export type ArrivingPart = {
  readonly uploadId: string
  readonly partNumber: number
  readonly body: ReadableStream | null
  readonly statedBytes: number | undefined
}

/** Stores one part. Sent again, it replaces what was there; it counts as arrived once storage has it. */
export async function takePart({ db, store }: Keeping, owner: Owner, part: ArrivingPart): Promise<void> {
  const upload = await getUpload(db, owner, part.uploadId)
  const { partNumber, body, statedBytes } = part
  if (upload.status === 'completed') throw new Refusal('conflict', 'This upload is complete already.')
  const partCount = partCountOf(upload)
  if (partNumber > partCount) {
    throw new Refusal(
      'invalid-request',
      `This upload has ${partCount} parts; there is no part ${partNumber}.`,
    )
  }
  const bytes = bytesOfPart(upload, partNumber)
  if (body === null || statedBytes !== bytes) {
    const found = statedBytes === undefined ? 'without a Content-Length' : `with ${statedBytes}`
    throw new Refusal('invalid-request', `Part ${partNumber} has ${bytes} bytes; this one came ${found}.`)
  }
  const { etag } = await stillOpen(
    store.putPart(keyOf(upload), upload.storageUploadId, partNumber, body, bytes),
  )
  await writePart(db, owner, { uploadId: upload.id, partNumber, etag })
}

async function stillOpen<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof MultipartGone)) throw error
    throw givenUpMeanwhile()
  }
}

function givenUpMeanwhile(): Refusal {
  return new Refusal('upload-not-found', 'This upload was given up meanwhile. Begin it again.')
}

/**
 * Joins the parts and makes a song, photo or clip of them. Asked again, it answers the same one. A file that cannot be
 * used goes with its upload; when a service does not answer, both stay, and asking again goes on from there.
 */
export async function completeUpload(
  surroundings: Surroundings,
  owner: Owner,
  uploadId: string,
): Promise<Arrival> {
  const { db, store } = surroundings
  const upload = await getUpload(db, owner, uploadId)
  if (upload.status === 'completed') return await arrivalOf(db, owner, upload)
  const parts = await listParts(db, owner, uploadId)
  const missing = partCountOf(upload) - parts.length
  if (missing > 0) {
    throw new Refusal('upload-incomplete', `${missing} of ${partCountOf(upload)} parts have not arrived yet.`)
  }
  await stillOpen(store.completeMultipart(keyOf(upload), upload.storageUploadId, parts))
  try {
    return await keep(surroundings, owner, upload)
  } catch (error) {
    const found = await findUpload(db, owner, uploadId)
    if (found === undefined) throw givenUpMeanwhile()
    // The same request sent twice at once: the other one was first, and what it wrote is the answer.
    if (found.status === 'completed') return await arrivalOf(db, owner, upload)
    if (error instanceof Refusal && error.code !== 'service-unavailable')
      await removeUpload(surroundings, upload)
    throw error
  }
}

async function keep(surroundings: Surroundings, owner: Owner, upload: UploadRow): Promise<Arrival> {
  const { db, store } = surroundings
  const { kind, subjectId, fileName, keepLocation } = upload
  const format = await sniffFormat(await firstBytes(store, keyOf(upload), upload.bytes), kind)
  const alongside = [uploadCompleted(db, owner, upload)]
  if (kind === 'song') {
    const row = await keepSong(surroundings, owner, { songId: subjectId, fileName, format }, alongside)
    return { kind, song: songOf(row) }
  }
  const stored = { mediaId: subjectId, fileName, format, keepLocation }
  return { kind, media: mediaOf(await keepMedia(surroundings, owner, stored, alongside)) }
}

async function firstBytes(store: MediaStore, key: string, bytes: number): Promise<Uint8Array> {
  const found = await store.get(key, { offset: 0, length: Math.min(bytes, sniffedBytes) })
  if (found === undefined) throw new Error('a joined upload is not in storage')
  return new Uint8Array(await new Response(found.body).arrayBuffer())
}

async function arrivalOf(db: Keeping['db'], owner: Owner, { kind, subjectId }: UploadRow): Promise<Arrival> {
  return kind === 'song'
    ? { kind, song: songOf(await getSong(db, owner, subjectId)) }
    : { kind, media: mediaOf(await getMedia(db, owner, subjectId)) }
}

/** Gives an upload up and frees what arrived. What a completed one became stays. */
export async function giveUpUpload(keeping: Keeping, owner: Owner, uploadId: string): Promise<void> {
  await removeUpload(keeping, await getUpload(keeping.db, owner, uploadId))
}

async function removeUpload(keeping: Keeping, upload: UploadRow): Promise<void> {
  const { db, nowMs } = keeping
  const key = keyOf(upload)
  const isGivenUp = upload.status === 'open' && (await deleteOpenUpload(db, upload, { key, nowMs }))
  if (!isGivenUp) return await deleteCompletedUpload(db, upload)
  await removeGivenUp(keeping, [{ key, storageUploadId: upload.storageUploadId }])
}

/** Removes uploads that were not complete within a day, and forgets those that were. Answers how many. */
export async function sweepUploads(keeping: Keeping): Promise<number> {
  const beforeMs = keeping.nowMs - uploadLifeMs
  const unfinished = await uploadsSince(keeping.db, { status: 'open', beforeMs, limit: sweptAtOnce })
  const completed = await uploadsSince(keeping.db, { status: 'completed', beforeMs, limit: sweptAtOnce })
  for (const upload of [...unfinished, ...completed]) await removeUpload(keeping, upload)
  return unfinished.length + completed.length
}
