/** What waits in a queue: a song, who added it, and where it stands. */
import { z } from 'zod'

/** An id as the Worker gives them; nothing else is read into it. */
export const Id = z.string().min(1).max(60)

/** No song is longer: a day. */
export const longestSongSeconds = 86_400

/** A song has no more votes, so that an entry stays small. */
export const mostVotes = 2_000

/** A song of the host's library, as a room shows it. */
export const QueuedSong = z.object({
  songId: Id,
  title: z.string().max(300),
  artist: z.string().max(300).nullable(),
  durationSeconds: z.number().positive().max(longestSongSeconds),
})

/** See the schema `QueuedSong`. */
export type QueuedSong = z.output<typeof QueuedSong>

/** A key between any two others (fractional indexing): what is moved gets a new one, and nothing else changes. */
const Position = z.string().min(1).max(400)

/** One song in the queue. It never changes in place: a change makes another entry of the same id. */
export const QueueEntry = z.object({
  id: Id,
  song: QueuedSong,
  /** The member whose turn it uses; null for the fallback playlist. */
  addedBy: Id.nullable(),
  /** The sequence number of the event that added it: who waits longest. */
  addedSeq: z.number().int().min(0),
  /** Where it stands by hand: among all in first-come and host-only rooms, else among the songs of its member. */
  position: Position,
  /** Set when somebody placed it ahead of the rule (host's move, a boost); pinned entries come first, by this key. */
  pin: Position.nullable(),
  /** Who placed it there. */
  pinnedBy: Id.nullable(),
  /** The members who voted for it, each once. */
  votes: z.array(Id).max(mostVotes),
})

/** See the schema `QueueEntry`. */
export type QueueEntry = z.output<typeof QueueEntry>

/** Where an entry stands, by hand and ahead of the rule. */
export const Standpoint = QueueEntry.pick({ position: true, pin: true, pinnedBy: true })

/** See the schema `Standpoint`. */
export type Standpoint = z.output<typeof Standpoint>

/** The same without who placed it there. */
export type HandPlace = Pick<Standpoint, 'position' | 'pin'>

/** Where an entry stands. */
export function standpointOf({ position, pin, pinnedBy }: QueueEntry): Standpoint {
  return { position, pin, pinnedBy }
}
