/** A playlist as it travels: who made which recording, by every identity that anybody gave it. No sound, no picture. */
import { z } from 'zod'

/** So many songs one playlist has at most. */
export const mostItems = 100_000

/** No name or title is longer; what a file has beyond it is cut, and said. */
export const mostCharacters = 1_000

const Line = z.string().max(mostCharacters)
const Name = Line.min(1)

/** One song of a playlist. A value that nobody gave is null; nothing is made up. */
export const PlaylistItem = z.object({
  title: Name,
  /** In their order; empty where nobody is named. */
  artists: z.array(Name).max(50),
  album: Name.nullable(),
  albumArtists: z.array(Name).max(50),
  trackNumber: z.number().int().min(1).max(99_999).nullable(),
  discNumber: z.number().int().min(1).max(9_999).nullable(),
  /** A year, a year and month, or a day (ISO 8601). */
  releaseDate: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .nullable(),
  durationMs: z.number().int().min(0).max(2_147_483_647).nullable(),
  /** International Standard Recording Code (ISO 3901), twelve characters without hyphens, in capitals. */
  isrc: z
    .string()
    .regex(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/)
    .nullable(),
  /** A MusicBrainz recording: a UUID in lower case. */
  recordingId: z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .nullable(),
  /** `spotify:track:…`, `spotify:episode:…` or `spotify:local:…`. */
  spotifyUri: z
    .string()
    .max(mostCharacters)
    .regex(/^spotify:(track|episode):[0-9A-Za-z]{22}$|^spotify:local:\S+$/)
    .nullable(),
  /** A song of the library here. Means something only to its owner. */
  songId: z
    .string()
    .regex(/^sng_[0-9A-Z]{26}$/)
    .nullable(),
  /** Where another program had it: a path or an address, as text. It is never fetched. */
  location: z.string().min(1).max(4_000).nullable(),
  addedAt: z.iso.datetime().nullable(),
  addedBy: Name.nullable(),
  isExplicit: z.boolean().nullable(),
  /** Whether somebody left it out: it stays in the list, and goes nowhere where the list is played. */
  isLeftOut: z.boolean().nullable().default(null),
  /** What somebody wrote about it. */
  note: z.string().min(1).max(10_000).nullable(),
})

/** See the schema `PlaylistItem`. */
export type PlaylistItem = z.output<typeof PlaylistItem>

/** What is said of a playlist as a whole. */
export const PlaylistHead = z.object({
  title: Line,
  description: z.string().max(10_000).nullable(),
  creator: Name.nullable(),
  createdAt: z.iso.datetime().nullable(),
})

/** See the schema `PlaylistHead`. */
export type PlaylistHead = z.output<typeof PlaylistHead>

/** A song of which nothing is known but its title. */
export function itemNamed(title: string): PlaylistItem {
  return {
    title,
    artists: [],
    album: null,
    albumArtists: [],
    trackNumber: null,
    discNumber: null,
    releaseDate: null,
    durationMs: null,
    isrc: null,
    recordingId: null,
    spotifyUri: null,
    songId: null,
    location: null,
    addedAt: null,
    addedBy: null,
    isExplicit: null,
    isLeftOut: null,
    note: null,
  }
}
