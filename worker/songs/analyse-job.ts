/** A song's first job: the media service listens to it, and what it heard is read before anybody is shown it. */
import { type Analysis, parseAnalysis, Waveform } from '#core/audio/analysis.ts'
import { Refusal } from '../http/refusal.ts'
import type { JobHandler } from '../jobs/handler.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { keysOfSong } from './songs.ts'
import { findSong, finishSong } from './store.ts'

/** Longer than any analysis takes to begin and end, shorter than what was given up waits for its sweep. */
const addressSeconds = 2 * 3600

/** Orders the analysis, and writes tempo and key on the song when both documents are whole. */
export const analyseJob: JobHandler = {
  async order(job, { db, store }) {
    const song = await findSong(db, { id: job.ownerId }, job.subjectId)
    if (song === undefined) throw new Refusal('song-not-found', 'The song was removed meanwhile.')
    const keys = keysOfSong(job.ownerId, song.id)
    const { format, contentHash } = song
    return {
      kind: 'analyse',
      song: { url: await store.signGet(keys.file, addressSeconds), format, contentHash },
      analysisPutUrl: await store.signPut(keys.analysis, addressSeconds),
      waveformPutUrl: await store.signPut(keys.waveform, addressSeconds),
    }
  },

  async succeeded(job, _result, { db, store }) {
    const keys = keysOfSong(job.ownerId, job.subjectId)
    const parsed = parseAnalysis(await readDocument(store, keys.analysis))
    if (!parsed.ok) throw new Error(`the analysis of ${job.subjectId} does not fit: ${parsed.reason}`)
    Waveform.parse(await readDocument(store, keys.waveform))
    const found = { status: 'ready', tempo: parsed.value.tempo.value, key: keyNameOf(parsed.value) } as const
    await finishSong(db, { id: job.ownerId }, job.subjectId, found)
  },

  async failed(job, _reason, { db }) {
    const nothing = { status: 'failed', tempo: null, key: null } as const
    await finishSong(db, { id: job.ownerId }, job.subjectId, nothing)
  },
}

async function readDocument(store: MediaStore, key: string): Promise<unknown> {
  const found = await store.get(key)
  if (found === undefined) throw new Error(`the media service stored no ${key.split('/').at(-1)}`)
  return await new Response(found.body).json()
}

/** The key in words, such as `A minor`; `null` where none was heard. */
function keyNameOf({ key }: Analysis): string | null {
  return key.tonic === null || key.mode === null ? null : `${key.tonic} ${key.mode}`
}
