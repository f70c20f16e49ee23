/** What may be done with the songs of a playlist: put some behind the others, read them, say which song of the library one is. */
import { type Matcher, stateOf } from '#core/playlists/matching.ts'
import { mostItems, type PlaylistItem } from '#core/playlists/playlist.ts'
import type { Database } from '../db/client.ts'
import { Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { getSong } from '../songs/songs.ts'
import { inBatches, itemsPerBatch } from './batches.ts'
import { fillPlaylist } from './filling.ts'
import { appendItems, findItem, type ItemRow, listItems, type PlacedRow, updateItems } from './item-store.ts'
import {
  candidatesOf,
  itemOf,
  matchedItems,
  matchedSongs,
  newRowOf,
  readMatcher,
  textOfCandidates,
} from './library.ts'
import { getPlaylist, type PlaylistKeeping, playlistOf, silentMs, tooManyItems } from './playlists.ts'
import type { Candidates, ItemsQuery, MatchedItem, Playlist } from './schema.ts'

/**
 * Puts songs behind those of a playlist, matched with the library as it is now. Refuses `conflict` while a file comes in,
 * and `limit-exceeded` past the most songs: then none of them.
 */
export async function appendToPlaylist(
  { db, nowMs }: PlaylistKeeping,
  owner: Owner,
  playlistId: string,
  items: readonly PlaylistItem[],
): Promise<Playlist> {
  const row = await getPlaylist(db, owner, playlistId)
  if (row.filling !== null && row.filling.touchedAtMs >= nowMs - silentMs)
    throw new Refusal('conflict', 'A file is being brought into this playlist. Wait until it is in.')
  if (row.current.itemCount + items.length > mostItems) throw new Refusal('limit-exceeded', tooManyItems)
  const matcher = await readMatcher(db, owner)
  const filling = { playlistId, revisionId: row.current.id, status: 'current', mostItems, nowMs } as const
  for await (const rows of inBatches(items.map((item) => newRowOf(matcher, item)))) {
    if (await appendItems(db, owner, filling, rows)) continue
    const now = await getPlaylist(db, owner, playlistId)
    if (now.current.id === row.current.id) throw new Refusal('limit-exceeded', tooManyItems)
    throw new Refusal('conflict', 'A file took the place of the songs meanwhile. Send these again.')
  }
  return playlistOf(await getPlaylist(db, owner, playlistId), nowMs)
}

/** Fills a playlist with songs that are known already, such as those of a snapshot: all of them or none. */
export async function fillWithItems(
  keeping: PlaylistKeeping,
  owner: Owner,
  playlistId: string,
  items: AsyncIterable<PlaylistItem>,
): Promise<void> {
  const matcher = await readMatcher(keeping.db, owner)
  await fillPlaylist(keeping, owner, playlistId, async (write) => {
    for await (const rows of inBatches(newRows(matcher, items))) await write(rows)
    return undefined
  })
}

async function* newRows(matcher: Matcher, items: AsyncIterable<PlaylistItem>): AsyncGenerator<ItemRow> {
  for await (const item of items) yield newRowOf(matcher, item)
}

/** Some songs of a playlist, behind a position. */
export async function readItems(
  db: Database,
  owner: Owner,
  playlistId: string,
  { after, limit, state }: ItemsQuery,
): Promise<{ readonly items: MatchedItem[]; readonly nextAfter: number | null }> {
  const { current } = await getPlaylist(db, owner, playlistId)
  const rows = await listItems(db, current.id, { after, limit: limit + 1, state })
  const page = rows.slice(0, limit)
  const nextAfter = rows.length > limit ? (page.at(-1)?.position ?? null) : null
  return { items: await matchedItems(db, owner, page), nextAfter }
}

/** The songs of a playlist as they travel, in order; read as they are asked for. */
export async function* playlistItemsOf(
  db: Database,
  owner: Owner,
  playlistId: string,
): AsyncGenerator<PlaylistItem> {
  const { current } = await getPlaylist(db, owner, playlistId)
  yield* itemsOfRevision(db, current.id)
}

async function* itemsOfRevision(db: Database, revisionId: number): AsyncGenerator<PlaylistItem> {
  for await (const row of rowsOfRevision(db, revisionId)) yield travellingItemOf(row)
}

/** A song as it travels: what somebody decided by hand goes along, the song of the library that it is, or that it is left out. */
function travellingItemOf(row: PlacedRow): PlaylistItem {
  const item = itemOf(row)
  if (row.state === 'left-out') return { ...item, isLeftOut: true }
  return row.chosenSongId === null ? item : { ...item, songId: row.chosenSongId }
}

/** Every row of a revision, in order. */
export async function* rowsOfRevision(db: Database, revisionId: number): AsyncGenerator<PlacedRow> {
  let after = 0
  for (;;) {
    const rows = await listItems(db, revisionId, { after, limit: itemsPerBatch })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < itemsPerBatch) return
    after = last.position
  }
}

