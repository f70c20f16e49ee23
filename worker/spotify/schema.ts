/** What crosses the wire in the Spotify lane. Times are RFC 3339, UTC. */
import { z } from 'zod'
import { PlaylistItem } from '#core/playlists/playlist.ts'
import { oneLine, Title } from '../http/one-line.ts'
import { type RefusalCode, refusals } from '../http/refusal.ts'

/** What Spotify shows at a time of a queue: it says no more, and not which of them somebody added. */
export const queueWindow = 20

/** So many songs are added to a queue by one request: each is a call of its own. */
export const mostAdded = 50

// The keys of the closed table of codes.
const codes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]

const Id = z.string().regex(/^[0-9A-Za-z]{1,64}$/, 'this is no id of Spotify')
const Uri = z
  .string()
  .regex(/^spotify:(track|episode):[0-9A-Za-z]{22}$/, 'this is no track or episode of Spotify')
const Name = z.string().max(1000)

/** How an account here and one at Spotify are connected. `product` is null where Spotify does not say: it tells new apps no more. */
export const Connection = z.object({
  status: z.enum(['connected', 'consent-needed']),
  displayName: Name.nullable(),
  product: Name.nullable(),
  scopes: z.array(z.string()),
  /** Six months after consent was given, it ends, and is asked for again. */
  consentUntil: z.iso.datetime(),
})

/** Whether the operator has lit the lane, and whether you are connected. */
export const SpotifyState = z.object({ isLit: z.boolean(), connection: Connection.nullable() })

/** See the schema `SpotifyState`. */
export type SpotifyState = z.output<typeof SpotifyState>

/** Where the app goes on after consent: a path of its own. */
export const ConnectionWish = z.object({
  returnTo: z
    .string()
    .max(200)
    .regex(/^(\/[0-9A-Za-z_-]+)+$/, 'this is no path of the app')
    .default('/spotify'),
})

/** The page of Spotify that asks for consent. Go there in the same browser. */
export const Authorization = z.object({ authorizationUrl: z.url() })

/** See the schema `Authorization`. */
export type Authorization = z.output<typeof Authorization>

/** What Spotify sends the browser back with. */
export const CallbackQuery = z.object({
  code: z.string().max(2000).optional(),
  state: z.string().max(200).optional(),
  error: z.string().max(200).optional(),
})

/** See the schema `CallbackQuery`. */
export type CallbackAnswer = z.output<typeof CallbackQuery>

/** How connecting ended, told to the app as `?outcome=`. */
export const Outcome = z.enum([
  'connected',
  /** The person said no. */
  'denied',
  /** The way back is over, was used, or was not begun by this account. */
  'link-invalid',
  /** Spotify did not take the code. */
  'code-refused',
  /** The operator has not put this Spotify account on the list of the app. */
  'not-on-list',
  /** The owner of the app has no Premium any more. */
  'owner-without-premium',
  /** Spotify asks everybody here to wait. */
  'busy',
  /** The client id or its secret is wrong. */
  'not-set-up',
  'unavailable',
  'sign-in-required',
])

/** See the schema `Outcome`. */
export type Outcome = z.output<typeof Outcome>

/** One thing that Spotify plays. Local files have no place to be opened; pictures stay on Spotify's servers, and may not be kept. */
export const SpotifyItem = z.object({
  uri: z.string(),
  kind: z.enum(['track', 'episode', 'local']),
  title: Name,
  artists: z.array(Name),
  album: Name.nullable(),
  durationMs: z.number().int().min(0).nullable(),
  isExplicit: z.boolean().nullable(),
  imageUrl: z.url().nullable(),
  /** Its page at Spotify: whatever is shown of it links there. */
  url: z.url().nullable(),
})

/** See the schema `SpotifyItem`. */
export type SpotifyItem = z.output<typeof SpotifyItem>

/** A device that Spotify plays on. */
export const Device = z.object({
  id: z.string().nullable(),
  name: Name,
  type: z.string(),
  isActive: z.boolean(),
  /** Spotify takes no commands for it. */
  isRestricted: z.boolean(),
  volumePercent: z.number().int().min(0).max(100).nullable(),
  hasVolume: z.boolean(),
})

