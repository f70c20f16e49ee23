/** Uploads in parts as they cross the wire. */
import { z } from 'zod'
import { mediaLimits } from '#core/media/limits.ts'
import { Media } from '../media/schema.ts'
import { Song } from '../songs/schema.ts'

const Kind = z.enum(['song', 'media'])

/** What is going to arrive. `keepLocation` keeps where a photo was taken. */
export const NewUpload = z.object({
  kind: Kind,
  fileName: z.string().max(1000),
  bytes: z
    .number()
    .int()
    .positive()
    .max(mediaLimits.uploadBytes, `a file has at most ${mediaLimits.uploadBytes / 2 ** 30} GB`),
  keepLocation: z.boolean().default(false),
})

/** See the schema `NewUpload`. */
export type NewUpload = z.output<typeof NewUpload>

/** One upload: parts 1 to `partCount` have `partBytes` bytes each, the last one the rest. `arrived` names those that are safe. */
export const Upload = z.object({
  id: z.string(),
  kind: Kind,
  fileName: z.string(),
  bytes: z.number().int().positive(),
  partBytes: z.number().int().positive(),
  partCount: z.number().int().positive(),
  arrived: z.array(z.number().int().positive()),
  status: z.enum(['open', 'completed']),
  createdAt: z.iso.datetime(),
})

/** See the schema `Upload`. */
export type Upload = z.output<typeof Upload>

/** What a completed upload became. */
export const Arrival = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('song'), song: Song }),
  z.object({ kind: z.literal('media'), media: Media }),
])

/** See the schema `Arrival`. */
export type Arrival = z.output<typeof Arrival>

/** A part that is safe. */
export const StoredPartNumber = z.object({ partNumber: z.number().int().positive() })

/** Which upload. */
export const UploadPath = z.object({ uploadId: z.string().max(60) })

/** Which part of which upload. */
export const PartPath = UploadPath.extend({ partNumber: z.coerce.number().int().min(1).max(10_000) })
