/** The work of a transcription, step by step: first the media service cuts the song, then a model listens piece by piece. */
import { z } from 'zod'
import { HeardPiece, promptOfPiece, voicePieces } from '#core/lyrics/heard.ts'
import type { Lyrics } from '#core/lyrics/lyrics.ts'
import { mediaLimits } from '#core/media/limits.ts'
import type { VoiceOrder } from '#core/work/order.ts'
import type { WorkersAi } from '../env.ts'
import { pendingInsert } from '../intake/pending.ts'
import type { JobContext } from '../jobs/handler.ts'
import { taskId } from '../jobs/ordered-work.ts'
import type { Work, WorkState } from '../jobs/work.ts'
import { type getSong, keysOfSong } from '../songs/songs.ts'
import { objectKey } from '../storage/keys.ts'
import { listen } from './listener.ts'
import { noteTranscription, type TranscriptionRow } from './transcription-store.ts'

/** What the work is done with. */
export type Listening = JobContext & {
  readonly ai: WorkersAi
  readonly transcription: TranscriptionRow
  readonly song: Awaited<ReturnType<typeof getSong>>
  readonly lyrics: Lyrics
}

/** Longer than a song takes to be cut. What waits in storage is swept later than that. */
const addressSeconds = 2 * 3600
/** The share of the progress that cutting is. */
const cuttingShare = 0.2
/** How long the media service may hold the question how the cutting stands. */
const followSeconds = 20
/** Revisions of what comes after cutting are past any of the media service's. */
const listeningRevision = 1_000_000

/** Where the pieces of a song lie while it is listened to: as many as the longest song has. */
export function voiceKeys(of: { readonly ownerId: string; readonly songId: string; readonly jobId: string }) {
  return voicePieces(mediaLimits.songSeconds).map((_, piece) => voiceKey(of, piece))
}

function voiceKey(
  { ownerId, songId, jobId }: { readonly ownerId: string; readonly songId: string; readonly jobId: string },
  piece: number,
): string {
  return objectKey(ownerId, 'songs', songId, `voice-${jobId}-${piece}.flac`)
}

/** The work. Every piece that was heard is written down, so that an interruption costs one piece. */
export function listeningWork(listening: Listening): Work {
  const { transcription, composer } = listening
  const { jobId } = transcription
  return {
    async submit(attempt) {
      if (transcription.isCut) return
      await composer.submit({ id: taskId(jobId, attempt), order: await orderOf(listening) })
    },
    async follow(attempt, afterRevision) {
      if (transcription.isCut) return await listenOn(listening)
      return await followCutting(listening, attempt, afterRevision)
    },
    cancel: (attempt) => composer.cancel(taskId(jobId, attempt)),
  }
}

async function orderOf({ db, store, song, transcription, nowMs }: Listening): Promise<VoiceOrder> {
  const { ownerId } = transcription
  const pieces: VoiceOrder['pieces'] = []
  for (const [i, piece] of voicePieces(song.durationMs / 1000).entries()) {
    const key = voiceKey(transcription, i)
    // No row ever names these objects: whatever happens to the job, the sweep removes them.
    await pendingInsert(db, { key, ownerId, createdAtMs: nowMs })
    pieces.push({ ...piece, putUrl: await store.signPut(key, addressSeconds) })
  }
  const url = await store.signGet(keysOfSong(ownerId, song.id).file, addressSeconds)
  return { kind: 'voice', song: { url, format: song.format, contentHash: song.contentHash }, pieces }
}

async function followCutting(
  { composer, transcription, db }: Listening,
  attempt: number,
  afterRevision: number,
): Promise<WorkState | undefined> {
  const task = await composer.follow(taskId(transcription.jobId, attempt), afterRevision, followSeconds)
  if (task === undefined) return undefined
  const { outcome, ...state } = task
  if (outcome.kind === 'failed') return { ...state, outcome }
  if (outcome.kind === 'running') return { ...state, outcome, progress: task.progress * cuttingShare }
  await noteTranscription(db, { id: transcription.ownerId }, transcription.jobId, { isCut: true, heard: [] })
  return stateOf({ heard: 0, pieces: 1 })
}

async function listenOn(listening: Listening): Promise<WorkState> {
  const { db, store, ai, song, lyrics, transcription } = listening
  const heard = z.array(HeardPiece).parse(JSON.parse(transcription.heard))
  const pieces = voicePieces(song.durationMs / 1000)
  const piece = pieces[heard.length]
  if (piece === undefined)
    return { ...stateOf({ heard: 1, pieces: 1 }), outcome: { kind: 'succeeded', result: { kind: 'own' } } }
  const found = await store.get(voiceKey(transcription, heard.length))
  if (found === undefined) throw new Error(`a piece of ${song.id} is not in storage`)
  const next = await listen(ai, {
    sound: new Uint8Array(await new Response(found.body).arrayBuffer()),
    startSeconds: piece.startSeconds,
    language:
      transcription.language ?? heard.find(({ language }) => language !== null)?.language ?? undefined,
    prompt: promptOfPiece(
      lyrics.lines.map(({ text }) => text),
      { piece: heard.length, pieces: pieces.length },
    ),
  })
  const known = [...heard, next]
  await noteTranscription(db, { id: transcription.ownerId }, transcription.jobId, {
    isCut: true,
    heard: known,
  })
  return stateOf({ heard: known.length, pieces: pieces.length })
}

function stateOf({ heard, pieces }: { readonly heard: number; readonly pieces: number }): WorkState {
  return {
    revision: listeningRevision + heard,
    progress: cuttingShare + (1 - cuttingShare) * (heard / pieces),
    stage: heard === 0 ? 'listening' : `listened to ${heard} of ${pieces} parts`,
    storedSegments: [],
    outcome: { kind: 'running' },
  }
}
