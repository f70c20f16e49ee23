/** Brings snapshots back to Spotify: to the end of the queue, or into a playlist of the person's own. */
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { Refusal } from '../http/refusal.ts'
import type { Keeping } from '../intake/intake.ts'
import { getSnapshot, readSnapshotPage } from '../snapshots/snapshots.ts'
import { addToPlaylist, makePlaylist } from './catalogue.ts'
import { findUri } from './finding.ts'
import type { OnDevice } from './player.ts'
import { addOneToQueue, stoppedBy } from './queue.ts'
import type { Restored, RestoringWish } from './schema.ts'
import type { WebApi } from './web-api.ts'

/** Who restores, and with what. */
export type Restoring = {
  readonly api: WebApi
  readonly keeping: Pick<Keeping, 'db' | 'store'>
  readonly owner: { readonly id: string }
}

/** A slice lasts some seconds: the queue takes a call for each song, a playlist one for all of them. */
const sliceOf = { queue: 20, playlist: 100 } as const
/** A song without a place at Spotify is searched for, by a call or two. */
const mostSearched = 25

type Slice = Pick<Restored, 'addedCount' | 'stopped' | 'notOnSpotify'> & { readonly doneCount: number }

/**
 * One slice of a snapshot. Nothing of it is lost in silence: what is not at Spotify is named, and where Spotify stops in
 * the middle, the answer says how far it came, so that the next slice goes on there. What somebody had left out stays out. A song is added twice only where Spotify
 * took it and the answer was lost. Refuses a slice that begins behind the end, before anything is made at Spotify.
 */
export async function restoreSlice(restoring: Restoring, wish: RestoringWish): Promise<Restored> {
  const { keeping, owner, api } = restoring
  const { snapshotId, into, fromPosition } = wish
  const { itemCount } = await getSnapshot(keeping.db, owner, snapshotId)
  if (fromPosition > 0 && fromPosition >= itemCount)
    throw new Refusal(
      'invalid-request',
      `fromPosition: the snapshot has ${itemCount} songs, and nothing behind them.`,
    )
  const limit = into.kind === 'queue' ? sliceOf.queue : sliceOf.playlist
  const { items } = await readSnapshotPage(keeping, owner, { snapshotId, after: fromPosition, limit })
  const place = into.kind === 'queue' ? undefined : await placeOf(api, into)
  const wanted = items.filter(({ isLeftOut }) => isLeftOut !== true)
  const { doneCount, ...slice } =
    into.kind === 'queue'
      ? await intoQueue(api, wanted, into)
      : await intoPlaylist(api, wanted, place?.id ?? '')
  // Of a playlist that was just made the app must be told, whatever happened after.
  if (doneCount === 0 && slice.stopped !== null && into.kind !== 'new-playlist')
    throw refusalOf(slice.stopped)
  const next = wanted[doneCount]
  const passed = next === undefined ? items.length : items.indexOf(next)
  const reached = fromPosition + passed
  return {
    ...slice,
    leftOutCount: passed - doneCount,
    playlistId: place?.id ?? null,
    playlistUrl: place?.url ?? null,
    nextPosition: items.length === 0 || reached >= itemCount ? null : reached,
    totalCount: itemCount,
  }
}

function refusalOf({ code, detail, retryAfterSeconds }: NonNullable<Restored['stopped']>): Refusal {
  const headers = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }
  return new Refusal(code, detail, headers)
}

async function placeOf(
  api: WebApi,
  into: Exclude<RestoringWish['into'], { kind: 'queue' }>,
): Promise<{ readonly id: string; readonly url: string | null }> {
  return into.kind === 'playlist' ? { id: into.playlistId, url: null } : await makePlaylist(api, into)
}

async function intoQueue(api: WebApi, items: readonly PlaylistItem[], device: OnDevice): Promise<Slice> {
  const notOnSpotify: PlaylistItem[] = []
  let doneCount = 0
  let stopped: Restored['stopped'] = null
  try {
    for (const item of items) {
      const uri = await findUri(api, item)
      if (uri === undefined || !(await addOneToQueue(api, uri, device))) notOnSpotify.push(item)
      doneCount += 1
    }
  } catch (error) {
    stopped = stoppedBy(error)
  }
  return { doneCount, addedCount: doneCount - notOnSpotify.length, notOnSpotify, stopped }
}

async function intoPlaylist(api: WebApi, items: readonly PlaylistItem[], playlistId: string): Promise<Slice> {
  try {
    const { looked, missing, found } = await lookFor(api, items)
    const { addedOrRefused, refused, stopped } = await addAllThatSpotifyTakes(api, playlistId, found)
    const next = found[addedOrRefused]
    const doneCount = next === undefined ? looked : items.indexOf(next.item)
    const gone = new Set([...missing, ...refused])
    const notOnSpotify = items.slice(0, doneCount).filter((item) => gone.has(item))
    return { doneCount, addedCount: doneCount - notOnSpotify.length, notOnSpotify, stopped }
  } catch (error) {
    return { doneCount: 0, addedCount: 0, notOnSpotify: [], stopped: stoppedBy(error) }
  }
}

type FoundItem = { readonly item: PlaylistItem; readonly uri: string }

/** Where songs are at Spotify, from the front, until enough were searched for. */
async function lookFor(api: WebApi, items: readonly PlaylistItem[]) {
  const found: FoundItem[] = []
  const missing: PlaylistItem[] = []
  let searched = 0
  for (const item of items) {
    if (item.spotifyUri === null && searched === mostSearched) break
    if (item.spotifyUri === null) searched += 1
    const uri = await findUri(api, item)
    if (uri === undefined) missing.push(item)
    else found.push({ item, uri })
  }
  return { looked: found.length + missing.length, missing, found }
}

/**
 * Adds songs in their order. A call is taken whole or not at all, so one song that is gone would keep the others out: a
 * call that is refused is halved until it is found.
 */
async function addAllThatSpotifyTakes(api: WebApi, playlistId: string, found: readonly FoundItem[]) {
  const waiting = [found]
  const refused: PlaylistItem[] = []
  let addedOrRefused = 0
  let stopped: Restored['stopped'] = null
  while (stopped === null) {
    const part = waiting.shift()
    const [first] = part ?? []
    if (part === undefined || first === undefined) break
    try {
      const uris = part.map(({ uri }) => uri)
      await addToPlaylist(api, playlistId, uris)
      addedOrRefused += part.length
    } catch (error) {
      const isForOne = error instanceof Refusal && error.code === 'spotify-not-taken'
      if (!isForOne) stopped = stoppedBy(error)
      else if (part.length > 1) waiting.unshift(...halvesOf(part))
      else {
        refused.push(first.item)
        addedOrRefused += 1
      }
    }
  }
  return { addedOrRefused, refused, stopped }
}

function halvesOf<T>(list: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(list.length / 2)
  return [list.slice(0, middle), list.slice(middle)]
}
