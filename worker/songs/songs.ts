/** What may be done with songs: bring one, name it, read what was heard in it, remove it. */
import { type Analysis, parseAnalysis } from '#core/audio/analysis.ts'
import type { MediaFormat } from '#core/media/format.ts'
import { msOfSeconds } from '#core/units.ts'
import type { Condition, Database, Statement } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { Refusal } from '../http/refusal.ts'
import { examine } from '../intake/examine.ts'
import { titleOfFileName } from '../intake/file-name.ts'
import { type FormRequest, storeForm } from '../intake/form-upload.ts'
import { allOrNothing, type Keeping, removeGivenUp, type Surroundings } from '../intake/intake.ts'
import { withoutUpload } from '../intake/pending.ts'
import type { Owner } from '../jobs/store.ts'
import { objectKey } from '../storage/keys.ts'
import type { MediaStore } from '../storage/media-store.ts'
import type { Song } from './schema.ts'
import {
  deleteSongRow,
  findLibrary,
  findSong,
  findSongs,
  insertSong,
  renameSong,
  type SongRow,
  searchSongs,
} from './store.ts'

/** Where a song's objects lie: the file as it was brought, and what the analysis made of it. */
export function keysOfSong(ownerId: string, songId: string) {
  const key = (name: string) => objectKey(ownerId, 'songs', songId, name)
  return { file: key('file'), analysis: key('analysis.json'), waveform: key('waveform.json') } as const
}

/** A file that is in storage as this song's, and of which the first bytes were read. */
export type StoredSong = {
  readonly songId: string
  readonly fileName: string
  readonly format: MediaFormat
}

/** Brings a song by a form: stored, decoded, and only then written down, with its analysis waiting. */
export async function addSong(
  surroundings: Surroundings,
  owner: Owner,
  request: FormRequest,
): Promise<SongRow> {
  const songId = newId('sng', surroundings.nowMs)
  const { file: key } = keysOfSong(owner.id, songId)
  return await allOrNothing(surroundings, { key, ownerId: owner.id }, async (opened) => {
    const { fileName, format } = await storeForm(
      surroundings.store,
      { key, purpose: 'song', opened },
      request,
    )
    return await keepSong(surroundings, owner, { songId, fileName, format })
  })
}

/**
 * Decodes a stored file and writes it down as a song, together with the statements `alongside`. Refuses what cannot
 * be used; the object is then the caller's to remove.
 */
export async function keepSong(
  { db, store, composer, wake, nowMs }: Surroundings,
  owner: Owner,
  { songId, fileName, format }: StoredSong,
  alongside: readonly Statement[] = [],
): Promise<SongRow> {
  const { file: key } = keysOfSong(owner.id, songId)
  const facts = await examine({ composer, store }, { key, format })
  if (facts.kind !== 'song') throw new Error(`a song was found to be a ${facts.kind}`)
  const song: SongRow = {
    id: songId,
    ownerId: owner.id,
    title: textOr(facts.title, titleOfFileName(fileName)),
    artist: textOr(facts.artist, null),
    isrc: facts.isrc ?? null,
    recordingId: facts.recordingId ?? null,
    fileName,
    format,
    bytes: facts.bytes,
    durationMs: Math.round(msOfSeconds(facts.durationSeconds)),
    contentHash: facts.contentHash,
    jobId: newId('job', nowMs),
    status: 'analysing',
    tempo: null,
    key: null,
    createdAtMs: nowMs,
  }
  await insertSong(db, song, key, alongside)
  await wake(song.jobId)
  return song
}

function textOr<T>(text: string | undefined, otherwise: T): string | T {
  return text === undefined || text.trim() === '' ? otherwise : text.trim()
}

/** A row as it leaves. */
export function songOf(row: SongRow): Song {
  const { ownerId: _owner, contentHash: _hash, createdAtMs, ...song } = row
  return { ...song, createdAt: new Date(createdAtMs).toISOString() }
}

/** One song of this owner. Refuses with `song-not-found`, whether it never was or is somebody else's. */
export async function getSong(db: Database, owner: Owner, songId: string): Promise<SongRow> {
  return (await findSong(db, owner, songId)) ?? absent(songId)
}

/** Gives a song another title. */
export async function retitleSong(
  db: Database,
  owner: Owner,
  songId: string,
  title: string,
): Promise<SongRow> {
  return (await renameSong(db, owner, songId, title)) ?? absent(songId)
}

