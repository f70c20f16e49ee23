/** The shapes of sharing on the wire. */
import { z } from 'zod'
import { leastPasswordCharacters } from '#core/sharing/limits.ts'
import { Visibility } from '#core/sharing/shared-video.ts'
import { pageOf } from '../http/paging.ts'

const Id = z.string().min(1).max(60)
const Password = z
  .string()
  .min(leastPasswordCharacters, `a password has at least ${leastPasswordCharacters} characters`)
  .max(200)
const Moment = z.iso.datetime({ offset: true })
/** Passwords and visibility only make sense together. */
const needsPassword = {
  path: ['password'],
  message: 'a share with visibility "password" needs a "password", and no other has one',
}

/** A new share. Without a render it plays the newest version of the video that is finished, in every format there is of it. */
export const NewShare = z
  .object({
    visibility: Visibility.default('unlisted'),
    password: Password.optional(),
    expiresAt: Moment.nullable().default(null),
    allowsDownload: z.boolean().default(false),
    renderId: Id.nullable().default(null),
  })
  .refine(
    ({ visibility, password }) => (visibility === 'password') === (password !== undefined),
    needsPassword,
  )

/** See the schema `NewShare`. */
export type NewShare = z.output<typeof NewShare>

/** What may be changed of a share; what is left out stays. A new password ends what the old one opened. */
export const SharePatch = z
  .object({
    visibility: Visibility.optional(),
    password: Password.optional(),
    expiresAt: Moment.nullable().optional(),
    allowsDownload: z.boolean().optional(),
    renderId: Id.nullable().optional(),
    isOn: z.boolean().optional(),
  })
  .refine(
    ({ visibility, password }) =>
      password === undefined || visibility === undefined || visibility === 'password',
    needsPassword,
  )

/** See the schema `SharePatch`. */
export type SharePatch = z.output<typeof SharePatch>

/** A share as its owner sees it. `views` counts plays: at most one in half an hour from one network address. */
export const Share = z.object({
  id: z.string(),
  videoId: z.string(),
  url: z.string(),
  visibility: Visibility,
  expiresAt: z.string().nullable(),
  allowsDownload: z.boolean(),
  renderId: z.string().nullable(),
  isOn: z.boolean(),
  hasOwnPoster: z.boolean(),
  views: z.number().int(),
  createdAt: z.string(),
})

/** See the schema `Share`. */
export type Share = z.output<typeof Share>

/** A page of shares, newest first. */
export const SharePage = pageOf(Share)

/** Names the video that is shared. */
export const SharesPath = z.object({ videoId: Id })

/** Names one share of one video. */
export const SharePath = z.object({ videoId: Id, shareId: Id })

/** What somebody with a link sends to open it. */
export const Unlock = z.object({ password: z.string().min(1).max(200) })

/** Names a share by what stands in its link. A slug of another form is one that never was. */
export const SlugPath = z.object({ slug: z.string().max(60) })

/** Names one file of a share. */
export const SharedFilePath = SlugPath.extend({ renderId: Id })

/** `download=1` offers a file to be saved instead of shown. */
export const FileQuery = z.object({ download: z.literal('1').optional() })
