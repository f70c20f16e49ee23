/** Brings a snapshot to Spotify slice by slice, telling how far it is, until it is through, stopped, or called off. */
import { createSignal } from 'solid-js'
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { type RestoringPlace, restoreSlice, type Stopped } from './calls.ts'

/** Where a restoring stands. */
export type RestoringState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly doneCount: number; readonly totalCount: number }
  | {
      readonly kind: 'over'
      readonly addedCount: number
      readonly stopped: Stopped | null
      /** Songs that have no identity at Spotify. */
      readonly missing: readonly PlaylistItem[]
      /** Songs that somebody had left out of the list. */
      readonly leftOutCount: number
      readonly playlistUrl: string | null
      /** Goes on behind the last song that was added; `undefined` when all is done. */
      readonly goOn: (() => Promise<void>) | undefined
    }
  | { readonly kind: 'failed'; readonly error: unknown; readonly goOn: () => Promise<void> }

type Sum = {
  readonly addedCount: number
  readonly missing: readonly PlaylistItem[]
  readonly leftOutCount: number
  readonly url: string | null
}

/** Makes one restoring. `onAdded` hears whenever something has arrived at Spotify; `bring` brings one slice there. */
export function createRestoring(onAdded: () => void, bring: typeof restoreSlice = restoreSlice) {
  const [state, setState] = createSignal<RestoringState>({ kind: 'idle' })
  let calling = new AbortController()

  const run = async (snapshotId: string, place: RestoringPlace, from: number, before: Sum): Promise<void> => {
    calling = new AbortController()
    let into = place
    let sum = before
    let position: number | null = from
    let stopped: Stopped | null = null
    const goOn = () => run(snapshotId, into, position ?? from, sum)
    setState({ kind: 'running', doneCount: from, totalCount: 0 })
    try {
      while (position !== null && stopped === null && !calling.signal.aborted) {
        // Nothing is called off in the middle of a slice: what it added would not be known.
        const slice = await bring({ snapshotId, into, fromPosition: position })
        sum = {
          addedCount: sum.addedCount + slice.addedCount,
          missing: [...sum.missing, ...slice.notOnSpotify],
          leftOutCount: sum.leftOutCount + slice.leftOutCount,
          url: slice.playlistUrl ?? sum.url,
        }
        if (slice.playlistId !== null) into = { kind: 'playlist', playlistId: slice.playlistId }
        ;({ stopped } = slice)
        position = slice.nextPosition
        setState({ kind: 'running', doneCount: position ?? slice.totalCount, totalCount: slice.totalCount })
        onAdded()
      }
      const rest = position === null ? undefined : goOn
      const { url, ...came } = sum
      setState({ kind: 'over', ...came, stopped, playlistUrl: url, goOn: rest })
    } catch (error) {
      setState({ kind: 'failed', error, goOn })
    }
  }
  return {
    state,
    start: (snapshotId: string, into: RestoringPlace) =>
      run(snapshotId, into, 0, { addedCount: 0, missing: [], leftOutCount: 0, url: null }),
    callOff: () => calling.abort(),
    reset: () => setState({ kind: 'idle' }),
  }
}
