/** The two large documents of a song, fetched once a visit however many places draw them. */
import { type Accessor, createMemo, createResource } from 'solid-js'
import { getAnalysis, getWaveform } from '../api/calls.ts'
import { makeLanes } from '../api/lanes.ts'
import type { Analysis, Song, Waveform } from '../api/shapes.ts'
import { nothingFoundYet } from './heard-so-far.ts'
import { hearingOf } from './hearing.ts'

/** The analysis and the peaks of one song. */
export type SongDocuments = { readonly analysis: Analysis; readonly peaks: Waveform }

const known = new Map<string, Promise<SongDocuments>>()
/** A long list must not take every connection from what the person does. */
const lanes = makeLanes(2)

/** Both documents. They never change once they are there; a failure is not kept. */
export function getSongDocuments(songId: string): Promise<SongDocuments> {
  const before = known.get(songId)
  if (before !== undefined) return before
  const asked = lanes.run(async () => {
    const [analysis, peaks] = await Promise.all([getAnalysis(songId), getWaveform(songId)])
    return { analysis, peaks }
  })
  known.set(songId, asked)
  asked.catch(() => known.delete(songId))
  return asked
}

/** What can be shown of a song at this moment, and where it comes from. */
export type ShownDocuments = {
  /** The server's documents, or until they are here those that this device heard. */
  readonly found: Accessor<SongDocuments | undefined>
  /** Whether `found` holds an analysis, not only peaks. */
  readonly isAnalysed: Accessor<boolean>
  /** Why the server's could not be fetched. */
  readonly failure: Accessor<unknown>
  readonly refetch: () => void
}

/** Follows a song from what this device hears of it to the server's documents, which take over where it is drawn. */
export function createSongDocuments(song: Accessor<Song>): ShownDocuments {
  const [documents, { refetch }] = createResource(
    () => song().status === 'ready' && song().id,
    (id) => getSongDocuments(id),
  )
  const ready = () => (documents.state === 'ready' ? documents.latest : undefined)
  const heard = createMemo(() => {
    const hearing = hearingOf(song().id)
    if (hearing === undefined) return undefined
    const { peaks, analysis } = hearing
    return { peaks, analysis: analysis ?? nothingFoundYet(peaks), isAnalysed: analysis !== undefined }
  })
  return {
    found: () => ready() ?? heard(),
    isAnalysed: () => ready() !== undefined || heard()?.isAnalysed === true,
    failure: () => (documents.state === 'errored' ? documents.error : undefined),
    refetch: () => void refetch(),
  }
}
