/**
 * The job of a transcription: the media service cuts the song into pieces, a model listens to one after the other, and
 * what it heard becomes lines, or gives the lines that were there their times.
 */
import { z } from 'zod'
import { alignLines } from '#core/lyrics/align.ts'
import { HeardPiece, joinHeard, linesOfHeard, voicePieces } from '#core/lyrics/heard.ts'
import { mostLines } from '#core/lyrics/limits.ts'
import type { LyricLine, Lyrics } from '#core/lyrics/lyrics.ts'
import { Refusal } from '../http/refusal.ts'
import { removeGivenUp } from '../intake/intake.ts'
import { withoutUpload } from '../intake/pending.ts'
import type { JobContext, OwnWorkHandler } from '../jobs/handler.ts'
import type { JobRow } from '../jobs/tables.ts'
import { getSong } from '../songs/songs.ts'
import { listeningWork, voiceKeys } from './listening-work.ts'
import { getLyrics, keepLyrics } from './lyrics.ts'
import {
  deleteTranscription,
  findTranscriptionToRun,
  type TranscriptionRow,
  transcriptionEnded,
} from './transcription-store.ts'
import { transcriptionWay } from './ways.ts'

/** Listens to one song, and keeps what was heard unless its words were changed meanwhile. Refuses where no way to listen is set up. */
export const transcribeJob: OwnWorkHandler = {
  async work(job, context) {
    const transcription = await findRow(job, context)
    if (transcription === undefined) throw new Refusal('song-not-found', 'The song was removed meanwhile.')
    const { isOn, why } = transcriptionWay(context.settings, context.ai)
    if (!isOn || context.ai === undefined) throw new Refusal('not-set-up', why ?? '')
    const owner = { id: job.ownerId }
    const song = await getSong(context.db, owner, transcription.songId)
    const { lyrics } = await getLyrics(context.db, owner, song.id)
    return listeningWork({ ...context, ai: context.ai, transcription, song, lyrics })
  },

  async succeeded(job, context) {
    const transcription = await findRow(job, context)
    if (transcription === undefined) return
    await keepHeard(transcription, context)
    await clearAway(transcription, context)
  },

  async failed(job, _reason, context) {
    const transcription = await findRow(job, context)
    if (transcription === undefined) return
    await deleteTranscription(context.db, { id: job.ownerId }, job.id)
    await clearAway(transcription, context)
  },
}

async function findRow(job: JobRow, { db }: JobContext): Promise<TranscriptionRow | undefined> {
  return await findTranscriptionToRun(db, { id: job.ownerId }, job.id)
}

/** Makes what was heard the words of the song, unless somebody wrote others meanwhile: theirs are kept. */
async function keepHeard(transcription: TranscriptionRow, { db, nowMs }: JobContext): Promise<void> {
  const { songId, fromHash, jobId } = transcription
  const owner = { id: transcription.ownerId }
  const [song, from] = [await getSong(db, owner, songId), await getLyrics(db, owner, songId)]
  if (from.hash !== fromHash) {
    const detail =
      'The words were changed while the song was listened to, and were kept as they are. Transcribe again to time them.'
    throw new Refusal('conflict', detail)
  }
  const heard = z.array(HeardPiece).parse(JSON.parse(transcription.heard))
  const lyrics = wordsHeard(from.lyrics, heard, song.durationMs / 1000)
  const alongside = [transcriptionEnded(db, owner, jobId)]
  await keepLyrics(db, owner, { songId, from, lyrics, nowMs, alongside })
}

function wordsHeard(known: Lyrics, heard: readonly HeardPiece[], songSeconds: number): Lyrics {
  const words = joinHeard(voicePieces(songSeconds), heard)
  const language = known.language ?? heard.find((piece) => piece.language !== null)?.language ?? null
  if (known.lines.length === 0) {
    const lines = linesOfHeard(words, songSeconds).slice(0, mostLines)
    if (lines.length === 0) throw new Refusal('lyrics-not-found', 'Nobody was heard singing in this song.')
    return { version: 1, language, source: 'transcribed', lines: [...lines] }
  }
  const texts = known.lines.map(({ text }) => text)
  const lines: readonly LyricLine[] | undefined = alignLines(texts, words, songSeconds)
  if (lines === undefined) {
    const detail =
      'None of the words of this song were recognised in what was heard; they were kept as they are.'
    throw new Refusal('lyrics-not-found', detail)
  }
  return { ...known, language, lines: [...lines] }
}

async function clearAway({ ownerId, songId, jobId }: TranscriptionRow, context: JobContext): Promise<void> {
  await removeGivenUp(context, withoutUpload(voiceKeys({ ownerId, songId, jobId })))
}
