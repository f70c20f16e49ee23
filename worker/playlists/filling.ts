/** Fills a playlist with other songs: all of them take the place of the old ones in one moment, or none does. */
import type { PlaylistFormat } from '#core/playlists/formats.ts'
import { mostItems } from '#core/playlists/playlist.ts'
import { Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { appendItems, type ItemRow } from './item-store.ts'
import { getPlaylist, type PlaylistKeeping, silentMs } from './playlists.ts'
import { beginFilling, giveUpFilling, noteFile, switchRevision } from './store.ts'

/** What songs came in, where they came in a file. */
export type FilledFrom = { readonly format: PlaylistFormat; readonly fileName: string } | undefined

/** Writes some songs behind those that were written before. */
export type WriteRows = (rows: readonly ItemRow[]) => Promise<void>

/**
 * Runs `work`, which writes the new songs; what it throws leaves the playlist as it was. Refuses `conflict` while somebody
 * else fills it.
 */
export async function fillPlaylist(
  { db, nowMs }: PlaylistKeeping,
  owner: Owner,
  playlistId: string,
  work: (write: WriteRows) => Promise<FilledFrom>,
): Promise<void> {
  await getPlaylist(db, owner, playlistId)
  const revisionId = await beginFilling(db, owner, playlistId, { nowMs, silentSinceMs: nowMs - silentMs })
  if (revisionId === undefined)
    throw new Refusal('conflict', 'Another file is being brought into this playlist. Wait until it is in.')
  const filling = { playlistId, revisionId, status: 'filling', mostItems } as const
  try {
    const from = await work(async (rows) => {
      if (!(await appendItems(db, owner, { ...filling, nowMs: Date.now() }, rows))) overtaken()
    })
    if (from !== undefined) await noteFile(db, owner, revisionId, from)
    if (!(await switchRevision(db, owner, playlistId, { revisionId, nowMs: Date.now() }))) overtaken()
  } catch (error) {
    await giveUpFilling(db, owner, revisionId, Date.now())
    throw error
  }
}

function overtaken(): never {
  throw new Refusal('conflict', 'The playlist was deleted, or another file took the place of this one.')
}
