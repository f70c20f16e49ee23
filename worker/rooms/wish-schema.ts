/** The wish list of a room as it crosses the wire. */
import { z } from 'zod'
import { PlaylistItem } from '#core/playlists/playlist.ts'
import { pageOf } from '../http/paging.ts'
import { Match } from '../playlists/schema.ts'
import { RoomPath } from './schema.ts'

/** A song that somebody wants in a room, and whether the library has it. */
export const RoomWish = z.object({
  id: z.string(),
  item: PlaylistItem,
  match: Match,
  createdAt: z.iso.datetime(),
})

/** See the schema `RoomWish`. */
export type RoomWish = z.output<typeof RoomWish>

/** A page of wishes, newest first. */
export const RoomWishPage = pageOf(RoomWish)

/** Songs to be put on the list. */
export const NewRoomWishes = z.object({ items: z.array(PlaylistItem).min(1).max(500) })

/** Those that came onto the list; what was on it already is not among them. */
export const AddedWishes = z.object({ items: z.array(RoomWish) })

/** Which wish of which room. */
export const RoomWishPath = RoomPath.extend({ wishId: z.string().max(60) })
