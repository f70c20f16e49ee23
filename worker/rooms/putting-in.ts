/** Puts songs that travelled into a room: those of the library into its queue, the others on its wish list. */
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { newId } from '../db/ids.ts'
import { Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { foundRowOf, matchOf, readMatcher, songsOfRows } from '../playlists/library.ts'
import { roomOf } from './room-stub.ts'
import { getRoom, type RoomKeeping } from './rooms.ts'
import { addWishes } from './wishes.ts'

/** Each is a question of its own to the room. */
const mostPutIn = 500

/** What became of them. What the room itself did not take is told with why; what somebody had left out is only counted. */
export type PutIn = {
  readonly addedCount: number
  readonly leftOutCount: number
  readonly missing: readonly PlaylistItem[]
  readonly refused: readonly { readonly item: PlaylistItem; readonly because: string }[]
}

/**
 * Adds songs as the host, in their order. Only a song that is surely in the library counts as in it; one that was left out
 * is neither added nor wished for.
 */
export async function putIntoRoom(
  keeping: RoomKeeping,
  owner: Owner,
  roomId: string,
  travelling: AsyncIterable<PlaylistItem>,
): Promise<PutIn> {
  const { items, leftOutCount } = await takeWanted(travelling)
  const { db, bindings, nowMs } = keeping
  const room = await getRoom(db, owner, roomId)
  const object = roomOf(bindings, room.id)
  const matcher = await readMatcher(db, owner)
  const rows = items.map((item) => ({ item, row: foundRowOf(matcher, item) }))
  const songs = await songsOfRows(
    db,
    owner,
    rows.map(({ row }) => row),
  )
  const matched = rows.map(({ item, row }) => {
    const { state, song } = matchOf(row, songs)
    return { item, song: state === 'found' ? song : null }
  })
  const missing = matched.flatMap(({ item, song }) => (song === null ? [item] : []))
  // First, since a list that is full refuses: then nothing has happened yet.
  await addWishes(keeping, owner, roomId, missing)
  const refused: { item: PlaylistItem; because: string }[] = []
  let addedCount = 0
  for (const { item, song } of matched) {
    if (song === null) continue
    const operation = { id: newId('req', nowMs), wish: { kind: 'add', songId: song.id } } as const
    const verdict = await object.operate(room.hostMemberId, operation, nowMs)
    if ('refused' in verdict) refused.push({ item, because: verdict.detail })
    else addedCount += 1
  }
  return { addedCount, leftOutCount, missing, refused }
}

/** The songs that nobody left out, and how many the others are. Refuses more than a room takes. */
async function takeWanted(travelling: AsyncIterable<PlaylistItem>) {
  const items: PlaylistItem[] = []
  let leftOutCount = 0
  for await (const item of travelling) {
    if (item.isLeftOut === true) leftOutCount += 1
    else if (items.push(item) > mostPutIn)
      throw new Refusal(
        'limit-exceeded',
        `A room takes up to ${mostPutIn} songs at once, and these are more.`,
      )
  }
  return { items, leftOutCount }
}
