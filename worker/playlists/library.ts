/** The owner's library as songs of playlists are looked for in it, and how matches leave. */
import { type Candidate, Matcher, stateOf } from '#core/playlists/matching.ts'
import { itemNamed, type PlaylistItem } from '#core/playlists/playlist.ts'
import { secondsOfMs } from '#core/units.ts'
import type { Database } from '../db/client.ts'
import type { Owner } from '../jobs/store.ts'
import { type KnownSong, knownSongs, libraryPages } from '../songs/songs.ts'
import type { ItemRow, PlacedRow } from './item-store.ts'
import type { Match, MatchedItem, MatchedSong } from './schema.ts'

/** Reads the library once, some thousand songs at a time, into an index that answers for every song of a playlist. */
export async function readMatcher(db: Database, owner: Owner): Promise<Matcher> {
  const matcher = new Matcher()
  for await (const page of libraryPages(db, owner)) for (const song of page) matcher.add(song)
  return matcher
}

/** A song with what it may be in the library, as it is written. */
export type FoundRow = ItemRow & { readonly state: 'found' | 'unsure' | 'missing' }

/** What is written of a song that nobody has chosen anything for. */
export function foundRowOf(matcher: Matcher, item: PlaylistItem): FoundRow {
  const candidates = matcher.candidates(item)
  return {
    state: stateOf(candidates),
    chosenSongId: null,
    candidates: textOfCandidates(candidates),
    body: textOfItem(item),
  }
}

/** What is written of a song that comes into a playlist: one that was left out is left out here too. */
export function newRowOf(matcher: Matcher, item: PlaylistItem): ItemRow {
  const row = foundRowOf(matcher, item)
  return item.isLeftOut === true ? { ...row, state: 'left-out' } : row
}

/** Candidates as they are stored. */
export function textOfCandidates(candidates: readonly Candidate[]): string {
  return JSON.stringify(candidates)
}

/** Candidates as they were stored. */
export function candidatesOf(row: Pick<ItemRow, 'candidates'>): readonly Candidate[] {
  // Written by `textOfCandidates`.
  return JSON.parse(row.candidates) as Candidate[]
}

/** A song as it is stored: what nobody gave is not in it, nor whether it is left out, which its state says. */
function textOfItem({ isLeftOut: _, ...item }: PlaylistItem): string {
  return JSON.stringify(item, (_name, value: unknown) => value ?? undefined)
}

/** A song as it was stored. */
export function itemOf(row: Pick<ItemRow, 'body'>): PlaylistItem {
  // Written by `textOfItem`.
  return { ...itemNamed(''), ...(JSON.parse(row.body) as Partial<PlaylistItem>) }
}

/** What rows show of the library: each song they name, where it is still there. */
export async function songsOfRows(
  db: Database,
  owner: Owner,
  rows: readonly Pick<ItemRow, 'candidates' | 'chosenSongId'>[],
): Promise<ReadonlyMap<string, MatchedSong>> {
  const songIds = new Set<string>()
  for (const row of rows) {
    const songId = row.chosenSongId ?? candidatesOf(row)[0]?.songId
    if (songId !== undefined) songIds.add(songId)
  }
  return await matchedSongs(db, owner, [...songIds])
}

/** Songs of the library by their ids. */
export async function matchedSongs(
  db: Database,
  owner: Owner,
  songIds: readonly string[],
): Promise<ReadonlyMap<string, MatchedSong>> {
  const songs = new Map<string, MatchedSong>()
  for (const song of await knownSongs(db, owner, songIds)) songs.set(song.id, matchedSongOf(song))
  return songs
}

/** A song as a match shows it. */
export function matchedSongOf({ id, title, artist, durationMs }: KnownSong): MatchedSong {
  return { id, title, artist, durationSeconds: secondsOfMs(durationMs) }
}

/** How a stored song stands, with the songs of the library that rows name. */
export function matchOf(
  row: Pick<ItemRow, 'state' | 'candidates' | 'chosenSongId'>,
  songs: ReadonlyMap<string, MatchedSong>,
): Match {
  if (row.state === 'left-out')
    return { state: 'left-out', song: null, confidence: null, because: 'You left it out.' }
  if (row.state === 'chosen') {
    const song = songs.get(row.chosenSongId ?? '') ?? null
    const because = song === null ? goneSentence : 'You chose it.'
    return { state: song === null ? 'missing' : 'chosen', song, confidence: null, because }
  }
  const [best] = candidatesOf(row)
  if (best === undefined || row.state === 'missing')
    return {
      state: 'missing',
      song: null,
      confidence: null,
      because: 'Nothing in your library is much like it.',
    }
  const song = songs.get(best.songId) ?? null
  if (song === null) return { state: 'missing', song, confidence: null, because: goneSentence }
  return { state: row.state, song, confidence: best.confidence, because: best.because }
}

const goneSentence = 'The song that it was is not in your library any more. Match the playlist again.'

/** Rows as they leave. */
export async function matchedItems(
  db: Database,
  owner: Owner,
  rows: readonly PlacedRow[],
): Promise<MatchedItem[]> {
  const songs = await songsOfRows(db, owner, rows)
  return rows.map((row) => ({ position: row.position, item: itemOf(row), match: matchOf(row, songs) }))
}
