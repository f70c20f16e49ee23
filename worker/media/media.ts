/** What may be done with photos and clips: bring one, look at it, plan with it, remove it. */
import type { z } from 'zod'
import type { SourceMedia } from '#core/interchange/cut-list.ts'
import type { MediaFormat } from '#core/media/format.ts'
import type { Provenance } from '#core/media/provenance.ts'
import type { PlannerMedia } from '#core/timeline/timeline.ts'
import { msOfSeconds } from '#core/units.ts'
import type { PictureFacts } from '#core/work/report.ts'
import type { Condition, Database, Statement } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { Refusal } from '../http/refusal.ts'
import { examine } from '../intake/examine.ts'
import { type FormRequest, storeForm } from '../intake/form-upload.ts'
import { allOrNothing, type Keeping, removeGivenUp, type Surroundings } from '../intake/intake.ts'
import { withoutUpload } from '../intake/pending.ts'
import type { Owner } from '../jobs/store.ts'
import { objectKey } from '../storage/keys.ts'
import type { Media } from './schema.ts'
import { deleteMediaRow, findManyMedia, findMedia, insertMedia, type MediaRow } from './store.ts'

/** Where a photo's or clip's objects lie: the file as it was brought, its small pictures, and a clip's proxy. */
export function keysOfMedia(ownerId: string, mediaId: string) {
  const key = (name: string) => objectKey(ownerId, 'media', mediaId, name)
  return {
    file: key('file'),
    small: key('small.webp'),
    medium: key('medium.webp'),
    large: key('large.webp'),
    proxy: key('proxy.mp4'),
  } as const
}

/** A file that is in storage as this photo's or clip's, and of which the first bytes were read. */
export type StoredMedia = {
  readonly mediaId: string
  readonly fileName: string
  readonly format: MediaFormat
  readonly keepLocation: boolean
  /** Where it comes from when a model made it. */
  readonly generated?: Provenance
}

/** Brings a photo or clip by a form: stored, decoded, and only then written down, with its small pictures waiting. */
export async function addMedia(
  surroundings: Surroundings,
  owner: Owner,
  request: FormRequest,
): Promise<MediaRow> {
  const mediaId = newId('med', surroundings.nowMs)
  const { file: key } = keysOfMedia(owner.id, mediaId)
  return await allOrNothing(surroundings, { key, ownerId: owner.id }, async (opened) => {
    const target = { key, purpose: 'media', opened } as const
    const { fileName, format, fields } = await storeForm(surroundings.store, target, request)
    const keepLocation = fields.get('keepLocation') === 'true'
    return await keepMedia(surroundings, owner, { mediaId, fileName, format, keepLocation })
  })
}

/**
 * Decodes a stored file and writes it down as a photo or clip, together with the statements `alongside`. Refuses what
 * cannot be used; the object is then the caller's to remove.
 */
export async function keepMedia(
  { db, store, composer, wake, nowMs }: Surroundings,
  owner: Owner,
  { mediaId, fileName, format, keepLocation, generated }: StoredMedia,
  alongside: readonly Statement[] = [],
): Promise<MediaRow> {
  const { file: key } = keysOfMedia(owner.id, mediaId)
  const facts = await examine({ composer, store }, { key, format, keepLocation })
  if (facts.kind === 'song') throw new Error('a picture was found to be a song')
  const row: MediaRow = {
    id: mediaId,
    ownerId: owner.id,
    fileName,
    format,
    ...columnsOf(facts, keepLocation),
    planner: { ...facts.planner, mediaId },
    jobId: newId('job', nowMs),
    status: 'preparing',
    proxy: null,
    proxyJobId: null,
    proxyTries: 0,
    generated: generated ?? null,
    createdAtMs: nowMs,
  }
  await insertMedia(db, row, key, alongside)
  await wake(row.jobId)
  return row
}

