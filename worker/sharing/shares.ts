/** What the owner of a video may do with its links: make them, change them, choose their picture, take them away. */
import { hexOf } from '#core/hex.ts'
import { readJpeg } from '#core/media/jpeg.ts'
import type { Condition, Database, Statement } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import type { PageQuery } from '../http/paging.ts'
import { Refusal, refusalOf } from '../http/refusal.ts'
import { allOrNothing, type Keeping } from '../intake/intake.ts'
import type { Owner } from '../jobs/store.ts'
import { objectKey } from '../storage/keys.ts'
import { getFinishedRender, isOfWhole, listFinishedRenders } from '../studio/renders.ts'
import { getVideo } from '../studio/videos.ts'
import { hashPassword } from './password.ts'
import type { NewShare, Share, SharePatch } from './schema.ts'
import { newSlug } from './slug.ts'
import {
  countShares,
  deleteShare,
  findShare,
  insertShare,
  listShares,
  type ShareChange,
  type ShareRow,
  sharesDelete,
  updatePoster,
  updateShare,
} from './store.ts'

/** More links of one video than anybody keeps apart. */
const mostShares = 50
const posterSidePixels = { least: 100, most: 4096 } as const

/** What holds while a video is there and this owner's: the studio's to say. */
export type IsVideo = (db: Database, owner: Owner, videoId: string) => Condition

/**
 * Makes a link to a video. Refuses what is not the owner's, a video of which nothing is finished, a moment that is over,
 * and more links than are kept apart.
 */
export async function createShare(
  { db, nowMs, isVideo }: Pick<Keeping, 'db' | 'nowMs'> & { readonly isVideo: IsVideo },
  owner: Owner,
  videoId: string,
  order: NewShare,
): Promise<ShareRow> {
  await getVideo(db, owner, videoId)
  await checkRender(db, owner, videoId, order.renderId)
  if ((await countShares(db, owner, videoId)) >= mostShares) {
    throw new Refusal(
      'conflict',
      `This video has ${mostShares} links. Delete one that is not used any more first.`,
    )
  }
  const row: ShareRow = {
    id: newId('shr', nowMs),
    ownerId: owner.id,
    videoId,
    slug: newSlug(),
    visibility: order.visibility,
    passwordHash: order.password === undefined ? null : hashPassword(order.password),
    expiresAtMs: momentOf(order.expiresAt, nowMs),
    allowsDownload: order.allowsDownload,
    renderId: order.renderId,
    isOn: true,
    posterKey: null,
    posterWidthPixels: null,
    posterHeightPixels: null,
    views: 0,
    createdAtMs: nowMs,
  }
  if (!(await insertShare(db, row, isVideo(db, owner, videoId)))) await getVideo(db, owner, videoId)
  return row
}

async function checkRender(
  db: Database,
  owner: Owner,
  videoId: string,
  renderId: string | null,
): Promise<void> {
  if (renderId !== null) {
    await getFinishedRender(db, owner, videoId, renderId)
    return
  }
  const finished = await listFinishedRenders(db, owner, videoId)
  if (!finished.some(isOfWhole))
    throw new Refusal('not-ready', 'Nothing of this video is rendered yet. Render it, then share it.')
}

function momentOf(rfc3339: string | null, nowMs: number): number | null {
  if (rfc3339 === null) return null
  const ms = Date.parse(rfc3339)
  if (ms > nowMs) return ms
  throw refusalOf('expiresAt', 'that moment is over.')
}

/** The shares of one video of this owner, newest first; one more than the limit. Refuses with `video-not-found`. */
export async function readShares(
  db: Database,
  owner: Owner,
  videoId: string,
  page: PageQuery,
): Promise<readonly ShareRow[]> {
  await getVideo(db, owner, videoId)
  return await listShares(db, owner, videoId, page)
}

/** One share of one video of this owner. Refuses with `video-not-found` and `share-not-found`. */
export async function getShare(
  db: Database,
  owner: Owner,
  videoId: string,
  shareId: string,
): Promise<ShareRow> {
  await getVideo(db, owner, videoId)
  return (await findShare(db, owner, videoId, shareId)) ?? absent(shareId)
}

function absent(shareId: string): never {
  throw new Refusal('share-not-found', `No link ${shareId.slice(0, 60)} leads to this video.`)
}

