/** Every call the pages of rooms make beside the line itself. */

import type { QueuedSong } from '#core/queue/entry.ts'
import type { RoomEvent, RoomStatus } from '#core/rooms/event.ts'
import type { RoomSettingsPatch } from '#core/rooms/settings.ts'
import type { RoomWish } from '../../worker/rooms/wish-schema.ts'
import { everyPage } from '../api/calls.ts'
import { makeIdempotencyKey, request } from '../api/request.ts'
import type { Lyrics, Page, Waveform } from '../api/shapes.ts'

/** A room as its owner sees it in a list. */
export type Room = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly status: RoomStatus
  readonly createdAt: string
  readonly expiresAt: string
}

export type { RoomWish }

/** What lets a device into a room. */
export type Entry = { readonly roomId: string; readonly token: string; readonly memberId: string }

/** A room as its code shows it to somebody who is not in it. */
export type Door = { readonly roomId: string; readonly name: string; readonly status: RoomStatus }

const one = (id: string) => encodeURIComponent(id)

/** This account's rooms, newest first. */
export const listRooms = () => everyPage<Room>('/rooms')
/** Makes a room. */
export const makeRoom = (order: { name: string; hostName: string; settings: RoomSettingsPatch }) =>
  request<Room>('/rooms', { method: 'POST', json: order, idempotencyKey: makeIdempotencyKey() })
/** Deletes a room with its log, and sends everybody home. */
export const deleteRoom = (roomId: string) => request<void>(`/rooms/${one(roomId)}`, { method: 'DELETE' })
/** Makes a new room of what waits in one, or waited at a moment of its log. */
export const forkRoom = (roomId: string, order: { name: string; afterSeq?: number }) =>
  request<Room>(`/rooms/${one(roomId)}/fork`, {
    method: 'POST',
    json: order,
    idempotencyKey: makeIdempotencyKey(),
  })
/** The host's own way in. */
export const enterAsHost = (roomId: string) =>
  request<Entry>(`/rooms/${one(roomId)}/members`, { method: 'POST', json: {} })

/** What a code leads to; 404 where it leads to nothing. */
export const findDoor = (code: string) => request<Door>(`/joining/${one(code)}`)
/** Goes in as a guest, by a name and nothing else. */
export const joinRoom = (code: string, name: string) =>
  request<Entry>(`/joining/${one(code)}/members`, { method: 'POST', json: { name } })
/** Goes in as a screen, until the code changes. */
export const joinAsScreen = (code: string) => openScreen(`/joining/${one(code)}/screens`)
/** Opens a screen of the host's own, which stays when the code changes. */
export const openHostScreen = (roomId: string) => openScreen(`/rooms/${one(roomId)}/screens`)

/** A screen is nobody: what stands for its member is no member's id. */
async function openScreen(path: string): Promise<Entry> {
  const { roomId, token } = await request<Pick<Entry, 'roomId' | 'token'>>(path, { method: 'POST', json: {} })
  return { roomId, token, memberId: 'screen' }
}

/** Songs of the host's library that fit what was typed, some at a time. */
export const findSongs = (entry: Entry, query: string, cursor: string | null, signal?: AbortSignal) => {
  const wanted = new URLSearchParams({ limit: '30', ...(query === '' ? {} : { query }) })
  if (cursor !== null) wanted.set('cursor', cursor)
  return request<Page<QueuedSong>>(`/live/${one(entry.roomId)}/songs?${wanted}`, {
    memberToken: entry.token,
    ...(signal === undefined ? {} : { signal }),
  })
}
/** The words of a song that plays; 404 when it has none. */
export const getRoomLyrics = (entry: Entry, songId: string) =>
  request<Lyrics>(`/live/${one(entry.roomId)}/songs/${one(songId)}/lyrics`, { memberToken: entry.token })
/** The peaks of a song that plays or waits. */
export const getRoomWaveform = (entry: Entry, songId: string) =>
  request<Waveform>(`/live/${one(entry.roomId)}/songs/${one(songId)}/waveform`, { memberToken: entry.token })

/** Some lines of the log after one of them, in order; `hasMore` when there are further ones. */
export async function listEvents(
  entry: Entry,
  afterSeq: number,
): Promise<{ readonly events: readonly RoomEvent[]; readonly hasMore: boolean }> {
  const page = await request<{ items: readonly RoomEvent[]; nextAfter: number | null }>(
    `/live/${one(entry.roomId)}/events?after=${afterSeq}&limit=500`,
    { memberToken: entry.token },
  )
  return { events: page.items, hasMore: page.nextAfter !== null }
}

/** What is wished for in a room of this account's, newest first. */
export const listWishes = (roomId: string) => everyPage<RoomWish>(`/rooms/${one(roomId)}/wish-list`)
/** Takes a song off the wish list. */
export const takeWishOff = (roomId: string, wishId: string) =>
  request<void>(`/rooms/${one(roomId)}/wish-list/${one(wishId)}`, { method: 'DELETE' })
