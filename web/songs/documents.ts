/** The two large documents of a song, fetched once a visit however many places draw them. */
import { getAnalysis, getWaveform } from '../api/calls.ts'
import { makeLanes } from '../api/lanes.ts'
import type { Analysis, Waveform } from '../api/shapes.ts'

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
