/** Songs as they are heard on this device while their files go up: kept until the server's analysis takes over. */
import { createSignal } from 'solid-js'
import type { Analysis, Waveform } from '#core/audio/analysis.ts'
import { makeLanes } from '../api/lanes.ts'
import { type Departure, onArrival, onDeparture } from '../uploads/queue.ts'

/** One song on its way. `peaks` come first and grow; `analysis` comes at once, with the last of them. */
export type Hearing = {
  /** The id of the file in the upload queue. */
  readonly id: string
  readonly fileName: string
  /** The song it became, once it has arrived. */
  readonly songId: string | undefined
  readonly peaks: Waveform
  readonly analysis: Analysis | undefined
}

/** Enough for whoever brings an album; older ones have been analysed by the server long since. */
const mostKept = 24

/** One song at a time: hearing takes a whole core. */
const lanes = makeLanes(1)
const [hearings, setHearings] = createSignal<readonly Hearing[]>([])

/** The songs that have not arrived yet and can already be seen, in the order they were brought. */
export function hearingsUnderWay(): readonly Hearing[] {
  return hearings().filter((each) => each.songId === undefined)
}

/** What was heard of a song that has arrived; `undefined` when it was brought elsewhere, or cannot be decoded here. */
export function hearingOf(songId: string): Hearing | undefined {
  return hearings().find((each) => each.songId === songId)
}

/** The queue's files by id, with the song each became: an arrival may come before the first peaks. */
const arrived = new Map<string, string>()

onDeparture((departure) => {
  if (departure.kind !== 'song' || hearings().some((each) => each.id === departure.id)) return
  void hear(departure)
})

onArrival((arrival, id) => {
  if (arrival.kind !== 'song') return
  arrived.set(id, arrival.song.id)
  change(id, { songId: arrival.song.id })
})

async function hear({ id, file, signal }: Departure): Promise<void> {
  signal.addEventListener('abort', () => setHearings((all) => all.filter((each) => each.id !== id)), {
    once: true,
  })
  const onPeaks = (peaks: Waveform) => {
    if (signal.aborted) return
    if (hearings().some((each) => each.id === id)) change(id, { peaks })
    else add({ id, fileName: file.name, songId: arrived.get(id), peaks, analysis: undefined })
  }
  try {
    const heard = await lanes.run(async () => {
      const { hearSong } = await import('../device/hear-song.ts')
      return await hearSong(file, { signal, onPeaks })
    })
    if (heard !== undefined) change(id, heard)
  } catch {
    // Cancelled, or this device cannot: then the song waits for the server's analysis, as it always could.
  }
}

function add(hearing: Hearing): void {
  setHearings((all) => [...all, hearing].slice(-mostKept))
}

function change(id: string, fields: Partial<Hearing>): void {
  setHearings((all) => all.map((each) => (each.id === id ? { ...each, ...fields } : each)))
}
