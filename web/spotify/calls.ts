/** Every call the Spotify page makes, and the shapes of what it is answered. */
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { makeIdempotencyKey, request } from '../api/request.ts'

/** How the account here and one at Spotify are connected. */
export type Connection = {
  readonly status: 'connected' | 'consent-needed'
  readonly displayName: string | null
  readonly product: string | null
  readonly consentUntil: string
}

/** Whether the operator has lit the lane, and whether one is connected. */
export type SpotifyState = { readonly isLit: boolean; readonly connection: Connection | null }

/** One thing that Spotify plays. */
export type SpotifyItem = {
  readonly uri: string
  readonly kind: 'track' | 'episode' | 'local'
  readonly title: string
  readonly artists: readonly string[]
  readonly album: string | null
  readonly durationMs: number | null
  readonly isExplicit: boolean | null
  readonly imageUrl: string | null
  readonly url: string | null
}

/** A device that Spotify plays on. */
export type Device = {
  readonly id: string | null
  readonly name: string
  readonly type: string
  readonly isActive: boolean
  readonly isRestricted: boolean
  readonly volumePercent: number | null
  readonly hasVolume: boolean
}

/** What is repeated. */
export type Repeat = 'off' | 'track' | 'context'

/** What plays, as Spotify said it. */
export type Playback = {
  readonly isPlaying: boolean
  readonly progressMs: number | null
  readonly item: SpotifyItem | null
  readonly kind: 'track' | 'episode' | 'ad' | 'unknown'
  readonly device: Device | null
  readonly isShuffled: boolean
  readonly repeat: Repeat
  readonly disallows: readonly string[]
}

/** The queue, as far as Spotify shows it. */
export type SpotifyQueue = {
  readonly current: SpotifyItem | null
  readonly items: readonly SpotifyItem[]
  readonly mayHaveMore: boolean
}

/** A playlist of the person's at Spotify. */
export type SpotifyPlaylist = {
  readonly id: string
  readonly title: string
  readonly kind: 'own' | 'collaborative' | 'followed'
  readonly isReadable: boolean
  readonly itemCount: number | null
  readonly ownerName: string | null
  readonly imageUrl: string | null
  readonly url: string | null
}

/** A kept state of a queue or a playlist, as far as it is shown here. */
export type KeptSnapshot = {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly itemCount: number
  readonly createdAt: string
}

/** Where a snapshot is brought. */
export type RestoringPlace =
  | { readonly kind: 'queue' }
  | { readonly kind: 'new-playlist'; readonly name: string; readonly isPublic: boolean }
  | { readonly kind: 'playlist'; readonly playlistId: string }

/** Why adding stopped before the end. */
export type Stopped = {
  readonly code: string
  readonly detail: string
  readonly retryAfterSeconds: number | null
}

/** What one slice of a restoring did. */
export type Restored = {
  readonly addedCount: number
  readonly stopped: Stopped | null
  readonly playlistId: string | null
  readonly playlistUrl: string | null
  readonly notOnSpotify: readonly PlaylistItem[]
  readonly nextPosition: number | null
  readonly totalCount: number
}

const put = (path: string, json: unknown) =>
  request<void>(`/spotify/playback/${path}`, { method: 'PUT', json })

/** How the lane stands for this account. */
export const getSpotify = () => request<SpotifyState>('/spotify')
/** Where Spotify asks for consent. */
export const askForConsent = async () =>
  (await request<{ authorizationUrl: string }>('/spotify/connections', { method: 'POST', json: {} }))
    .authorizationUrl
/** Forgets the connection and its tokens. */
export const disconnect = () => request<void>('/spotify/connections', { method: 'DELETE' })
/** What plays now; null when nothing is on. */
export const getPlayback = async () =>
  (await request<{ playback: Playback | null }>('/spotify/playback')).playback
/** The devices that are on. */
export const listDevices = async () => (await request<{ items: readonly Device[] }>('/spotify/devices')).items
/** Moves playback to a device. */
export const moveTo = (deviceId: string, isPlaying?: boolean) =>
  put('device', { deviceId, ...(isPlaying === undefined ? {} : { isPlaying }) })
/** Goes on, or plays these. */
export const play = (uris?: readonly string[]) => put('play', uris === undefined ? {} : { uris })
/** Pauses. */
export const pause = () => put('pause', {})
/** Goes to a place in what plays. */
export const seekTo = (positionMs: number) => put('position', { positionMs })
/** Sets how loud the device is. */
export const setVolume = (volumePercent: number) => put('volume', { volumePercent })
/** Sets whether it plays in a random order. */
export const setShuffle = (isShuffled: boolean) => put('shuffle', { isShuffled })
/** Sets what is repeated. */
export const setRepeat = (repeat: Repeat) => put('repeat', { repeat })
/** Goes to the next or the previous. */
export const step = (way: 'next' | 'previous') =>
  request<void>(`/spotify/playback/${way}`, { method: 'POST', json: {} })
/** The queue, as far as Spotify shows it. */
export const getQueue = () => request<SpotifyQueue>('/spotify/queue')
/** Adds to the end of the queue. */
export const addToQueue = (uris: readonly string[]) =>
  request<{ addedCount: number; stopped: Stopped | null }>('/spotify/queue', {
    method: 'POST',
    json: { uris },
    idempotencyKey: makeIdempotencyKey(),
  })
/** Fifty playlists from one on. */
export const listSpotifyPlaylists = (offset: number) =>
  request<{ items: readonly SpotifyPlaylist[]; totalCount: number; nextOffset: number | null }>(
    `/spotify/playlists?offset=${offset}`,
  )
/** Ten tracks that fit what was typed. */
export const searchSpotify = (query: string, offset: number, signal: AbortSignal) =>
  request<{ items: readonly SpotifyItem[]; nextOffset: number | null }>(
    `/spotify/search?${new URLSearchParams({ query, offset: String(offset) })}`,
    { signal },
  )
/** Keeps a snapshot of the queue or of a playlist. */
export const keepSnapshot = (
  source: { kind: 'spotify-queue' } | { kind: 'spotify-playlist'; playlistId: string },
) =>
  request<KeptSnapshot>('/spotify/snapshots', {
    method: 'POST',
    json: { source },
    idempotencyKey: makeIdempotencyKey(),
  })
/** The newest snapshots there are, of anything. */
export const listSnapshots = async () =>
  (await request<{ items: readonly KeptSnapshot[] }>('/snapshots?limit=50')).items
/** Brings one slice of a snapshot to Spotify. */
export const restoreSlice = (order: { snapshotId: string; into: RestoringPlace; fromPosition: number }) =>
  request<Restored>('/spotify/restorings', {
    method: 'POST',
    json: order,
    idempotencyKey: makeIdempotencyKey(),
  })
/** A token for Spotify's own player in this browser. */
export const getPlayerToken = async () =>
  (await request<{ accessToken: string }>('/spotify/player-token')).accessToken
