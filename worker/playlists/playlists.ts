/** What may be done with playlists as a whole: make one, name it, remove it. */
import { mostItems } from '#core/playlists/playlist.ts'
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import type { NewPlaylist, Playlist, PlaylistPatch } from './schema.ts'
import {
  countPlaylists,
  deletePlaylist,
  findPlaylist,
  insertPlaylist,
  type PlaylistRow,
  updatePlaylist,
} from './store.ts'

const mostPlaylists = 500
/** A file that sent nothing for so long was lost with its request. */
export const silentMs = 60_000

/** What the rules of playlists need. */
export type PlaylistKeeping = { readonly db: Database; readonly nowMs: number }

/** Makes a playlist without songs. Refuses `limit-exceeded` when this account has as many as it may. */
export async function createPlaylist(
  { db, nowMs }: PlaylistKeeping,
  owner: Owner,
  wish: NewPlaylist,
): Promise<Playlist> {
  if ((await countPlaylists(db, owner)) >= mostPlaylists)
    throw new Refusal('limit-exceeded', `You have ${mostPlaylists} playlists. Delete one first.`)
  const id = newId('ply', nowMs)
  await insertPlaylist(db, { id, ownerId: owner.id, ...wish, createdAtMs: nowMs, updatedAtMs: nowMs })
  return playlistOf(await getPlaylist(db, owner, id), nowMs)
}

/** One playlist of this owner. Refuses with `playlist-not-found`, whether it never was or is somebody else's. */
export async function getPlaylist(db: Database, owner: Owner, playlistId: string): Promise<PlaylistRow> {
  return (await findPlaylist(db, owner, playlistId)) ?? absent(playlistId)
}

function absent(playlistId: string): never {
  throw new Refusal('playlist-not-found', `No playlist ${playlistId.slice(0, 60)} is yours.`)
}

/** Gives a playlist another title or description. */
export async function changePlaylist(
  { db, nowMs }: PlaylistKeeping,
  owner: Owner,
  playlistId: string,
  patch: PlaylistPatch,
): Promise<Playlist> {
  const { title, description } = patch
  const change = {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
  }
  await updatePlaylist(db, owner, playlistId, { ...change, updatedAtMs: nowMs })
  return playlistOf(await getPlaylist(db, owner, playlistId), nowMs)
}

/** Removes a playlist. Snapshots of it stay. */
export async function removePlaylist(
  { db, nowMs }: PlaylistKeeping,
  owner: Owner,
  playlistId: string,
): Promise<void> {
  const { playlist } = await getPlaylist(db, owner, playlistId)
  await deletePlaylist(db, owner, playlist.id, nowMs)
}

/** A row as it leaves. */
export function playlistOf({ playlist, current, filling }: PlaylistRow, nowMs: number): Playlist {
  const isImporting = filling !== null && filling.touchedAtMs >= nowMs - silentMs
  const settled = current.itemCount === 0 ? 'empty' : 'ready'
  return {
    id: playlist.id,
    title: playlist.title,
    description: playlist.description,
    status: isImporting ? 'importing' : settled,
    format: current.format,
    fileName: current.fileName,
    itemCount: current.itemCount,
    importedCount: isImporting ? filling.itemCount : current.itemCount,
    counts: {
      found: current.foundCount,
      unsure: current.unsureCount,
      missing: current.missingCount,
      chosen: current.chosenCount,
      leftOut: current.leftOutCount,
    },
    createdAt: new Date(playlist.createdAtMs).toISOString(),
    updatedAt: new Date(playlist.updatedAtMs).toISOString(),
  }
}

/** What is said of a playlist that has no room for more. */
export const tooManyItems = `A playlist has at most ${mostItems.toLocaleString('en')} songs.`
