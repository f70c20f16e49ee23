/**
 * Snapshots of what is at Spotify: identities alone, never sound or pictures. What is kept is a playlist as any other, so it
 * can be looked at, compared and taken along. Nothing of it plays here: Spotify's content and people's own files are never
 * in one stream or one list (docs/design/spotify.md says why).
 */
import type { PlaylistHead, PlaylistItem } from '#core/playlists/playlist.ts'
import { Refusal } from '../http/refusal.ts'
import type { Keeping } from '../intake/intake.ts'
import type { Snapshot } from '../snapshots/schema.ts'
import { saveSnapshot } from '../snapshots/snapshots.ts'
import { readItems, readPlaylist } from './catalogue.ts'
import { itemOfPlayable } from './items.ts'
import { readRawQueue } from './queue.ts'
import { queueWindow, type SnapshotSourceWish } from './schema.ts'
import type { WebApi } from './web-api.ts'

/** Who keeps a snapshot, and with what. */
export type Snapping = {
  readonly api: WebApi
  readonly keeping: Keeping
  readonly owner: { readonly id: string }
  readonly spotifyUserId: string
}

/** Keeps the queue, or a playlist, as its next version. A playlist that breaks off in the middle is not kept at all. */
export async function takeSpotifySnapshot(
  snapping: Snapping,
  { source, title }: { readonly source: SnapshotSourceWish; readonly title?: string | undefined },
): Promise<Snapshot> {
  const { keeping, owner } = snapping
  const wish =
    source.kind === 'spotify-queue'
      ? await ofQueue(snapping, title)
      : await ofPlaylist(snapping, source.playlistId, title)
  return await saveSnapshot(keeping, owner, { ...wish, title: wish.head.title })
}

async function ofQueue({ api, keeping, spotifyUserId }: Snapping, title: string | undefined) {
  const { current, next } = await readRawQueue(api)
  if (current === undefined && next.length === 0)
    throw new Refusal(
      'spotify-no-device',
      'Spotify plays on no device, and shows no queue. Play something first.',
    )
  const items = [...(current === undefined ? [] : [current]), ...next].map((one) => itemOfPlayable(one))
  const createdAt = new Date(keeping.nowMs).toISOString()
  const head: PlaylistHead = {
    title: title ?? `Spotify queue, ${createdAt.slice(0, 10)} ${createdAt.slice(11, 16)}`,
    description: `What was playing and the next ${queueWindow}: Spotify shows no more, and does not say which of them somebody added.`,
    creator: null,
    createdAt,
  }
  return { source: { kind: 'spotify-queue', id: spotifyUserId } as const, head, items }
}

async function ofPlaylist(
  { api, keeping, spotifyUserId }: Snapping,
  playlistId: string,
  title: string | undefined,
) {
  const playlist = await readPlaylist(api, { playlistId, spotifyUserId })
  const head: PlaylistHead = {
    title: title ?? playlist.title,
    description: playlist.description,
    creator: playlist.ownerName,
    createdAt: new Date(keeping.nowMs).toISOString(),
  }
  const items = readable(readItems(api, playlistId))
  return { source: { kind: 'spotify-playlist', id: playlistId } as const, head, items }
}

/** Spotify refuses the songs of a playlist that somebody only follows, without saying why. */
async function* readable(items: AsyncGenerator<PlaylistItem>): AsyncGenerator<PlaylistItem> {
  try {
    yield* items
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'spotify-refused') throw error
    throw new Refusal(
      'spotify-refused',
      'Since February 2026, Spotify gives the songs of your own and of collaborative playlists alone, and this one you only follow.',
    )
  }
}