type ItemPlace = { readonly playlistId: string; readonly position: number }

async function getItem(db: Database, owner: Owner, { playlistId, position }: ItemPlace) {
  const { current } = await getPlaylist(db, owner, playlistId)
  const row = await findItem(db, current.id, position)
  if (row === undefined) throw new Refusal('playlist-item-not-found', `The playlist has no song ${position}.`)
  return { row, revisionId: current.id }
}

/** What a song of a playlist may be in the library, best first; of those that are still there. */
export async function readCandidates(db: Database, owner: Owner, place: ItemPlace): Promise<Candidates> {
  const { row } = await getItem(db, owner, place)
  const candidates = candidatesOf(row)
  const songs = await matchedSongs(
    db,
    owner,
    candidates.map(({ songId }) => songId),
  )
  const items = candidates.flatMap(({ songId, confidence, because }) => {
    const song = songs.get(songId)
    return song === undefined ? [] : [{ song, confidence, because }]
  })
  return { items }
}

/** Says which song of the library a song of a playlist is; null leaves it out. */
export async function chooseSong(
  keeping: PlaylistKeeping,
  owner: Owner,
  place: ItemPlace,
  songId: string | null,
): Promise<MatchedItem> {
  if (songId !== null) await getSong(keeping.db, owner, songId)
  const state = songId === null ? 'left-out' : 'chosen'
  return await stand(keeping, owner, place, () => ({ state, chosenSongId: songId }))
}

/** Takes back what somebody chose: the song stands again as it was found. */
export async function unchooseSong(
  keeping: PlaylistKeeping,
  owner: Owner,
  place: ItemPlace,
): Promise<MatchedItem> {
  return await stand(keeping, owner, place, (row) => ({
    state: stateOf(candidatesOf(row)),
    chosenSongId: null,
  }))
}

async function stand(
  { db, nowMs }: PlaylistKeeping,
  owner: Owner,
  place: ItemPlace,
  standing: (row: PlacedRow) => Pick<PlacedRow, 'state' | 'chosenSongId'>,
): Promise<MatchedItem> {
  const { row, revisionId } = await getItem(db, owner, place)
  const { position, state: from, candidates } = row
  const change = { position, from, candidates, ...standing(row) }
  await updateItems(db, owner, { playlistId: place.playlistId, revisionId, nowMs }, [change])
  const [item] = await matchedItems(db, owner, [(await getItem(db, owner, place)).row])
  if (item === undefined) throw new Error('a song of a playlist was not read')
  return item
}

/** Looks for every song in the library as it is now. What was chosen by hand stays. */
export async function matchAgain(
  { db, nowMs }: PlaylistKeeping,
  owner: Owner,
  playlistId: string,
): Promise<Playlist> {
  const { current } = await getPlaylist(db, owner, playlistId)
  const matcher = await readMatcher(db, owner)
  const place = { playlistId, revisionId: current.id, nowMs }
  for await (const rows of inBatches(rowsOfRevision(db, current.id))) {
    const changes = rows.flatMap((row) => {
      const candidates = matcher.candidates(itemOf(row))
      const isByHand = row.state === 'chosen' || row.state === 'left-out'
      const state = isByHand ? row.state : stateOf(candidates)
      const text = textOfCandidates(candidates)
      if (state === row.state && text === row.candidates) return []
      const { position, chosenSongId } = row
      return [{ position, from: row.state, state, chosenSongId, candidates: text }]
    })
    if (changes.length > 0) await updateItems(db, owner, place, changes)
  }
  return playlistOf(await getPlaylist(db, owner, playlistId), nowMs)
}
