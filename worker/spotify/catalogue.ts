/** Playlists of the person at Spotify, and its catalogue, as far as new apps may look. */
import { z } from 'zod'
import { showableLines } from '#core/language/showable.ts'
import { mostItems, type PlaylistItem } from '#core/playlists/playlist.ts'
import { Refusal } from '../http/refusal.ts'
import { away } from './failure.ts'
import {
  Images,
  imageOf,
  itemOfPlayable,
  Link,
  MaybePlayable,
  type Playable,
  shownItem,
  shownName,
} from './items.ts'
import type { Found, SpotifyPlaylist, SpotifyPlaylists } from './schema.ts'
import type { WebApi } from './web-api.ts'

const pageSize = 50
/** Since February 2026. */
const searchSize = 10
/** One call adds as many, at most. */
const mostUris = 100

const PlaylistShape = z.object({
  id: z.string(),
  name: z.string().catch(''),
  description: z.string().nullish().catch(null),
  collaborative: z.boolean().catch(false),
  public: z.boolean().nullish().catch(null),
  owner: z
    .object({ id: z.string().catch(''), display_name: z.string().nullish().catch(null) })
    .catch({ id: '', display_name: null }),
  /** Left out of those that the person only follows. */
  items: z
    .object({ total: z.number().int().min(0) })
    .nullish()
    .catch(null),
  images: Images,
  external_urls: Link,
})

const Paged = { total: z.number().int().min(0).catch(0), next: z.string().nullish().catch(null) }
/** What follows a page, where whoever reads must know whether it was the last. */
const PagedToItsEnd = { next: z.string().nullable() }

/** The playlists of the person, those they own told apart from those they follow. */
export async function readPlaylists(
  api: WebApi,
  { offset, spotifyUserId }: { readonly offset: number; readonly spotifyUserId: string },
): Promise<SpotifyPlaylists> {
  const Page = z.object({ ...Paged, items: z.array(PlaylistShape.nullable().catch(null)) })
  const query = { limit: pageSize, offset }
  const page = await api.read({ method: 'GET', path: '/me/playlists', query }, Page)
  const shown = (page?.items ?? []).filter((item) => item !== null)
  return {
    items: shown.map((playlist) => shownPlaylist(playlist, spotifyUserId)),
    totalCount: page?.total ?? 0,
    nextOffset: page?.next == null ? null : offset + pageSize,
  }
}

/** One playlist. Refuses with `spotify-not-found` where there is none. */
export async function readPlaylist(
  api: WebApi,
  { playlistId, spotifyUserId }: { readonly playlistId: string; readonly spotifyUserId: string },
): Promise<SpotifyPlaylist> {
  // Its songs are read page by page: of the rest, this much is shown.
  const query = { fields: 'id,name,description,collaborative,public,owner,images,external_urls,items(total)' }
  const call = { method: 'GET', path: `/playlists/${playlistId}`, query } as const
  const playlist = await api.read(call, PlaylistShape)
  if (playlist === undefined) throw away()
  return shownPlaylist(playlist, spotifyUserId)
}

function shownPlaylist(playlist: z.output<typeof PlaylistShape>, spotifyUserId: string): SpotifyPlaylist {
  const kind = kindOf(playlist, spotifyUserId)
  return {
    id: playlist.id,
    title: shownName(playlist.name),
    description: showableLines(playlist.description ?? '').slice(0, 10_000) || null,
    kind,
    isReadable: kind !== 'followed',
    itemCount: playlist.items?.total ?? null,
    ownerName: playlist.owner.display_name?.slice(0, 1000) ?? null,
    isPublic: playlist.public ?? null,
    imageUrl: imageOf(playlist.images),
    url: playlist.external_urls?.spotify ?? null,
  }
}

function kindOf(
  { owner, collaborative }: z.output<typeof PlaylistShape>,
  spotifyUserId: string,
): SpotifyPlaylist['kind'] {
  if (owner.id === spotifyUserId) return 'own'
  return collaborative ? 'collaborative' : 'followed'
}

/**
 * All songs of a playlist, in its order, page by page. A place that Spotify names nothing at is kept as such. Refuses with
 * `spotify-unavailable` where a page is missing, or does not say whether another follows: a part would pass for the whole.
 */
export async function* readItems(api: WebApi, playlistId: string): AsyncGenerator<PlaylistItem> {
  const Entry = z.object({
    added_at: z.string().optional().catch(undefined),
    added_by: z
      .object({ id: z.string().optional().catch(undefined) })
      .nullish()
      .catch(null),
    item: MaybePlayable,
  })
  const Page = z.object({ ...PagedToItsEnd, items: z.array(Entry.catch({ item: null })) })
  const call = { method: 'GET', path: `/playlists/${playlistId}/items` } as const
  for (let offset = 0; offset < mostItems; offset += pageSize) {
    const query = { limit: pageSize, offset, additional_types: 'track,episode' }
    const page = await api.read({ ...call, query }, Page)
    const follows = page?.next != null
    if (page === undefined || (follows && page.items.length === 0)) throw away()
    for (const { item, added_at: addedAt, added_by: addedBy } of page.items)
      yield itemOfPlayable(item, { addedAt, addedBy: addedBy?.id })
    if (!follows) return
  }
  throw new Refusal(
    'spotify-refused',
    `Playlists of up to ${mostItems} songs are kept, and this one goes on.`,
  )
}

type Search = { readonly query: string; readonly offset: number }

/** Tracks that fit some words, for the app. */
export async function search(api: WebApi, wish: Search): Promise<Found> {
  const { items, next } = await pageOfSearch(api, wish)
  const nextOffset = next == null ? null : wish.offset + searchSize
  return { items: items.map(shownItem), nextOffset }
}

/** Tracks that fit some words, as Spotify writes them. */
export async function searchTracks(api: WebApi, wish: Search): Promise<readonly Playable[]> {
  return (await pageOfSearch(api, wish)).items
}

async function pageOfSearch(api: WebApi, { query: words, offset }: Search) {
  const Answer = z.object({ tracks: z.object({ ...Paged, items: z.array(MaybePlayable) }) })
  const query = { q: words, type: 'track', limit: searchSize, offset }
  const answer = await api.read({ method: 'GET', path: '/search', query }, Answer)
  const items = (answer?.tracks.items ?? []).flatMap((playable) => playable ?? [])
  return { items, next: answer?.tracks.next }
}

/** Makes a playlist of the person's own. */
export async function makePlaylist(
  api: WebApi,
  { name, isPublic }: { readonly name: string; readonly isPublic: boolean },
): Promise<{ readonly id: string; readonly url: string | null }> {
  const Made = PlaylistShape.pick({ id: true, external_urls: true })
  const body = { name, public: isPublic, description: 'From Cuecraft' }
  const made = await api.read({ method: 'POST', path: '/me/playlists', body }, Made)
  if (made === undefined) throw away()
  return { id: made.id, url: made.external_urls?.spotify ?? null }
}

/** Adds up to a hundred songs to the end of a playlist: all of them, or none. */
export async function addToPlaylist(api: WebApi, playlistId: string, uris: readonly string[]): Promise<void> {
  if (uris.length > mostUris) throw new Error(`${uris.length} songs are more than one call adds`)
  await api.command({ method: 'POST', path: `/playlists/${playlistId}/items`, body: { uris } })
}
