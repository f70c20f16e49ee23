/** The calls of whoever shares a video of theirs. */
import type { Share } from '../../worker/sharing/schema.ts'
import { apiRoot, makeIdempotencyKey, request } from '../api/request.ts'
import type { Page } from '../api/shapes.ts'

export type { Share }

/** Who may watch what, and until when. `expiresAt` is RFC 3339, null is for ever; no render is the newest version. */
export type ShareSettings = {
  readonly visibility: Share['visibility']
  readonly password?: string
  readonly expiresAt: string | null
  readonly allowsDownload: boolean
  readonly renderId: string | null
}

/** What can be changed of a link; what is left out stays. */
export type ShareChange = Partial<ShareSettings> & { readonly isOn?: boolean }

const sharesOf = (videoId: string) => `/videos/${encodeURIComponent(videoId)}/shares`
const oneOf = (share: Pick<Share, 'id' | 'videoId'>) =>
  `${sharesOf(share.videoId)}/${encodeURIComponent(share.id)}`

/** The links of a video, newest first. A video has at most fifty. */
export const listShares = async (videoId: string): Promise<readonly Share[]> =>
  (await request<Page<Share>>(`${sharesOf(videoId)}?limit=100`)).items
/** Makes a link. */
export const createShare = (videoId: string, settings: ShareSettings) =>
  request<Share>(sharesOf(videoId), {
    method: 'POST',
    json: settings,
    idempotencyKey: makeIdempotencyKey(),
  })
/** Changes a link; its address stays. */
export const changeShare = (share: Share, change: ShareChange) =>
  request<Share>(oneOf(share), { method: 'PATCH', json: change })
/** Deletes a link for good. */
export const deleteShare = (share: Share) => request<void>(oneOf(share), { method: 'DELETE' })
/** Puts a JPEG in front of a link. */
export const putPoster = (share: Share, jpeg: Blob) =>
  request<Share>(`${oneOf(share)}/poster`, { method: 'PUT', body: jpeg })
/** Lets the video's own picture stand for a link again. */
export const removePoster = (share: Share) => request<Share>(`${oneOf(share)}/poster`, { method: 'DELETE' })
/** The picture of a link, as its owner may see it. `version` changes the address after the picture was changed. */
export const sharePosterUrl = (share: Share, version: number) =>
  `${apiRoot}${oneOf(share)}/poster?version=${version}`
