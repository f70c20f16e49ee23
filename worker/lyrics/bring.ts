/** Brings words into a song: from a file, from pasted text, or from LRCLIB. */
import { alignLines } from '#core/lyrics/align.ts'
import { knownWords } from '#core/lyrics/known-words.ts'
import type { LyricLine, LyricsSource } from '#core/lyrics/lyrics.ts'
import { readLyrics } from '#core/lyrics/read-lyrics.ts'
import type { LyricsFile } from '#core/lyrics/reading.ts'
import { spreadLines } from '#core/lyrics/spread.ts'
import type { Database } from '../db/client.ts'
import type { Settings } from '../env.ts'
import { Refusal, refusalOf } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { getSong, getSongSource } from '../songs/songs.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { openLrclib } from './lrclib.ts'
import { type FoundLyrics, getReplaceable, keepLyrics, type NamedVersion } from './lyrics.ts'
import type { LyricsQuery } from './schema.ts'
import { lrclibWay } from './ways.ts'

/** Where words are kept, and the songs they belong to. */
export type Keeping = { readonly db: Database; readonly store: MediaStore }

/** Which words are to be replaced. */
type Place = NamedVersion & { readonly songId: string }

/** Words that were brought, and a sentence for everything that could not be kept. */
type Brought = FoundLyrics & { readonly losses: readonly string[] }

/** Reads a file, or text, and makes it the words of a song. Refuses, naming the line, what holds nothing to sing. */
export async function importLyrics(
  keeping: Keeping,
  owner: Owner,
  place: Place & { readonly file: Uint8Array | string },
): Promise<Brought> {
  return await bring(keeping, owner, { ...place, source: 'imported' })
}

/** Asks LRCLIB for the words of a song, timed ones before plain ones. */
export async function fetchLyrics(
  keeping: Keeping & { readonly settings: Settings },
  owner: Owner,
  place: Place & { readonly query: LyricsQuery },
): Promise<Brought> {
  const { settings, db } = keeping
  const { isOn, why } = lrclibWay(settings)
  if (!isOn) throw new Refusal('not-set-up', why ?? '')
  const song = await getSong(db, owner, place.songId)
  await getReplaceable(db, owner, place.songId, place.ifMatch)
  const { title = song.title, artist = song.artist ?? undefined, album } = place.query
  if (artist === undefined) throw refusalOf('artist', 'the song does not say who sings it. Say it here.')
  const question = { title, artist, album, durationSeconds: song.durationMs / 1000 }
  const found = await openLrclib(settings.LRCLIB_URL).get(question)
  if (found === undefined)
    throw new Refusal('lyrics-not-found', `LRCLIB has no words for “${title}” by ${artist} at this length.`)
  if (found.isInstrumental)
    throw new Refusal('lyrics-not-found', `LRCLIB says that “${title}” by ${artist} has no words.`)
  return await bring(keeping, owner, { ...place, file: found.text, source: 'lrclib' })
}

async function bring(
  keeping: Keeping,
  owner: Owner,
  {
    songId,
    ifMatch,
    nowMs,
    file,
    source,
  }: Place & { readonly file: Uint8Array | string; readonly source: LyricsSource },
): Promise<Brought> {
  const from = await getReplaceable(keeping.db, owner, songId, ifMatch)
  const song = await getSong(keeping.db, owner, songId)
  const reading = readLyrics(file, song.durationMs / 1000)
  if (!reading.ok) throw new Refusal('unreadable-file', reading.reason)
  const lines = await timedLines(keeping, owner, { songId, from, file: reading.value })
  const language = reading.value.language ?? from.lyrics.language
  const lyrics = { version: 1 as const, language, source, lines: [...lines] }
  return { ...(await keepLyrics(keeping.db, owner, { songId, from, lyrics, nowMs })), losses: reading.losses }
}

/** Lines without times take those of the words that the song has already, or are spread over its sung parts. */
async function timedLines(
  keeping: Keeping,
  owner: Owner,
  { songId, from, file }: { readonly songId: string; readonly from: FoundLyrics; readonly file: LyricsFile },
): Promise<readonly LyricLine[]> {
  if (file.kind === 'timed') return file.lines
  const song = await getSong(keeping.db, owner, songId)
  const songSeconds = song.durationMs / 1000
  const aligned = alignLines(file.texts, knownWords(from.lyrics.lines), songSeconds)
  if (aligned !== undefined) return aligned
  const analysis =
    song.status === 'ready' ? (await getSongSource(keeping, owner, songId)).analysis : undefined
  return spreadLines(file.texts, songSeconds, analysis)
}
