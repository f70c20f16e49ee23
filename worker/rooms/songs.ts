/** The songs of a room: its host's, as a queue shows them. */
import type { QueuedSong } from '#core/queue/entry.ts'
import { secondsOfMs } from '#core/units.ts'
import type { Database } from '../db/client.ts'
import type { Owner } from '../jobs/store.ts'
import { type KnownSong, knownSongs } from '../songs/songs.ts'

/** A song that was there a moment ago need not be looked up again for every tap. */
const trustMs = 30_000

/** A song as a queue shows it. */
export function queuedSongOf(song: KnownSong): QueuedSong {
  const { id: songId, title, artist, durationMs } = song
  return { songId, title, artist, durationSeconds: secondsOfMs(Math.max(1, durationMs)) }
}

/** Looks songs up in the library of one host, and remembers what it saw for a moment. */
export class HostSongs {
  readonly #db: Database
  readonly #owner: Owner
  readonly #seen = new Map<string, { readonly song: QueuedSong; readonly untilMs: number }>()

  constructor(db: Database, owner: Owner) {
    this.#db = db
    this.#owner = owner
  }

  /** The song, or `undefined` where the host has none of that id. */
  async find(songId: string, nowMs: number): Promise<QueuedSong | undefined> {
    const seen = this.#seen.get(songId)
    if (seen !== undefined && nowMs < seen.untilMs) return seen.song
    const [song] = await this.findAll([songId])
    this.#seen.delete(songId)
    if (song !== undefined) this.#seen.set(songId, { song, untilMs: nowMs + trustMs })
    return song
  }

  /** Those of the songs that are there, in the order they were asked for. */
  async findAll(songIds: readonly string[]): Promise<readonly QueuedSong[]> {
    const rows = await knownSongs(this.#db, this.#owner, songIds)
    const found = new Map(rows.map((row) => [row.id, queuedSongOf(row)]))
    return songIds.flatMap((songId) => found.get(songId) ?? [])
  }

  /** Whether a song is in the library at this moment; nothing that was seen before counts. */
  async isThere(songId: string): Promise<boolean> {
    this.#seen.delete(songId)
    return (await this.findAll([songId])).length > 0
  }
}
