/** What somebody with a link gets to see. A link that is off, over, deleted or never was looks the same to them: there is nothing. */
import type { SharedVideo } from '#core/sharing/shared-video.ts'
import { frameSize, timelineFrameRate } from '#core/timeline/preset.ts'
import type { Aspect } from '#core/timeline/timeline.ts'
import { msOfSeconds, secondsOfFrames } from '#core/units.ts'
import type { Database } from '../db/client.ts'
import { Refusal } from '../http/refusal.ts'
import { getSong } from '../songs/songs.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { posterKey, videoKey } from '../studio/keys.ts'
import { type FinishedRender, isOfWhole, listFinishedRenders } from '../studio/renders.ts'
import { readTimeline } from '../studio/timeline-files.ts'
import { getVideo } from '../studio/videos.ts'
import { isPassword } from './password.ts'
import { slugPattern } from './slug.ts'
import { findShareBySlug, type ShareRow } from './store.ts'

/** What looking at a link needs, and the moment at which it is looked at. */
export type Viewing = { readonly db: Database; readonly store: MediaStore; readonly nowMs: number }

/** No browser or proxy keeps what a link shows for longer than this, so that turning it off is soon felt. */
const mostKeptSeconds = 3600

/** The share behind a link, while it is on and its time is not over. Refuses with `share-not-found`. */
export async function getOpenShare({ db, nowMs }: Viewing, slug: string): Promise<ShareRow> {
  const row = slugPattern.test(slug) ? await findShareBySlug(db, slug) : undefined
  const isOver = row !== undefined && row.expiresAtMs !== null && nowMs >= row.expiresAtMs
  return row === undefined || !row.isOn || isOver ? gone() : row
}

function gone(): never {
  throw new Refusal('share-not-found', 'There is no video at this link. Ask whoever sent it for a new one.')
}

/** Refuses a link whose password was not given yet. */
export function checkUnlocked(row: ShareRow, isUnlocked: boolean): void {
  if (row.passwordHash !== null && !isUnlocked)
    throw new Refusal('share-locked', 'Send the password first. Whoever sent you the link has it.')
}

/** Refuses a password that is not the link's. */
export function checkPassword(passwordHash: string, password: string): void {
  if (!isPassword(passwordHash, password))
    throw new Refusal('password-wrong', 'That is not the password of this video.')
}

/**
 * The renders that a link plays: the one it is pinned to, while that is there; else all of the newest version of the video
 * that is finished, each size and format once. The newest is first.
 */
async function playedRenders(db: Database, row: ShareRow): Promise<readonly FinishedRender[]> {
  const finished = await listFinishedRenders(db, { id: row.ownerId }, row.videoId)
  const pinned = finished.find(({ id }) => id === row.renderId)
  if (pinned !== undefined) return [pinned]
  const whole = finished.filter(isOfWhole)
  const [newest] = whole
  if (newest === undefined) return gone()
  const seen = new Set<string>()
  return whole.filter(({ timelineHash, preset, aspect }) => {
    const form = `${preset} ${aspect}`
    if (timelineHash !== newest.timelineHash || seen.has(form)) return false
    seen.add(form)
    return true
  })
}

type SizedRender = {
  readonly render: FinishedRender
  readonly aspect: Aspect
  readonly widthPixels: number
  readonly heightPixels: number
}

/** The renders with their sizes: the video's own format first, of each format the largest first. */
async function sizedRenders({ db, store }: Viewing, row: ShareRow): Promise<readonly SizedRender[]> {
  const renders = await playedRenders(db, row)
  const owner = { id: row.ownerId }
  const { video } = await getVideo(db, owner, row.videoId)
  const [first] = renders
  const hash = first?.timelineHash ?? video.timelineHash
  // A render of an older version was in the format of that version.
  const isPresent = hash === video.timelineHash
  const own = isPresent ? video.aspect : (await readTimeline(store, video, hash)).aspect
  const sized = renders.map((render) => {
    const aspect = render.aspect ?? own
    return { render, aspect, ...frameSize(render.preset, aspect) }
  })
  const rank = ({ render, widthPixels }: SizedRender) => (render.aspect === null ? 1e6 : 0) + widthPixels
  return sized.toSorted((a, b) => rank(b) - rank(a))
}

/** What a link shows. Refuses with `share-not-found` where there is nothing to play any more. */
export async function sharedVideo(viewing: Viewing, row: ShareRow): Promise<SharedVideo> {
  const owner = { id: row.ownerId }
  const sized = await sizedRenders(viewing, row)
  const [first] = sized
  if (first === undefined) return gone()
  const { video } = await getVideo(viewing.db, owner, row.videoId)
  const song = await getSong(viewing.db, owner, video.songId)
  const { slug, visibility, allowsDownload, expiresAtMs } = row
  const root = `/api/v1/shares/${slug}`
  const { render, widthPixels, heightPixels } = first
  return {
    slug,
    title: video.title,
    artist: song.artist,
    visibility,
    allowsDownload,
    expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
    poster: {
      url: `${root}/poster?of=${versionOf(row.posterKey ?? render.id)}`,
      widthPixels: row.posterWidthPixels ?? widthPixels,
      heightPixels: row.posterHeightPixels ?? heightPixels,
    },
    files: sized.map((each) => ({
      url: `${root}/files/${each.render.id}`,
      aspect: each.aspect,
      widthPixels: each.widthPixels,
      heightPixels: each.heightPixels,
      bytes: each.render.videoBytes,
      durationMs: Math.round(msOfSeconds(secondsOfFrames(each.render.proofFrames, timelineFrameRate))),
    })),
  }
}

/** Another picture has another address, so that nobody is shown the one that was kept. */
function versionOf(name: string): string {
  return name.split('/').at(-1)?.slice(0, 16) ?? ''
}

/** Where the file of a link lies, and what it is called when it is saved. Refuses a file that the link does not play. */
export async function sharedFile(
  { db }: Viewing,
  row: ShareRow,
  renderId: string,
): Promise<{ readonly key: string; readonly fileName: string }> {
  const render = (await playedRenders(db, row)).find(({ id }) => id === renderId) ?? gone()
  const { video } = await getVideo(db, { id: row.ownerId }, row.videoId)
  const format = render.aspect === null ? '' : ` ${render.aspect.replace(':', 'x')}`
  return { key: videoKey(row.ownerId, render.id), fileName: `${video.title}${format}.mp4` }
}

/** Where the picture lies that stands for the video until it plays. */
export async function sharedPoster(viewing: Viewing, row: ShareRow): Promise<string> {
  if (row.posterKey !== null) return row.posterKey
  const [first] = await sizedRenders(viewing, row)
  return first === undefined ? gone() : posterKey(row.ownerId, first.render.id)
}

/**
 * Who may keep what a link shows, and for how long: never past its end, nobody where there is a password, and other than
 * the viewer only where the link is public.
 */
export function cachingOf(
  row: Pick<ShareRow, 'visibility' | 'expiresAtMs'>,
  nowMs: number,
  what: 'file' | 'poster',
): string {
  if (row.visibility === 'password') return 'private, no-store'
  const leftSeconds =
    row.expiresAtMs === null ? mostKeptSeconds : Math.floor((row.expiresAtMs - nowMs) / 1000)
  const seconds = Math.max(0, Math.min(mostKeptSeconds, leftSeconds))
  const who = row.visibility === 'public' ? 'public' : 'private'
  // A render never changes under its address; another poster may be chosen.
  return `${who}, max-age=${seconds}${what === 'file' ? ', immutable' : ''}`
}
