/** The songs of a playlist, as somebody scrolls through them. */
import { createPagedRows, type PagedRows, rowsAtOnce } from '../api/paged-rows.ts'
import { listItems, type MatchedItem, type MatchState } from './calls.ts'

/**
 * The songs of one state, or of all. A song that is decided about stays where it stands, also in a list that it no longer
 * belongs to, so that nothing moves under a finger and it can be taken back.
 */
export function createItems(order: {
  readonly playlistId: string
  readonly state: MatchState | undefined
  readonly count: number
}): PagedRows<MatchedItem> {
  const { playlistId, state, count } = order
  return createPagedRows<MatchedItem>({
    count,
    isSequential: state !== undefined,
    load: async (from, before) => {
      // In the list of all songs the place in the list is the position.
      const after = state === undefined ? from : (before?.position ?? 0)
      return (await listItems(playlistId, { state, after, limit: rowsAtOnce })).items
    },
  })
}
