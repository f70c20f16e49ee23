/** Every call the Spotify page makes. Their shapes are the Worker's. */
import type { Snapshot } from '../../worker/snapshots/schema.ts'
import type {
  Added,
  Authorization,
  Devices,
  Found,
  PlaybackState,
  PlayerToken,
  Repeat,
  Restored,
  RestoringWish,
  SnapshotSourceWish,
  SpotifyItem,
  SpotifyPlaylist,
  SpotifyPlaylists,
  SpotifyQueue,
  SpotifyState,
  Stopped,
} from '../../worker/spotify/schema.ts'
import { makeIdempotencyKey, request } from '../api/request.ts'

export type { Repeat, Snapshot, SpotifyItem, SpotifyPlaylist, SpotifyQueue, SpotifyState, Stopped }

/** What plays, as Spotify said it. */
export type Playback = NonNullable<PlaybackState['playback']>

/** Where a snapshot is brought. */
export type RestoringPlace = RestoringWish['into']

const put = (path: string, json: unknown) =>
  request<void>(`/spotify/playback/${path}`, { method: 'PUT', json })

/** How the lane stands for this account. */
export const getSpotify = () => request<SpotifyState>('/spotify')
/** Where Spotify asks for consent. */
export const askForConsent = async () =>
  (await request<Authorization>('/spotify/connections', { method: 'POST', json: {} })).authorizationUrl
/** Forgets the connection and its tokens. */
export const disconnect = () => request<void>('/spotify/connections', { method: 'DELETE' })
/** What plays now; null when nothing is on. */
export const getPlayback = async () => (await request<PlaybackState>('/spotify/playback')).playback
/** The devices that are on. */
export const listDevices = async () => (await request<Devices>('/spotify/devices')).items
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
  request<Added>('/spotify/queue', {
    method: 'POST',
    json: { uris },
    idempotencyKey: makeIdempotencyKey(),
  })
/** Fifty playlists from one on. */
export const listSpotifyPlaylists = (offset: number) =>
  request<SpotifyPlaylists>(`/spotify/playlists?offset=${offset}`)
/** Ten tracks that fit what was typed. */
export const searchSpotify = (query: string, offset: number, signal: AbortSignal) =>
  request<Found>(`/spotify/search?${new URLSearchParams({ query, offset: String(offset) })}`, { signal })
/** Keeps a snapshot of the queue or of a playlist. */
export const keepSnapshot = (source: SnapshotSourceWish) =>
  request<Snapshot>('/spotify/snapshots', {
    method: 'POST',
    json: { source },
    idempotencyKey: makeIdempotencyKey(),
  })
/** Brings one slice of a snapshot to Spotify. */
export const restoreSlice = (order: { snapshotId: string; into: RestoringPlace; fromPosition: number }) =>
  request<Restored>('/spotify/restorings', {
    method: 'POST',
    json: order,
    idempotencyKey: makeIdempotencyKey(),
  })
/** A token for Spotify's own player in this browser. */
export const getPlayerToken = async () => (await request<PlayerToken>('/spotify/player-token')).accessToken
