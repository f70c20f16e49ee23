/** Songs as they cross the wire. */
import { z } from 'zod'
import { MediaFormat } from '#core/media/format.ts'
import { Title } from '../http/one-line.ts'
import { pageOf } from '../http/paging.ts'

/** One song. `tempo` (beats per minute) and `key` ("A minor") are known once `status` is `ready`. */
export const Song = z.object({
  id: z.string(),
  title: z.string(),
  artist: z.string().nullable(),
  /** International Standard Recording Code, where the tags of the file name it. */
  isrc: z.string().nullable(),
  /** The recording at MusicBrainz, where the tags of the file name it. */
  recordingId: z.string().nullable(),
  fileName: z.string(),
  format: MediaFormat,
  bytes: z.number().int().positive(),
  durationMs: z.number().int().min(0),
  /** The job that analyses it. */
  jobId: z.string(),
  status: z.enum(['analysing', 'ready', 'failed']),
  tempo: z.number().positive().nullable(),
  key: z.string().nullable(),
  createdAt: z.iso.datetime(),
})

/** See the schema `Song`. */
export type Song = z.output<typeof Song>

/** A page of songs, newest first. */
export const SongPage = pageOf(Song)

/** What can be changed of a song. */
export const SongPatch = z.object({ title: Title })

/** Which song. */
export const SongPath = z.object({ songId: z.string().max(60) })
