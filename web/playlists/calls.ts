/** Every call the pages of playlists make. */

import type { WrittenFormat } from '#core/playlists/formats.ts'
import type { MatchState } from '#core/playlists/matching.ts'
import type {
  Candidates,
  Imported,
  Match,
  MatchedItem,
  MatchedSong,
  Playlist,
} from '../../worker/playlists/schema.ts'
import { everyPage } from '../api/calls.ts'
import { apiRoot, makeIdempotencyKey, request } from '../api/request.ts'

export type { Imported, Match, MatchedItem, MatchedSong, MatchState, Playlist }

/** How the songs of a playlist stand to the library. */
export type MatchCounts = Playlist['counts']

/** A song of the library that may be the one. */
export type Candidate = Candidates['items'][number]

const one = (id: string) => encodeURIComponent(id)
const at = (playlistId: string, position: number) => `/playlists/${one(playlistId)}/items/${position}`

/** This account's playlists, newest first. */
export const listPlaylists = () => everyPage<Playlist>('/playlists')
/** One playlist. */
export const getPlaylist = (id: string) => request<Playlist>(`/playlists/${one(id)}`)
/** Makes a playlist without songs. */
export const createPlaylist = (title: string) =>
  request<Playlist>('/playlists', { method: 'POST', json: { title }, idempotencyKey: makeIdempotencyKey() })
/** Gives a playlist another title. */
export const renamePlaylist = (id: string, title: string) =>
  request<Playlist>(`/playlists/${one(id)}`, { method: 'PATCH', json: { title } })
/** Deletes a playlist; the songs of the library stay. */
export const deletePlaylist = (id: string) => request<void>(`/playlists/${one(id)}`, { method: 'DELETE' })

/** Makes a file the songs of a playlist. `skip` leaves out what could not be read; `refuse` then keeps nothing. */
export const importFile = (
  id: string,
  file: File,
  { faults, signal }: { readonly faults: 'refuse' | 'skip'; readonly signal: AbortSignal },
) => {
  const wanted = new URLSearchParams({ fileName: file.name, faults })
  return request<Imported>(`/playlists/${one(id)}/items?${wanted}`, { method: 'PUT', body: file, signal })
}

/** Some songs of a playlist after a place, in their order, of one state or of all. The first place is 1. */
export const listItems = (
  id: string,
  {
    state,
    after,
    limit,
  }: { readonly state: MatchState | undefined; readonly after: number; readonly limit: number },
) => {
  const wanted = new URLSearchParams({ after: String(after), limit: String(limit) })
  if (state !== undefined) wanted.set('state', state)
  return request<{ items: readonly MatchedItem[] }>(`/playlists/${one(id)}/items?${wanted}`)
}
/** The songs of the library that may be the one, the likeliest first. */
export const listCandidates = async (id: string, position: number) =>
  (await request<Candidates>(`${at(id, position)}/candidates`)).items
/** Says which song of the library it is; null leaves it out. */
export const chooseMatch = (id: string, position: number, songId: string | null) =>
  request<MatchedItem>(`${at(id, position)}/match`, { method: 'PUT', json: { songId } })
/** Takes what was chosen back to what was found. */
export const undoMatch = (id: string, position: number) =>
  request<MatchedItem>(`${at(id, position)}/match`, { method: 'DELETE' })
/** Looks for every song again; what was chosen by hand stays. */
export const matchAgain = (id: string) =>
  request<Playlist>(`/playlists/${one(id)}/matching`, { method: 'POST', json: {} })

/** Where a playlist can be saved from as a file. */
export const playlistFileUrl = (id: string, format: WrittenFormat) =>
  `${apiRoot}/playlists/${one(id)}/file?format=${format}`
