/** Says what became of the songs between two snapshots. */
import { compareLists } from '#core/playlists/compare.ts'
import { itemNamed, type PlaylistItem } from '#core/playlists/playlist.ts'
import { Refusal } from '../http/refusal.ts'
import type { Keeping } from '../intake/intake.ts'
import type { Owner } from '../jobs/store.ts'
import type { Comparison } from './schema.ts'
import { getSnapshot, readSnapshot } from './snapshots.ts'

/** Both lists are held in memory at once. */
const mostCompared = 50_000

/** Compares a snapshot with an earlier one. Refuses `limit-exceeded` for very long ones. */
export async function compareWithEarlier(
  keeping: Pick<Keeping, 'db' | 'store'>,
  owner: Owner,
  pair: { readonly earlierId: string; readonly laterId: string },
): Promise<Comparison> {
  const earlier = await readIdentities(keeping, owner, pair.earlierId)
  const later = await readIdentities(keeping, owner, pair.laterId)
  const { came, went, moved, stayedCount } = compareLists(earlier, later)
  return { came: [...came], went: [...went], moved: [...moved], stayedCount }
}

/** The songs of a snapshot, without what does not say which recording one is. */
async function readIdentities(
  keeping: Pick<Keeping, 'db' | 'store'>,
  owner: Owner,
  snapshotId: string,
): Promise<PlaylistItem[]> {
  const { itemCount } = await getSnapshot(keeping.db, owner, snapshotId)
  if (itemCount > mostCompared)
    throw new Refusal('limit-exceeded', `Snapshots of up to ${mostCompared} songs are compared.`)
  const { items } = await readSnapshot(keeping, owner, snapshotId)
  const identities: PlaylistItem[] = []
  for await (const { title, artists, isrc, recordingId, songId, spotifyUri } of items)
    identities.push({ ...itemNamed(title), artists, isrc, recordingId, songId, spotifyUri })
  return identities
}