/** See the schema `Device`. */
export type Device = z.output<typeof Device>

/** Devices that are on now. */
export const Devices = z.object({ items: z.array(Device) })

/** See the schema `Devices`. */
export type Devices = z.output<typeof Devices>

/** What is repeated. */
export const Repeat = z.enum(['off', 'track', 'context'])

/** See the schema `Repeat`. */
export type Repeat = z.output<typeof Repeat>

/** What plays, as Spotify says it this moment. `playback` is null when nothing is on. */
export const PlaybackState = z.object({
  playback: z
    .object({
      isPlaying: z.boolean(),
      progressMs: z.number().int().min(0).nullable(),
      /** Null for an advertisement, and for what Spotify does not name. */
      item: SpotifyItem.nullable(),
      kind: z.enum(['track', 'episode', 'ad', 'unknown']),
      device: Device.nullable(),
      isShuffled: z.boolean(),
      repeat: Repeat,
      /** The album or playlist it plays from. */
      contextUri: z.string().nullable(),
      /** What the player would not do now, in Spotify's words: `skipping_prev`. */
      disallows: z.array(z.string()),
    })
    .nullable(),
})

/** See the schema `PlaybackState`. */
export type PlaybackState = z.output<typeof PlaybackState>

/** Moves playback to a device; `isPlaying` says whether it goes on there, otherwise it stays as it was. */
export const DeviceWish = z.object({ deviceId: Id, isPlaying: z.boolean().optional() })

const OnDevice = z.object({ deviceId: Id.optional() })

/** Plays on: as it was, or these, or an album or playlist. */
export const PlayWish = OnDevice.extend({
  uris: z.array(Uri).min(1).max(mostAdded).optional(),
  contextUri: z
    .string()
    .regex(
      /^spotify:(album|artist|playlist|show):[0-9A-Za-z]{22}$/,
      'this is nothing that Spotify plays from',
    )
    .optional(),
  positionMs: z.number().int().min(0).max(86_400_000).optional(),
}).refine(({ uris, contextUri }) => uris === undefined || contextUri === undefined, 'say uris or contextUri')

/** See the schema `PlayWish`. */
export type PlayWish = z.output<typeof PlayWish>

/** Pauses, or goes to the next or the previous. */
export const CommandWish = OnDevice

/** Goes to a place in what plays. */
export const PositionWish = OnDevice.extend({ positionMs: z.number().int().min(0).max(86_400_000) })

/** How loud. */
export const VolumeWish = OnDevice.extend({ volumePercent: z.number().int().min(0).max(100) })

/** Whether it plays in a random order. */
export const ShuffleWish = OnDevice.extend({ isShuffled: z.boolean() })

/** What is repeated. */
export const RepeatWish = OnDevice.extend({ repeat: Repeat })

/**
 * The queue, as far as Spotify shows it: what plays, and at most the next 20. It does not say which of them somebody
 * added and which would have come anyway, and what was added cannot be moved or taken away.
 */
export const SpotifyQueue = z.object({
  current: SpotifyItem.nullable(),
  items: z.array(SpotifyItem),
  /** There may be more than Spotify shows. */
  mayHaveMore: z.boolean(),
})

/** See the schema `SpotifyQueue`. */
export type SpotifyQueue = z.output<typeof SpotifyQueue>

/** Adds to the end of the queue, in this order. */
export const QueueWish = OnDevice.extend({ uris: z.array(Uri).min(1).max(mostAdded) })

/** Why adding stopped: the code and sentence of a problem document, and when to go on. */
export const Stopped = z.object({
  code: z.enum(codes),
  detail: z.string(),
  retryAfterSeconds: z.number().int().min(0).nullable(),
})

/** See the schema `Stopped`. */
export type Stopped = z.output<typeof Stopped>

/** How many were added, from the front. `stopped` says why not all: the others can be sent again, and only they. */
export const Added = z.object({ addedCount: z.number().int().min(0), stopped: Stopped.nullable() })

