/** Lets go of songs that nobody sees any more: of playlists that were deleted or filled anew, and of files that were lost on their way. */
import { msOfMinutes } from '#core/units.ts'
import type { PlaylistKeeping } from './playlists.ts'
import { deleteItems, deleteRevision, revisionsToGo } from './sweep-store.ts'

/** No file is silent for so long while it comes in, and nobody reads for so long in songs that were given up. */
const lostMs = msOfMinutes(10)
const revisionsAtOnce = 20
const itemsPerStatement = 5_000
/** What a sweep leaves, the next one takes. */
const mostItemsAtOnce = 50_000

/** Removes some of them; answers how many songs. */
export async function sweepRevisions({ db, nowMs }: PlaylistKeeping): Promise<number> {
  let removed = 0
  for (const id of await revisionsToGo(db, { silentSinceMs: nowMs - lostMs, limit: revisionsAtOnce })) {
    let last = itemsPerStatement
    while (last === itemsPerStatement && removed < mostItemsAtOnce) {
      last = await deleteItems(db, id, itemsPerStatement)
      removed += last
    }
    if (last < itemsPerStatement) await deleteRevision(db, id)
  }
  return removed
}
