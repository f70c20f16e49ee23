/** What a file of a playlist holds, counted while it is read: the page shows this, and keeps no more of it. */
import type { PlaylistHead, PlaylistItem } from '#core/playlists/playlist.ts'
import type { PlaylistFault, PlaylistPiece } from '#core/playlists/reading.ts'

/** So many of the first songs are shown before anything is saved. */
export const shownItems = 100
/** So many faults are shown. A file with more has one cause, and the first say which. */
export const shownFaults = 5_000

/** How many songs of a file say a thing that helps to find them. */
export type Known = {
  readonly isrc: number
  readonly recordingId: number
  readonly spotifyUri: number
  readonly durationMs: number
}

/** What was read so far. */
export type ReadPlaylist = {
  readonly head: Partial<PlaylistHead>
  readonly itemCount: number
  readonly firstItems: readonly PlaylistItem[]
  readonly totalMs: number
  readonly known: Known
  readonly faults: readonly PlaylistFault[]
  readonly faultCount: number
  /** Songs that are missing because of a fault. */
  readonly lostCount: number
}

/** Counts pieces as they come. */
export class Tally {
  readonly #firstItems: PlaylistItem[] = []
  readonly #faults: PlaylistFault[] = []
  readonly #known = { isrc: 0, recordingId: 0, spotifyUri: 0, durationMs: 0 }
  #head: Partial<PlaylistHead> = {}
  #itemCount = 0
  #totalMs = 0
  #faultCount = 0
  #lostCount = 0

  /** How many songs there are so far. */
  get itemCount(): number {
    return this.#itemCount
  }

  /** Counts what a reader gave. */
  take(pieces: readonly PlaylistPiece[]): void {
    for (const piece of pieces) {
      if (piece.kind === 'item') this.#takeItem(piece.item)
      else if (piece.kind === 'fault') this.#takeFault(piece.fault)
      // What was said first counts, as it does when the file is saved.
      else this.#head = { ...piece.head, ...this.#head }
    }
  }

  /** All of it. */
  result(): ReadPlaylist {
    return {
      head: this.#head,
      itemCount: this.#itemCount,
      firstItems: this.#firstItems,
      totalMs: this.#totalMs,
      known: this.#known,
      faults: this.#faults,
      faultCount: this.#faultCount,
      lostCount: this.#lostCount,
    }
  }

  #takeItem(item: PlaylistItem): void {
    this.#itemCount += 1
    if (this.#firstItems.length < shownItems) this.#firstItems.push(item)
    this.#totalMs += item.durationMs ?? 0
    if (item.isrc !== null) this.#known.isrc += 1
    if (item.recordingId !== null) this.#known.recordingId += 1
    if (item.spotifyUri !== null) this.#known.spotifyUri += 1
    if (item.durationMs !== null) this.#known.durationMs += 1
  }

  #takeFault(fault: PlaylistFault): void {
    this.#faultCount += 1
    if (fault.isLost) this.#lostCount += 1
    if (this.#faults.length < shownFaults) this.#faults.push(fault)
  }
}
