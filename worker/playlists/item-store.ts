/** Every query on the songs of playlists: in batches, since a playlist has up to a hundred thousand. */
import { and, asc, between, eq, getTableColumns, lte, sql } from 'drizzle-orm'
import type { MatchState } from '#core/playlists/matching.ts'
import type { Database } from '../db/client.ts'
import type { Owner } from '../jobs/store.ts'
import { playlistTouch } from './store.ts'
import { playlistItems, playlistRevisions } from './tables.ts'

/** A song as it is written: its texts are JSON. */
export type ItemRow = Pick<
  typeof playlistItems.$inferSelect,
  'state' | 'chosenSongId' | 'candidates' | 'body'
>

/** A song as it is read. */
export type PlacedRow = ItemRow & { readonly position: number }

/** Positions of one revision: more than a playlist has songs, so that no two revisions meet. */
const positionsPerRevision = 131_072

const { state, chosenSongId, candidates, body } = getTableColumns(playlistItems)
const placed = {
  position: sql<number>`${playlistItems.id} % ${sql.raw(String(positionsPerRevision))}`.as('position'),
  state,
  chosenSongId,
  candidates,
  body,
}

/** The id of a song by its place. */
function idOf(revisionId: number, position: number): number {
  return revisionId * positionsPerRevision + position
}

/** The ids that songs of a revision can have. */
export function idsOfRevision(revisionId: number): { readonly first: number; readonly last: number } {
  return { first: idOf(revisionId, 1), last: idOf(revisionId, positionsPerRevision - 1) }
}

/** The songs of a revision behind a position. */
function isBehind(revisionId: number, after: number) {
  return between(playlistItems.id, idOf(revisionId, after + 1), idsOfRevision(revisionId).last)
}

const countColumns = {
  found: playlistRevisions.foundCount,
  unsure: playlistRevisions.unsureCount,
  missing: playlistRevisions.missingCount,
  chosen: playlistRevisions.chosenCount,
  'left-out': playlistRevisions.leftOutCount,
} as const satisfies Record<MatchState, unknown>

const countNames = {
  found: 'foundCount',
  unsure: 'unsureCount',
  missing: 'missingCount',
  chosen: 'chosenCount',
  'left-out': 'leftOutCount',
} as const satisfies Record<MatchState, string>

const states = Object.keys(countNames) as readonly MatchState[]

/** Where songs are put, and until how many there are. */
export type Filling = {
  readonly playlistId: string
  readonly revisionId: number
  readonly status: 'current' | 'filling'
  readonly mostItems: number
  readonly nowMs: number
}

/**
 * Puts songs behind those of a revision, while it still has the status it is meant to have, and room: all of them or
 * none. Answers whether it did. Two statements for any number of songs; each song is two rows written, itself and its
 * entry in the index.
 */
export async function appendItems(
  db: Database,
  owner: Owner,
  filling: Filling,
  rows: readonly ItemRow[],
): Promise<boolean> {
  const { playlistId, revisionId, status, mostItems, nowMs } = filling
  const isIt = and(
    eq(playlistRevisions.id, revisionId),
    eq(playlistRevisions.ownerId, owner.id),
    eq(playlistRevisions.status, status),
    lte(playlistRevisions.itemCount, mostItems - rows.length),
  )
  const id = sql`${playlistRevisions.id} * ${positionsPerRevision} + ${playlistRevisions.itemCount} + 1 + row.key`
  const tally = Object.fromEntries(
    states.map((each) => [
      countNames[each],
      sql`${countColumns[each]} + ${rows.filter(({ state }) => state === each).length}`,
    ]),
  )
  const [, touched] = await db.batch([
    db.insert(playlistItems).select(
      sql`select ${id}, ${playlistRevisions.id}, row.value ->> 'state', row.value ->> 'chosenSongId', row.value ->> 'candidates', row.value ->> 'body'
        from ${playlistRevisions}, json_each(${JSON.stringify(rows)}) as row where ${isIt}`,
    ),
    db
      .update(playlistRevisions)
      .set({ ...tally, itemCount: sql`${playlistRevisions.itemCount} + ${rows.length}`, touchedAtMs: nowMs })
      .where(isIt)
      .returning({ id: playlistRevisions.id }),
    ...(status === 'current' ? [playlistTouch(db, owner, playlistId, nowMs)] : []),
  ])
  return touched.length > 0
}

/** Songs of a revision behind a position, in order. Whose it is was asked when the revision was read. */
export async function listItems(
  db: Database,
  revisionId: number,
  query: { readonly after: number; readonly limit: number; readonly state?: MatchState | undefined },
): Promise<readonly PlacedRow[]> {
  const isOfState =
    query.state === undefined
      ? undefined
      : and(eq(playlistItems.revisionId, revisionId), eq(playlistItems.state, query.state))
  return await db
    .select(placed)
    .from(playlistItems)
    .where(and(isBehind(revisionId, query.after), isOfState))
    .orderBy(asc(playlistItems.id))
    .limit(query.limit)
}

/** One song of a revision. */
export async function findItem(
  db: Database,
  revisionId: number,
  position: number,
): Promise<PlacedRow | undefined> {
  return await db
    .select(placed)
    .from(playlistItems)
    .where(eq(playlistItems.id, idOf(revisionId, position)))
    .get()
}

/** How songs stand from now on, by their positions. */
export type Standings = readonly (Omit<PlacedRow, 'body'> & {
  /** How it stood when this was thought out: a song that somebody chose meanwhile keeps what they chose. */
  readonly from: MatchState
})[]

/**
 * Writes how songs stand, and counts them anew by what was and what is. A song that stands otherwise than `from` is left
 * as it is.
 */
export async function updateItems(
  db: Database,
  owner: Owner,
  place: Pick<Filling, 'playlistId' | 'revisionId' | 'nowMs'>,
  standings: Standings,
): Promise<void> {
  const { playlistId, revisionId, nowMs } = place
  const changes = standings.map(({ position, from, state }) => ({
    id: idOf(revisionId, position),
    from,
    state,
  }))
  const tally = (each: MatchState) => sql`(
    select coalesce(sum((row.value ->> 'state' = ${each}) - (item.state = ${each})), 0)
    from json_each(${JSON.stringify(changes)}) as row
    join ${playlistItems} as item on item.id = row.value ->> 'id' and item.state = row.value ->> 'from')`
  const counts = Object.fromEntries(
    states.map((each) => [countNames[each], sql`${countColumns[each]} + ${tally(each)}`]),
  )
  const rows = standings.map(({ position, ...standing }) => ({ id: idOf(revisionId, position), ...standing }))
  await db.batch([
    db
      .update(playlistRevisions)
      .set(counts)
      .where(and(eq(playlistRevisions.id, revisionId), eq(playlistRevisions.ownerId, owner.id))),
    db
      .update(playlistItems)
      .set({
        state: sql`row.value ->> 'state'`,
        chosenSongId: sql`row.value ->> 'chosenSongId'`,
        candidates: sql`row.value ->> 'candidates'`,
      })
      .from(sql`json_each(${JSON.stringify(rows)}) as row`)
      .where(
        and(
          eq(playlistItems.id, sql`row.value ->> 'id'`),
          eq(playlistItems.state, sql`row.value ->> 'from'`),
        ),
      ),
    playlistTouch(db, owner, playlistId, nowMs),
  ])
}
