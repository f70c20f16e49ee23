/** Every query on snapshots. The owner is always an argument. */
import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import { givenUpInsert, pendingDelete, withoutUpload } from '../intake/pending.ts'
import type { Owner } from '../jobs/store.ts'
import type { SnapshotSource, SnapshotSourceKind } from './schema.ts'
import { snapshots } from './tables.ts'

/** A row as it is read. */
export type SnapshotRow = typeof snapshots.$inferSelect

/** A row without what only reading a page needs. */
export type SnapshotFacts = Omit<SnapshotRow, 'offsets'>

const { offsets: _offsets, ...facts } = getTableColumns(snapshots)

function isSnapshot(owner: Owner, snapshotId: string) {
  return and(eq(snapshots.ownerId, owner.id), eq(snapshots.id, snapshotId))
}

function isOfSource(owner: Owner, { kind, id }: SnapshotSource) {
  return and(eq(snapshots.ownerId, owner.id), eq(snapshots.sourceKind, kind), eq(snapshots.sourceId, id))
}

/** Writes a snapshot as the next version of its source, and ends its object's waiting. */
export async function insertSnapshot(
  db: Database,
  row: Omit<SnapshotRow, 'version'>,
  key: string,
): Promise<SnapshotRow> {
  const source = { kind: row.sourceKind, id: row.sourceId }
  const version = sql<number>`(select coalesce(max(${snapshots.version}), 0) + 1 from ${snapshots} where ${isOfSource({ id: row.ownerId }, source)})`
  const [inserted] = await db.batch([
    db
      .insert(snapshots)
      .values({ ...row, version })
      .returning(),
    pendingDelete(db, key),
  ])
  const [written] = inserted
  if (written === undefined) throw new Error('a snapshot was not written')
  return written
}

/** Which snapshots. */
export type SnapshotsQuery = PageQuery & {
  readonly sourceKind?: SnapshotSourceKind | undefined
  readonly sourceId?: string | undefined
}

/** A page of the owner's snapshots, newest first, and one row more where there is a next page. */
export async function listSnapshots(
  db: Database,
  owner: Owner,
  { limit, cursor, sourceKind, sourceId }: SnapshotsQuery,
): Promise<readonly SnapshotFacts[]> {
  return await db
    .select(facts)
    .from(snapshots)
    .where(
      and(
        eq(snapshots.ownerId, owner.id),
        sourceKind === undefined ? undefined : eq(snapshots.sourceKind, sourceKind),
        sourceId === undefined ? undefined : eq(snapshots.sourceId, sourceId),
        cursor === undefined ? undefined : lt(snapshots.id, cursor),
      ),
    )
    .orderBy(desc(snapshots.id))
    .limit(limit + 1)
}

/** One snapshot of this owner; `undefined` both when it does not exist and when it is somebody else's. */
export async function findSnapshot(
  db: Database,
  owner: Owner,
  snapshotId: string,
): Promise<SnapshotRow | undefined> {
  return await db.select().from(snapshots).where(isSnapshot(owner, snapshotId)).get()
}

/** Removes a snapshot's row and writes down that its object is to go. */
export async function deleteSnapshotRow(
  db: Database,
  row: SnapshotFacts,
  object: { readonly key: string; readonly nowMs: number },
): Promise<void> {
  const isIt = isSnapshot({ id: row.ownerId }, row.id)
  const given = {
    objects: withoutUpload([object.key]),
    ownerId: row.ownerId,
    createdAtMs: object.nowMs,
  }
  const there = db.select({ id: snapshots.id }).from(snapshots).where(isIt)
  await db.batch([givenUpInsert(db, given, there), db.delete(snapshots).where(isIt)])
}
