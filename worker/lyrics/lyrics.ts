/** What may be done with the words of a song: read them, put others in their place, take them out. */
import { hexOf } from '#core/hex.ts'
import { faultOfLyrics } from '#core/lyrics/fault.ts'
import { Lyrics } from '#core/lyrics/lyrics.ts'
import type { Database, Statement } from '../db/client.ts'
import { parseTag } from '../http/entity-tag.ts'
import { Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { getSong } from '../songs/songs.ts'
import { deleteLyrics, findLyrics, swapLyrics } from './store.ts'

/** The words of a song and the version they are. A song that nobody gave words has none, which is a version, too. */
export type FoundLyrics = { readonly lyrics: Lyrics; readonly hash: string }

/** The database takes rows of two megabytes; the words of the longest songs are some hundred kilobytes. */
const mostCharacters = 1_500_000

/** Words that were put here before tags of languages had a bound are read all the same, without the tag. */
const StoredLyrics = Lyrics.extend({ language: Lyrics.shape.language.catch(null) })

const none: Lyrics = { version: 1, language: null, source: 'typed', lines: [] }

/** The words of a song of this owner. Refuses with `song-not-found`. */
export async function getLyrics(db: Database, owner: Owner, songId: string): Promise<FoundLyrics> {
  await getSong(db, owner, songId)
  const row = await findLyrics(db, owner, songId)
  if (row === undefined) return { lyrics: none, hash: (await stored(none)).hash }
  return { lyrics: StoredLyrics.parse(JSON.parse(row.body)), hash: row.hash }
}

/** The entity tag of a version (RFC 9110, section 8.8.3). */
export function lyricsTag({ hash }: Pick<FoundLyrics, 'hash'>): string {
  return `"${hash}"`
}

/** A version that somebody names to put another in its place. */
export type NamedVersion = { readonly ifMatch: string | undefined; readonly nowMs: number }

/**
 * Puts words in the place of those that `ifMatch` names. Refuses when these are not the present ones any more, when none
 * are named, and words that cannot be sung in this song.
 */
export async function replaceLyrics(
  db: Database,
  owner: Owner,
  edit: NamedVersion & { readonly songId: string; readonly lyrics: Lyrics },
): Promise<FoundLyrics> {
  const found = await getLyrics(db, owner, edit.songId)
  const tag = edit.ifMatch === undefined ? undefined : parseTag(edit.ifMatch)
  if (tag === undefined) throw unnamed()
  const next = await stored(edit.lyrics)
  // An edit that was kept, but whose answer got lost, is sent again with the old tag (RFC 9110, section 13.1.1).
  if (next.hash === found.hash) return found
  if (tag !== lyricsTag(found)) throw changedMeanwhile()
  await keepLyrics(db, owner, { songId: edit.songId, from: found, lyrics: edit.lyrics, nowMs: edit.nowMs })
  return { lyrics: edit.lyrics, hash: next.hash }
}

/**
 * The words of a song that may be replaced: those that `ifMatch` names, or none. Nobody loses words without having said
 * which.
 */
export async function getReplaceable(
  db: Database,
  owner: Owner,
  songId: string,
  ifMatch: string | undefined,
): Promise<FoundLyrics> {
  const found = await getLyrics(db, owner, songId)
  if (ifMatch === undefined && found.lyrics.lines.length > 0) throw unnamed()
  if (ifMatch !== undefined && parseTag(ifMatch) !== lyricsTag(found)) throw changedMeanwhile()
  return found
}

/** Writes words in the place of a version that was read, with the statements `alongside`. Refuses when it is not the present one any more. */
export async function keepLyrics(
  db: Database,
  owner: Owner,
  swap: {
    readonly songId: string
    readonly from: FoundLyrics
    readonly lyrics: Lyrics
    readonly nowMs: number
    readonly alongside?: readonly Statement[]
  },
): Promise<FoundLyrics> {
  const { songId, from, lyrics, nowMs } = swap
  const song = await getSong(db, owner, songId)
  const fault = faultOfLyrics(lyrics, song.durationMs / 1000)
  if (fault !== undefined) throw new Refusal('invalid-request', fault)
  const { body, hash } = await stored(lyrics)
  if (body.length > mostCharacters)
    throw new Refusal('limit-exceeded', 'These are more words than a song can hold. Take some of them out.')
  const isFirst = (await findLyrics(db, owner, songId)) === undefined
  const fromHash = isFirst ? undefined : from.hash
  const next = { songId, fromHash, body, hash, nowMs }
  if (!(await swapLyrics(db, owner, next, swap.alongside))) throw changedMeanwhile()
  await holdSong(db, owner, songId)
  return { lyrics, hash }
}

/** Words of a song that was removed in that very moment go with it. */
async function holdSong(db: Database, owner: Owner, songId: string): Promise<void> {
  try {
    await getSong(db, owner, songId)
  } catch (error) {
    await deleteLyrics(db, owner, songId)
    throw error
  }
}

/** Takes the words out of a song. There being none is no error. */
export async function removeLyrics(db: Database, owner: Owner, songId: string): Promise<void> {
  await getSong(db, owner, songId)
  await deleteLyrics(db, owner, songId)
}

/** The stored form. The schema writes its fields in one order, so equal words are one version. */
async function stored(lyrics: Lyrics): Promise<{ readonly body: string; readonly hash: string }> {
  const body = JSON.stringify(Lyrics.parse(lyrics))
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))
  const hash = hexOf(new Uint8Array(digest))
  return { body, hash }
}

function unnamed(): Refusal {
  return new Refusal(
    'if-match-required',
    'This song has words. Send If-Match with the ETag of those that you replace, and no other.',
  )
}

function changedMeanwhile(): Refusal {
  return new Refusal(
    'changed-meanwhile',
    'The words were changed meanwhile. Read them again, and edit those.',
  )
}
