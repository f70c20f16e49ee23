/** Says what became of the songs between two snapshots. */
import { compareLists, type SongList } from '#core/playlists/compare.ts'
import { Refusal } from '../http/refusal.ts'
import type { Keeping } from '../intake/intake.ts'
import type { Owner } from '../jobs/store.ts'
import type { Comparison } from './schema.ts'
import { getSnapshot, readSnapshot } from './snapshots.ts'

/** Of each song some numbers are held in memory, and the answer names as many places. */
const mostCompared = 50_000

/** Compares a snapshot with an earlier one. Refuses `limit-exceeded` for very long ones. */
export async function compareWithEarlier(
  keeping: Pick<Keeping, 'db' | 'store'>,
  owner: Owner,
  pair: { readonly earlierId: string; readonly laterId: string },
): Promise<Comparison> {
  const earlier = await songsOf(keeping, owner, pair.earlierId)
  const later = await songsOf(keeping, owner, pair.laterId)
  const { came, went, moved, stayedCount } = await compareLists(earlier, later)
  return { came: [...came], went: [...went], moved: [...moved], stayedCount }
}

/** The songs of a snapshot, read from storage each time they are gone through. */
async function songsOf(
  keeping: Pick<Keeping, 'db' | 'store'>,
  owner: Owner,
  snapshotId: string,
): Promise<SongList> {
  const { itemCount } = await getSnapshot(keeping.db, owner, snapshotId)
  if (itemCount > mostCompared)
    throw new Refusal('limit-exceeded', `Snapshots of up to ${mostCompared} songs are compared.`)
  return async function* () {
    yield* (await readSnapshot(keeping, owner, snapshotId)).items
  }
}
