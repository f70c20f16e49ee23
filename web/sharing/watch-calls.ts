/** The calls of somebody with a link. */
import type { SharedFile, SharedVideo } from '#core/sharing/shared-video.ts'
import { request } from '../api/request.ts'

const one = (slug: string) => `/shares/${slug}`

/** What a link shows; 403 until its password was given, 404 when there is nothing. */
export const lookAt = (slug: string) => request<SharedVideo>(one(slug))
/** Gives the password of a link; the browser then remembers that for a while. */
export const unlock = (slug: string, password: string) =>
  request<void>(`${one(slug)}/unlock`, { method: 'POST', json: { password } })
/** Says that the video is being watched. */
export const countView = (slug: string) => request<void>(`${one(slug)}/views`, { method: 'POST', json: {} })
/** Where a file can be saved from, if the link allows that. */
export const downloadUrl = (file: SharedFile) => `${file.url}?download=1`
