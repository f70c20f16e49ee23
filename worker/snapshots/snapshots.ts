/** What may be done with snapshots: keep one, read it, list them, remove one. */
import type { PlaylistHead, PlaylistItem } from '#core/playlists/playlist.ts'
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { Refusal } from '../http/refusal.ts'
import { allOrNothing, type Keeping, removeGivenUp } from '../intake/intake.ts'
import { withoutUpload } from '../intake/pending.ts'
import type { Owner } from '../jobs/store.ts'
import { objectKey } from '../storage/keys.ts'
import { storeChunks } from '../storage/store-chunks.ts'
import { encodeSnapshot, itemsInRange, rangeOfPage, readDocument, type Written } from './document.ts'
import type { Snapshot, SnapshotSource } from './schema.ts'
import {
  deleteSnapshotRow,
  findSnapshot,
  insertSnapshot,
  type SnapshotFacts,
  type SnapshotRow,
} from './store.ts'

/** Where a snapshot's object lies. */
export function keyOfSnapshot(ownerId: string, snapshotId: string): string {
  return objectKey(ownerId, 'snapshots', snapshotId, 'playlist.json')
}

/** A row as it leaves. */
export function snapshotOf(row: SnapshotFacts): Snapshot {
  const { id, sourceKind, sourceId, title, version, itemCount, bytes, createdAtMs } = row
  const createdAt = new Date(createdAtMs).toISOString()
  return { id, source: { kind: sourceKind, id: sourceId }, title, version, itemCount, bytes, createdAt }
}

/** What is to be kept, and of what. The songs may come as slowly as they like. */
export type NewSnapshot = {
  readonly source: SnapshotSource
  readonly title: string
  readonly head: PlaylistHead
  readonly items: Iterable<PlaylistItem> | AsyncIterable<PlaylistItem>
}

/** Keeps songs as the next version of their source: an object that is never written again, and its row. */
export async function saveSnapshot(keeping: Keeping, owner: Owner, wish: NewSnapshot): Promise<Snapshot> {
  const { db, store, nowMs } = keeping
  const id = newId('snp', nowMs)
  const key = keyOfSnapshot(owner.id, id)
  const written: Written = { itemCount: 0, bytes: 0, offsets: [] }
  return await allOrNothing(keeping, { key, ownerId: owner.id }, async (opened) => {
    const target = { key, contentType: 'application/json', opened }
    await storeChunks(store, target, encodeSnapshot(wish.head, wish.items, written))
    const { itemCount, bytes, offsets } = written
    const row = {
      id,
      ownerId: owner.id,
      sourceKind: wish.source.kind,
      sourceId: wish.source.id,
      title: wish.title,
      itemCount,
      bytes,
      offsets: JSON.stringify(offsets),
      createdAtMs: nowMs,
    }
    return snapshotOf(await insertSnapshot(db, row, key))
  })
}

/** One snapshot of this owner. Refuses with `snapshot-not-found`, whether it never was or is somebody else's. */
export async function getSnapshot(db: Database, owner: Owner, snapshotId: string): Promise<SnapshotRow> {
  const row = await findSnapshot(db, owner, snapshotId)
  if (row !== undefined) return row
  throw new Refusal('snapshot-not-found', `No snapshot ${snapshotId.slice(0, 60)} is yours.`)
}

/** A snapshot as it lies in storage. Its songs can be gone through once. */
export type StoredSnapshot = {
  readonly snapshot: Snapshot
  readonly head: PlaylistHead
  readonly items: AsyncIterable<PlaylistItem>
}

/** A snapshot and its songs, which are read from storage as they are asked for, once. */
export async function readSnapshot(
  { db, store }: Pick<Keeping, 'db' | 'store'>,
  owner: Owner,
  snapshotId: string,
): Promise<StoredSnapshot> {
  const row = await getSnapshot(db, owner, snapshotId)
  const found = await store.get(keyOfSnapshot(owner.id, row.id))
  if (found === undefined) throw new Error(`snapshot ${row.id} is not in storage`)
  return { snapshot: snapshotOf(row), ...(await readDocument(found.body)) }
}

/** Some songs of a snapshot, after the first so many. */
export async function readSnapshotPage(
  { db, store }: Pick<Keeping, 'db' | 'store'>,
  owner: Owner,
  page: { readonly snapshotId: string; readonly after: number; readonly limit: number },
): Promise<{ readonly items: readonly PlaylistItem[]; readonly nextAfter: number | null }> {
  const row = await getSnapshot(db, owner, page.snapshotId)
  // Written by ourselves, as the marks of the object.
  const offsets = JSON.parse(row.offsets) as number[]
  const place = rangeOfPage({ bytes: row.bytes, offsets }, page)
  if (place === undefined) return { items: [], nextAfter: null }
  const found = await store.get(keyOfSnapshot(owner.id, row.id), place.range)
  if (found === undefined) throw new Error(`snapshot ${row.id} is not in storage`)
  const items: PlaylistItem[] = []
  for await (const item of itemsInRange(found.body)) items.push(item)
  const shown = items.slice(place.skipped, place.skipped + page.limit)
  const seen = page.after + shown.length
  return { items: shown, nextAfter: seen < row.itemCount ? seen : null }
}

/** Removes a snapshot with its object. */
export async function removeSnapshot(keeping: Keeping, owner: Owner, snapshotId: string): Promise<void> {
  const row = await getSnapshot(keeping.db, owner, snapshotId)
  const key = keyOfSnapshot(owner.id, row.id)
  await deleteSnapshotRow(keeping.db, row, { key, nowMs: keeping.nowMs })
  await removeGivenUp(keeping, withoutUpload([key]))
}