/** See the schema `Added`. */
export type Added = z.output<typeof Added>

/**
 * A playlist of the person. Of those they only follow, Spotify gives new apps no songs (`isReadable`), since February 2026.
 */
export const SpotifyPlaylist = z.object({
  id: Id,
  title: Name,
  description: z.string().max(10_000).nullable(),
  kind: z.enum(['own', 'collaborative', 'followed']),
  isReadable: z.boolean(),
  itemCount: z.number().int().min(0).nullable(),
  ownerName: Name.nullable(),
  isPublic: z.boolean().nullable(),
  imageUrl: z.url().nullable(),
  url: z.url().nullable(),
})

/** See the schema `SpotifyPlaylist`. */
export type SpotifyPlaylist = z.output<typeof SpotifyPlaylist>

/** Which playlists: 50 from the `offset`th. */
export const PlaylistsQuery = z.object({ offset: z.coerce.number().int().min(0).max(100_000).default(0) })

/** Playlists in Spotify's order. `nextOffset` is null at the end. */
export const SpotifyPlaylists = z.object({
  items: z.array(SpotifyPlaylist),
  totalCount: z.number().int().min(0),
  nextOffset: z.number().int().nullable(),
})

/** See the schema `SpotifyPlaylists`. */
export type SpotifyPlaylists = z.output<typeof SpotifyPlaylists>

/** Searches tracks. Spotify gives new apps ten at a time. */
export const SearchQuery = z.object({
  query: oneLine(200),
  offset: z.coerce.number().int().min(0).max(990).default(0),
})

/** What was found. `nextOffset` is null at the end. */
export const Found = z.object({ items: z.array(SpotifyItem), nextOffset: z.number().int().nullable() })

/** See the schema `Found`. */
export type Found = z.output<typeof Found>

const SnapshotSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('spotify-queue') }),
  z.object({ kind: z.literal('spotify-playlist'), playlistId: Id }),
])

/** What a snapshot is taken of. */
export type SnapshotSourceWish = z.output<typeof SnapshotSource>

/** What to keep a snapshot of, and what to call it: a playlist's own name otherwise. */
export const SnapshotWish = z.object({ source: SnapshotSource, title: Title.optional() })

/**
 * Brings a snapshot to Spotify, slice by slice: ask again with `fromPosition` set to the last answer's `nextPosition`, and
 * for a new playlist with `into` naming the one that the first slice made, until it is null.
 */
export const RestoringWish = z.object({
  snapshotId: z.string().max(64),
  into: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('queue'), deviceId: Id.optional() }),
    z.object({ kind: z.literal('new-playlist'), name: Title, isPublic: z.boolean().default(false) }),
    z.object({ kind: z.literal('playlist'), playlistId: Id }),
  ]),
  fromPosition: z.number().int().min(0).max(100_000).default(0),
})

/** See the schema `RestoringWish`, as it is read. */
export type RestoringWish = z.output<typeof RestoringWish>

/** What one slice did. Songs without an identity at Spotify are listed, not dropped in silence. */
export const Restored = Added.extend({
  /** The playlist it went into; null for the queue. */
  playlistId: Id.nullable(),
  playlistUrl: z.url().nullable(),
  notOnSpotify: z.array(PlaylistItem),
  /** Songs that somebody had left out of the list: they were passed over. */
  leftOutCount: z.number().int().min(0),
  /** Where the next slice begins; null when all of the snapshot has been gone through. */
  nextPosition: z.number().int().nullable(),
  /** How many songs the snapshot has. */
  totalCount: z.number().int().min(0),
})

/** See the schema `Restored`. */
export type Restored = z.output<typeof Restored>

/** A token for Spotify's player in the browser. It is worth as much as the connection: keep it in memory alone. */
export const PlayerToken = z.object({ accessToken: z.string(), expiresAt: z.iso.datetime() })

/** See the schema `PlayerToken`. */
export type PlayerToken = z.output<typeof PlayerToken>