function absent(songId: string): never {
  throw new Refusal('song-not-found', `No song ${songId.slice(0, 60)} is in your library.`)
}

/** A song that was analysed. Refuses with `not-ready` before that, and says so when the analysis failed. */
export async function getReadySong(db: Database, owner: Owner, songId: string): Promise<SongRow> {
  const song = await getSong(db, owner, songId)
  if (song.status === 'ready') return song
  const why =
    song.status === 'failed'
      ? 'The analysis of this song failed. Remove the song and bring it again.'
      : 'This song is still being analysed. Watch its job and try again when it has ended.'
  throw new Refusal('not-ready', why)
}

/** What making a video needs of a song. */
export type SongSource = {
  readonly fileKey: string
  readonly format: MediaFormat
  readonly contentHash: string
  readonly durationMs: number
  readonly title: string
  readonly analysis: Analysis
}

/** A song's file and analysis. Refuses with `song-not-found`, or with `not-ready` until it was analysed. */
export async function getSongSource(
  { db, store }: { readonly db: Database; readonly store: MediaStore },
  owner: Owner,
  songId: string,
): Promise<SongSource> {
  const song = await getReadySong(db, owner, songId)
  const keys = keysOfSong(owner.id, song.id)
  const found = await store.get(keys.analysis)
  const parsed = parseAnalysis(found === undefined ? undefined : await new Response(found.body).json())
  if (!parsed.ok) throw new Error(`the stored analysis of ${song.id} cannot be read: ${parsed.reason}`)
  const { format, contentHash, durationMs, title } = song
  return { fileKey: keys.file, format, contentHash, durationMs, title, analysis: parsed.value }
}

/**
 * What removing a song asks of others: what holds while a video is made of it, what of theirs goes with it (once
 * `isThere` does not hold any more), and to end its job.
 */
export type Removal = Keeping & {
  isUsed(db: Database, owner: Owner, id: string): Condition
  alongside(db: Database, owner: Owner, id: string, isThere: Condition): readonly Statement[]
  cancelJob(jobId: string): Promise<void>
}

/** Removes a song with its objects and ends its job. Refuses while a video is made of it. */
export async function removeSong(removal: Removal, owner: Owner, songId: string): Promise<void> {
  const { db, nowMs } = removal
  const song = await getSong(db, owner, songId)
  const objects = withoutUpload(Object.values(keysOfSong(owner.id, songId)))
  const isUsed = removal.isUsed(db, owner, songId)
  const alongside = (isThere: Condition) => removal.alongside(db, owner, songId, isThere)
  if (!(await deleteSongRow(db, song, { objects, nowMs, isUsed, alongside }))) {
    await getSong(db, owner, songId)
    throw new Refusal('conflict', 'A video is made of this song. Delete the video first.')
  }
  await removal.cancelJob(song.jobId)
  await removeGivenUp(removal, objects)
}

/** A song, as far as other domains need to know it. */
export type KnownSong = Pick<
  SongRow,
  'id' | 'title' | 'artist' | 'durationMs' | 'format' | 'fileName' | 'isrc' | 'recordingId'
>

/** Those of these songs that are this owner's, in no order. */
export async function knownSongs(
  db: Database,
  owner: Owner,
  songIds: readonly string[],
): Promise<readonly KnownSong[]> {
  return await findSongs(db, owner, songIds)
}

/** A page of the owner's songs whose title or artist holds a text, and one more where there is a next page. */
export async function searchKnownSongs(
  db: Database,
  owner: Owner,
  query: Parameters<typeof searchSongs>[2],
): Promise<readonly KnownSong[]> {
  return await searchSongs(db, owner, query)
}

/** What of a song says which recording it is. */
export type Recording = Pick<SongRow, 'id' | 'title' | 'artist' | 'durationMs' | 'isrc' | 'recordingId'>

const songsPerPage = 5_000

/** All songs of a library, oldest first, some thousand at a time. */
export async function* libraryPages(db: Database, owner: Owner): AsyncGenerator<readonly Recording[]> {
  let afterId = ''
  for (;;) {
    const page = await findLibrary(db, owner, { afterId, limit: songsPerPage })
    yield page
    const last = page.at(-1)
    if (last === undefined || page.length < songsPerPage) return
    afterId = last.id
  }
}