/** Changes a link. It stays the same address, also when it is turned off and on again. */
export async function changeShare(
  { db, nowMs }: Pick<Keeping, 'db' | 'nowMs'>,
  owner: Owner,
  path: { readonly videoId: string; readonly shareId: string },
  patch: SharePatch,
): Promise<ShareRow> {
  const row = await getShare(db, owner, path.videoId, path.shareId)
  if (patch.renderId !== undefined) await checkRender(db, owner, path.videoId, patch.renderId)
  const { visibility = row.visibility, allowsDownload, renderId, isOn } = patch
  const change: ShareChange = {
    visibility,
    passwordHash: passwordAfter(row, visibility, patch.password),
    ...(patch.expiresAt === undefined ? {} : { expiresAtMs: momentOf(patch.expiresAt, nowMs) }),
    ...(allowsDownload === undefined ? {} : { allowsDownload }),
    ...(renderId === undefined ? {} : { renderId }),
    ...(isOn === undefined ? {} : { isOn }),
  }
  return (await updateShare(db, owner, row, change)) ?? absent(path.shareId)
}

function passwordAfter(
  row: ShareRow,
  visibility: ShareRow['visibility'],
  password: string | undefined,
): string | null {
  if (visibility !== 'password') {
    if (password === undefined) return null
    throw refusalOf('password', 'give it together with the visibility "password".')
  }
  if (password !== undefined) return hashPassword(password)
  if (row.passwordHash !== null) return row.passwordHash
  throw refusalOf('password', 'a share that asks for a password needs one.')
}

/** Takes a link away for good. */
export async function removeShare(
  { db, nowMs }: Pick<Keeping, 'db' | 'nowMs'>,
  owner: Owner,
  path: { readonly videoId: string; readonly shareId: string },
): Promise<void> {
  await deleteShare(db, await getShare(db, owner, path.videoId, path.shareId), nowMs)
}

/** What goes with a video when it is deleted: its links, and their pictures. */
export function sharesGoneWith(
  db: Database,
  owner: Owner,
  videoId: string,
  nowMs: number,
): readonly Statement[] {
  return sharesDelete(db, owner, videoId, nowMs)
}

/**
 * Puts a picture in front of a link: a JPEG, kept without what cameras note in it. Refuses what is none, and what is
 * smaller than anybody could see or larger than a card needs.
 */
export async function choosePoster(
  keeping: Keeping,
  owner: Owner,
  path: { readonly videoId: string; readonly shareId: string },
  file: Uint8Array,
): Promise<ShareRow> {
  const { db, store, nowMs } = keeping
  const row = await getShare(db, owner, path.videoId, path.shareId)
  const jpeg = readJpeg(file)
  if (!jpeg.ok) throw new Refusal('unreadable-file', `This is no JPEG picture: ${jpeg.reason}.`)
  const { bytes, widthPixels, heightPixels } = jpeg.value
  const { least, most } = posterSidePixels
  if (Math.min(widthPixels, heightPixels) < least || Math.max(widthPixels, heightPixels) > most)
    throw new Refusal('limit-exceeded', `The sides of this picture must have ${least} to ${most} pixels.`)
  const key = objectKey(owner.id, 'shares', row.id, `${await nameOf(bytes)}.jpg`)
  return await allOrNothing(keeping, { key, ownerId: owner.id }, async () => {
    await store.put(key, bytes, { contentType: 'image/jpeg', bytes: bytes.length })
    const poster = { key, widthPixels, heightPixels }
    return (await updatePoster(db, owner, row, { poster, nowMs })) ?? absent(path.shareId)
  })
}

/** Takes the chosen picture away: from then on the video's own stands for it. */
export async function forgetPoster(
  { db, nowMs }: Pick<Keeping, 'db' | 'nowMs'>,
  owner: Owner,
  path: { readonly videoId: string; readonly shareId: string },
): Promise<ShareRow> {
  const row = await getShare(db, owner, path.videoId, path.shareId)
  return (await updatePoster(db, owner, row, { poster: undefined, nowMs })) ?? absent(path.shareId)
}

/** A name that follows from a picture's bytes, so that another picture is another object. */
async function nameOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return hexOf(digest.subarray(0, 16))
}

/** A share as its owner sees it. `webOrigin` is where the link leads to. */
export function shareOf(row: ShareRow, webOrigin: string): Share {
  const { id, videoId, slug, visibility, expiresAtMs, allowsDownload, renderId, isOn, views } = row
  return {
    id,
    videoId,
    url: `${webOrigin}/v/${slug}`,
    visibility,
    expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
    allowsDownload,
    renderId,
    isOn,
    hasOwnPoster: row.posterKey !== null,
    views,
    createdAt: new Date(row.createdAtMs).toISOString(),
  }
}
