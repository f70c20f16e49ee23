/** What Spotify writes of tracks and episodes, read with patience: fields come and go, and an answer without one is still an answer. */
import { z } from 'zod'
import { showableLine } from '#core/language/showable.ts'
import { PlaylistItem as ItemSchema, itemNamed, type PlaylistItem } from '#core/playlists/playlist.ts'
import type { SpotifyItem } from './schema.ts'

const Text = z.string().catch('')
const Named = z.object({ name: Text })
/** An address that a page may link to: never one that would run as a script. */
const WebAddress = z.url({ protocol: /^https?$/ })
/** The page at Spotify of what is shown. */
export const Link = z
  .object({ spotify: WebAddress.optional().catch(undefined) })
  .optional()
  .catch(undefined)
/** Pictures of it, in several sizes. */
export const Images = z
  .array(z.object({ url: WebAddress, width: z.number().nullish().catch(null) }))
  .optional()
  .catch(undefined)

/** A track, an episode or a local file, as far as we show it. */
export const Playable = z.object({
  uri: z.string(),
  type: z.string().optional(),
  name: Text,
  artists: z.array(Named).catch([]).default([]),
  album: z
    .object({ name: Text, images: Images, release_date: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  show: z.object({ name: Text }).optional().catch(undefined),
  images: Images,
  duration_ms: z.number().int().min(0).optional().catch(undefined),
  explicit: z.boolean().optional().catch(undefined),
  is_local: z.boolean().optional().catch(undefined),
  external_urls: Link,
  external_ids: z
    .object({ isrc: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  track_number: z.number().int().min(1).optional().catch(undefined),
  disc_number: z.number().int().min(1).optional().catch(undefined),
})

/** See the schema `Playable`. */
export type Playable = z.output<typeof Playable>

/** An entry of a list that may hold nothing: a song that Spotify has no more, or does not name. */
export const MaybePlayable = Playable.nullish().catch(null)

const nameless = 'Not named by Spotify'
const mostTitle = 1000

/** A name of Spotify's as it can be shown and stored. */
export function shownName(name: string): string {
  return showableLine(name.slice(0, mostTitle)).trim() || nameless
}

/** As the app shows it. */
export function shownItem(playable: Playable): SpotifyItem {
  const kind = kindOf(playable)
  return {
    uri: playable.uri,
    kind,
    title: titleOf(playable),
    artists: artistsOf(playable),
    album: (playable.album?.name || playable.show?.name || '').slice(0, mostTitle) || null,
    durationMs: playable.duration_ms ?? null,
    isExplicit: playable.explicit ?? null,
    imageUrl: imageOf(playable.album?.images ?? playable.images),
    url: kind === 'local' ? null : (playable.external_urls?.spotify ?? null),
  }
}

/** The smallest picture that is not tiny. */
export function imageOf(images: z.output<typeof Images>): string | null {
  const bySize = (images ?? []).toSorted((a, b) => (a.width ?? 0) - (b.width ?? 0))
  return (bySize.find(({ width }) => (width ?? 0) >= 150) ?? bySize.at(-1))?.url ?? null
}

/** Who added an entry of a playlist, and when. */
export type AddedFacts = { readonly addedAt: string | undefined; readonly addedBy: string | undefined }

/** As it travels in a playlist. A place where Spotify names no song keeps its place, and says so. */
export function itemOfPlayable(playable: Playable | null | undefined, added?: AddedFacts): PlaylistItem {
  const facts = { addedAt: momentOf(added?.addedAt), addedBy: added?.addedBy?.slice(0, mostTitle) || null }
  if (playable === null || playable === undefined)
    return { ...itemNamed(nameless), ...facts, note: 'Spotify named nothing at this place.' }
  return {
    ...itemNamed(titleOf(playable)),
    ...facts,
    artists: artistsOf(playable).slice(0, 50),
    album: (playable.album?.name || playable.show?.name || '').slice(0, mostTitle) || null,
    trackNumber: fitting('trackNumber', playable.track_number),
    discNumber: fitting('discNumber', playable.disc_number),
    releaseDate: fitting('releaseDate', playable.album?.release_date),
    durationMs: fitting('durationMs', playable.duration_ms),
    isrc: fitting('isrc', playable.external_ids?.isrc?.toUpperCase().replaceAll('-', '')),
    spotifyUri: fitting('spotifyUri', playable.uri),
    isExplicit: playable.explicit ?? null,
  }
}

/** What fits into a field of a playlist's item; null for what does not. */
function fitting<F extends keyof PlaylistItem>(field: F, value: unknown): PlaylistItem[F] | null {
  const parsed = ItemSchema.shape[field].safeParse(value)
  // The schema of this very field took it.
  return parsed.success ? (parsed.data as PlaylistItem[F]) : null
}

function kindOf({ uri, type, is_local }: Playable): SpotifyItem['kind'] {
  if (is_local === true || uri.startsWith('spotify:local:')) return 'local'
  return type === 'episode' || uri.startsWith('spotify:episode:') ? 'episode' : 'track'
}

function titleOf({ name }: Playable): string {
  return shownName(name)
}

function artistsOf({ artists }: Playable): string[] {
  return artists.flatMap(({ name }) => (name.trim() === '' ? [] : [shownName(name)]))
}

function momentOf(text: string | undefined): string | null {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}