function columnsOf(facts: z.output<typeof PictureFacts>, keepLocation: boolean) {
  const { kind, bytes, contentHash, planner, capturedAt = null, thumbhash = null } = facts
  const { widthPixels, heightPixels, durationSeconds } = planner
  const durationMs = durationSeconds === undefined ? null : Math.round(msOfSeconds(durationSeconds))
  const { latitude = null, longitude = null } = (keepLocation ? facts.location : undefined) ?? {}
  const size = { bytes, widthPixels, heightPixels, durationMs }
  return { kind, contentHash, ...size, capturedAt, thumbhash, latitude, longitude }
}

/** A row as it leaves. */
export function mediaOf(row: MediaRow): Media {
  const {
    ownerId: _owner,
    contentHash: _hash,
    proxyTries: _tries,
    createdAtMs,
    latitude,
    longitude,
    ...rest
  } = row
  const location = latitude === null || longitude === null ? null : { latitude, longitude }
  return { ...rest, location, createdAt: new Date(createdAtMs).toISOString() }
}

/** One photo or clip of this owner. Refuses with `media-not-found`, whether it never was or is somebody else's. */
export async function getMedia(db: Database, owner: Owner, mediaId: string): Promise<MediaRow> {
  return (await findMedia(db, owner, mediaId)) ?? absent(mediaId)
}

/** A photo or clip whose small pictures are there. Refuses with `not-ready` before that, and when they never will be. */
export async function getReadyMedia(db: Database, owner: Owner, mediaId: string): Promise<MediaRow> {
  const row = await getMedia(db, owner, mediaId)
  if (row.status === 'ready') return row
  const why = row.status === 'failed' ? 'could not be made' : 'are still being made'
  throw new Refusal(
    'not-ready',
    `The small pictures of ${row.fileName} ${why}. Use another picture, or wait.`,
  )
}

function absent(mediaId: string): never {
  throw new Refusal('media-not-found', `No photo or clip ${mediaId.slice(0, 60)} is in your library.`)
}

/** What making a video needs of a photo or clip. */
export type MediaSource = {
  readonly planner: PlannerMedia
  readonly fileKey: string
  readonly format: MediaFormat
  readonly contentHash: string
}

/** The named photos and clips, in that order. Refuses with `media-not-found` for the first that is not the owner's. */
export async function getMediaForPlanning(
  db: Database,
  owner: Owner,
  mediaIds: readonly string[],
): Promise<readonly MediaSource[]> {
  const rows = await findManyMedia(db, owner, mediaIds)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return mediaIds.map((mediaId) => {
    const { planner, format, contentHash } = byId.get(mediaId) ?? absent(mediaId)
    return { planner, fileKey: keysOfMedia(owner.id, mediaId).file, format, contentHash }
  })
}

/** What photos and clips are called and are like, by id; those that are gone are left out. */
export async function getMediaNames(
  db: Database,
  owner: Owner,
  mediaIds: readonly string[],
): Promise<ReadonlyMap<string, SourceMedia>> {
  const rows = await findManyMedia(db, owner, mediaIds)
  return new Map(
    rows.map(({ id, fileName, planner }) => {
      const { kind, widthPixels, heightPixels, durationSeconds } = planner
      return [id, { fileName, kind, widthPixels, heightPixels, durationSeconds }]
    }),
  )
}

/** What removing a photo or clip asks of others: what holds while a video shows it, and to end its jobs. */
export type Removal = Keeping & {
  isUsed(db: Database, owner: Owner, id: string): Condition
  cancelJob(jobId: string): Promise<void>
}

/** Removes a photo or clip with its objects and ends its jobs. Refuses while a video is made with it. */
export async function removeMedia(removal: Removal, owner: Owner, mediaId: string): Promise<void> {
  const { db, nowMs } = removal
  const row = await getMedia(db, owner, mediaId)
  const objects = withoutUpload(Object.values(keysOfMedia(owner.id, mediaId)))
  const isUsed = removal.isUsed(db, owner, mediaId)
  const jobIds = await deleteMediaRow(db, row, { objects, nowMs, isUsed })
  if (jobIds === undefined) {
    await getMedia(db, owner, mediaId)
    throw new Refusal('conflict', `A video is made with this ${row.kind}. Delete the video first.`)
  }
  for (const jobId of jobIds) await removal.cancelJob(jobId)
  await removeGivenUp(removal, objects)
}
