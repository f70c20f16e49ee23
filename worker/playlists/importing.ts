/** Brings a file into a playlist: read, matched and written while it arrives, and shown all at once when it has ended well. */

import type { Matcher } from '#core/playlists/matching.ts'
import { type PlaylistFileReader, readPlaylist } from '#core/playlists/read-playlist.ts'
import {
  mostFileBytes,
  type PlaylistFault,
  type PlaylistPiece,
  PlaylistUnreadable,
} from '#core/playlists/reading.ts'
import { Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { charactersOf, itemsPerBatch, mostBatchCharacters } from './batches.ts'
import { fillPlaylist, type WriteRows } from './filling.ts'
import type { ItemRow } from './item-store.ts'
import { newRowOf, readMatcher } from './library.ts'
import { getPlaylist, type PlaylistKeeping, playlistOf } from './playlists.ts'
import type { Imported, ImportQuery } from './schema.ts'

/** Readers hold what a piece of the file completes, so pieces are small. */
const pieceBytes = 32 * 1024
const shownFaults = 100

/** A file on its way in, and how long its sender said that it is, if anything. */
export type PlaylistFile = ImportQuery & {
  readonly body: ReadableStream<Uint8Array> | null
  readonly statedBytes: number | undefined
}

/**
 * Reads a file into a playlist. Its songs take the place of those it had, once all of them are there; whatever goes wrong
 * before that leaves the old ones. Refuses `playlist-unreadable`, `playlist-has-faults` where songs would be lost and
 * nobody said that they may, `conflict` while another file comes in, and `too-large`.
 */
export async function importFile(
  { db, nowMs }: PlaylistKeeping,
  owner: Owner,
  playlistId: string,
  file: PlaylistFile,
): Promise<Imported> {
  // Before the library is read for nothing.
  await getPlaylist(db, owner, playlistId)
  const intake = new Intake(await readMatcher(db, owner), file.faults)
  await fillPlaylist({ db, nowMs }, owner, playlistId, async (write) => {
    const reader = readPlaylist(file.fileName)
    try {
      await readInto(intake, reader, file, write)
      intake.check()
    } catch (error) {
      if (error instanceof PlaylistUnreadable) throw new Refusal('playlist-unreadable', error.message)
      throw error
    }
    const format = reader.format()
    return format === undefined ? undefined : { format, fileName: file.fileName }
  })
  return { playlist: playlistOf(await getPlaylist(db, owner, playlistId), nowMs), ...intake.report() }
}

/** Gives a reader the file piece by piece, and hands on rows as soon as they are a batch. */
async function readInto(
  intake: Intake,
  reader: PlaylistFileReader,
  file: PlaylistFile,
  write: WriteRows,
): Promise<void> {
  for await (const piece of piecesOf(file)) {
    intake.take(reader.push(piece))
    while (intake.hasBatch()) await write(intake.nextBatch())
  }
  intake.take(reader.end())
  while (intake.hasRows()) await write(intake.nextBatch())
}

async function* piecesOf({ body, statedBytes }: PlaylistFile): AsyncGenerator<Uint8Array> {
  let bytes = 0
  if (statedBytes !== undefined && statedBytes > mostFileBytes) tooLarge()
  for await (const chunk of arriving(body)) {
    bytes += chunk.length
    if (bytes > mostFileBytes) tooLarge()
    for (let from = 0; from < chunk.length; from += pieceBytes) yield chunk.subarray(from, from + pieceBytes)
  }
  if (statedBytes !== undefined && bytes !== statedBytes) notWhole()
}

/** The bytes as they arrive. A connection that breaks in the middle is the sender's, and no fault here. */
async function* arriving(body: PlaylistFile['body']): AsyncGenerator<Uint8Array> {
  if (body === null) return
  try {
    // Not cancelled where reading stops early: the border passes over the rest, so that the sender hears why.
    yield* body.values({ preventCancel: true })
  } catch {
    notWhole()
  }
}

function notWhole(): never {
  throw new Refusal('invalid-request', 'The file did not arrive whole. Send it again.')
}

function tooLarge(): never {
  throw new Refusal('too-large', `A playlist is taken up to ${mostFileBytes / 1024 / 1024} MB.`)
}

/** What a file has given so far: rows that wait to be written, and faults. */
class Intake {
  readonly #matcher: Matcher
  readonly #faultsAre: ImportQuery['faults']
  readonly #rows: ItemRow[] = []
  readonly #faults: PlaylistFault[] = []
  #waitingCharacters = 0
  #items = 0
  #faultCount = 0
  #lostCount = 0

  constructor(matcher: Matcher, faultsAre: ImportQuery['faults']) {
    this.#matcher = matcher
    this.#faultsAre = faultsAre
  }

  take(pieces: readonly PlaylistPiece[]): void {
    for (const piece of pieces) {
      if (piece.kind === 'fault') this.#note(piece.fault)
      if (piece.kind !== 'item') continue
      this.#items += 1
      // What is refused in the end need not be written; the rest is only read to say how much is lost.
      if (this.#isRefused()) continue
      const row = newRowOf(this.#matcher, piece.item)
      this.#waitingCharacters += charactersOf(row)
      this.#rows.push(row)
    }
  }

  #note(fault: PlaylistFault): void {
    this.#faultCount += 1
    if (fault.isLost) this.#lostCount += 1
    if (this.#faults.length < shownFaults) this.#faults.push(fault)
  }

  #isRefused(): boolean {
    return this.#faultsAre === 'refuse' && this.#lostCount > 0
  }

  hasRows(): boolean {
    return this.#rows.length > 0
  }

  hasBatch(): boolean {
    return this.#rows.length >= itemsPerBatch || this.#waitingCharacters >= mostBatchCharacters
  }

  nextBatch(): readonly ItemRow[] {
    let count = 0
    let characters = 0
    for (const row of this.#rows) {
      characters += charactersOf(row)
      count += 1
      if (count >= itemsPerBatch || characters >= mostBatchCharacters) break
    }
    this.#waitingCharacters -= characters
    return this.#rows.splice(0, count)
  }

  /** Refuses a file of which nothing is to be kept. */
  check(): void {
    if (this.#isRefused()) {
      const lost = this.#faults.find(({ isLost }) => isLost)
      const where = lost === undefined ? '' : ` The first is at ${lost.at}: ${lost.detail}`
      const all = this.#items + this.#lostCount
      throw new Refusal(
        'playlist-has-faults',
        `${this.#lostCount} of ${all} songs cannot be read; send faults=skip to bring the others.${where}`,
      )
    }
    if (this.#items === 0) throw new PlaylistUnreadable('The file holds no songs.')
  }

  report(): Pick<Imported, 'faults' | 'faultCount' | 'lostCount'> {
    return { faults: this.#faults, faultCount: this.#faultCount, lostCount: this.#lostCount }
  }
}
