/** A file's way in, and out: all of it or nothing. Whatever goes wrong, no object stays that no row names. */
import type { Database } from '../db/client.ts'
import { logEvent } from '../http/log.ts'
import type { RefusalCode } from '../http/refusal.ts'
import type { Composer } from '../jobs/composer.ts'
import type { MediaStore } from '../storage/media-store.ts'
import {
  findPending,
  forgetPending,
  type GivenUpObject,
  notePendingUpload,
  type PendingObject,
  pendingInsert,
  pendingSince,
} from './pending.ts'

/** Where files live. */
export type Keeping = { readonly db: Database; readonly store: MediaStore; readonly nowMs: number }

/** What bringing a file in needs: a place for it, somebody to examine it, and a way to wake its first job. */
export type Surroundings = Keeping & {
  readonly composer: Composer
  wake(jobId: string): Promise<void>
}

/**
 * No intake takes this long and no signed address lives this long: an object that still waits was lost with its
 * request, or was given up.
 */
export const pendingLifeMs = 3 * 3_600_000

/** What may happen to a file on its way in. */
export const intakeRefusals = [
  'sign-in-required',
  'invalid-request',
  'foreign-origin',
  'too-large',
  'unsupported-format',
  'unreadable-file',
  'limit-exceeded',
  'too-many-requests',
  'service-unavailable',
] as const satisfies readonly RefusalCode[]

/** A folder of photos dropped at once goes through, also from each guest behind the one address of a venue; a flood does not. */
export const intakeRates = [
  { name: 'intake', by: 'account', capacity: 200, refillPerSecond: 2 },
  { name: 'intake-address', by: 'address', capacity: 2000, refillPerSecond: 20 },
] as const

const sweptAtOnce = 50

/**
 * Runs `work`, which writes an object under `key` and then its row, with `pendingDelete` in the row's batch. When it
 * fails before that batch, the object is removed again; if even that fails, the sweep removes it later.
 */
export async function allOrNothing<T>(
  keeping: Keeping,
  object: { readonly key: string; readonly ownerId: string },
  work: (opened: (storageUploadId: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  await pendingInsert(keeping.db, { ...object, createdAtMs: keeping.nowMs })
  try {
    return await work((storageUploadId) => notePendingUpload(keeping.db, object.key, storageUploadId))
  } catch (error) {
    await leaveToSweep(discard(keeping, object.key))
    throw error
  }
}

/** Removes an object that waits for its row. An object whose row was written does not wait, and stays. */
async function discard(keeping: Keeping, key: string): Promise<void> {
  const pending = await findPending(keeping.db, key)
  if (pending === undefined) return
  await removeObject(keeping.store, pending)
  await forgetPending(keeping.db, [key])
}

/**
 * Removes the objects of a row that is gone; the row's batch wrote them down with `givenUpInsert`. They stay written
 * down until the sweep removes them once more, because work under way may still write to its signed address.
 */
export async function removeGivenUp({ store }: Keeping, objects: readonly GivenUpObject[]): Promise<void> {
  for (const { key, storageUploadId } of objects)
    if (storageUploadId !== null) await leaveToSweep(store.abortMultipart(key, storageUploadId))
  await leaveToSweep(store.delete(objects.map(({ key }) => key)))
}

/** Removes what was given up or lost: objects and multipart uploads without a row for too long. Answers how many. */
export async function sweepPending({ db, store, nowMs }: Keeping): Promise<number> {
  const lost = await pendingSince(db, { beforeMs: nowMs - pendingLifeMs, limit: sweptAtOnce })
  for (const pending of lost) await removeObject(store, pending)
  await forgetPending(
    db,
    lost.map(({ key }) => key),
  )
  return lost.length
}

async function removeObject(store: MediaStore, { key, storageUploadId }: PendingObject): Promise<void> {
  if (storageUploadId !== null) await store.abortMultipart(key, storageUploadId)
  await store.delete([key])
}

async function leaveToSweep(removal: Promise<void>): Promise<void> {
  await removal.catch((error: unknown) => logEvent('removal-left-to-sweep', { error: String(error) }))
}
