/** Songs and playlists of a Spotify that is not there: documents of the form that new apps get since February 2026. */

/** A track as the fake keeps it. */
export type FakeTrack = {
  readonly uri: string
  readonly name: string
  readonly artist: string
  readonly album: string
  readonly durationMs: number
  readonly isrc: string | undefined
}

/** An entry of a playlist. Without a track, it is a song that Spotify has no more. */
export type FakeEntry = { readonly track: FakeTrack | undefined; readonly addedBy: string }

/** A playlist. Whoever is in `followers` has it in their list; who is in `collaborators` may change it. */
export type FakePlaylist = {
  readonly id: string
  readonly name: string
  readonly ownerId: string
  readonly isPublic: boolean
  readonly isCollaborative: boolean
  readonly collaborators: string[]
  readonly followers: string[]
  readonly entries: FakeEntry[]
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** An id of 22 letters, as Spotify's are; the same for the same number. */
export function fakeId(kind: string, number: number): string {
  const seed = `${kind}${number}`
  let state = 7
  for (const letter of seed) state = (state * 31 + letter.charCodeAt(0)) % 2_147_483_647
  let id = ''
  for (let i = 0; i < 22; i += 1) {
    state = (state * 48_271) % 2_147_483_647
    id += digits.charAt(state % 62)
  }
  return id
}

const words = [
  'Night',
  'Silver',
  'Harbour',
  'Paper',
  'Morning',
  'Glass',
  'Summer',
  'Velvet',
  'Echo',
  'Winter',
]
const things = ['Drive', 'Letters', 'Lights', 'Trains', 'Garden', 'Rooms', 'Rain', 'Signals']
const bands = ['The Loops', 'Ada Marlow', 'Café Ünder', 'No Signal', 'Kites & Anchors']

/** The catalogue: eighty songs, the same ones always. */
export const fakeTracks: readonly FakeTrack[] = Array.from({ length: 80 }, (_, i) => ({
  uri: `spotify:track:${fakeId('track', i)}`,
  name: `${words[i % 10]} ${things[Math.floor(i / 10)]}`,
  artist: bands[i % 5] ?? '',
  album: `${words[(i + 3) % 10]} Songs`,
  durationMs: 150_000 + i * 1000,
  isrc: `QZFAK26${String(i).padStart(5, '0')}`,
}))

/** A file of the person's own computer, which only they can play. */
export const localTrack: FakeTrack = {
  uri: 'spotify:local:Garage+Band::Demo+4:201',
  name: 'Demo 4',
  artist: 'Garage Band',
  album: '',
  durationMs: 201_000,
  isrc: undefined,
}

/** One of the catalogue by its number. */
export function fakeTrack(number: number): FakeTrack {
  const track = fakeTracks[number % fakeTracks.length]
  if (track === undefined) throw new Error('the catalogue is empty')
  return track
}

/** A track of the catalogue, or the one of the person's own files. */
export function trackOfUri(uri: string): FakeTrack | undefined {
  return uri === localTrack.uri ? localTrack : fakeTracks.find((track) => track.uri === uri)
}

/** A track as the Web API writes it: without `popularity`, `available_markets` and `linked_from`, which are gone. */
export function trackDocument(track: FakeTrack) {
  const isLocal = track.uri.startsWith('spotify:local:')
  const id = isLocal ? null : track.uri.slice('spotify:track:'.length)
  const external = (kind: string) => ({ spotify: `https://open.spotify.com/${kind}/${id}` })
  return {
    album: {
      album_type: 'album',
      artists: [],
      external_urls: isLocal ? {} : external('album'),
      id: null,
      images: isLocal
        ? []
        : [640, 300, 64].map((width) => ({
            url: `https://i.scdn.co/image/${id}-${width}`,
            width,
            height: width,
          })),
      name: track.album,
      release_date: '2019-05-17',
      release_date_precision: 'day',
      type: 'album',
    },
    artists: [{ name: track.artist, id: null, type: 'artist', uri: null, external_urls: {} }],
    disc_number: 1,
    duration_ms: track.durationMs,
    explicit: false,
    external_ids: track.isrc === undefined ? {} : { isrc: track.isrc },
    external_urls: isLocal ? {} : external('track'),
    href: isLocal ? null : `https://api.spotify.com/v1/tracks/${id}`,
    id,
    is_local: isLocal,
    is_playable: true,
    name: track.name,
    preview_url: null,
    track_number: isLocal ? 0 : 3,
    type: 'track',
    uri: track.uri,
    // Of a field that nobody has heard of yet, readers take no notice.
    mood: { calm: 0.4 },
  }
}

/** A playlist as lists of playlists show it: what the person may not read has no `items`. */
export function playlistDocument(playlist: FakePlaylist, personId: string) {
  const { id, ownerId } = playlist
  const total = playlist.entries.length
  const items = { href: `https://api.spotify.com/v1/playlists/${id}/items`, total }
  return {
    collaborative: playlist.isCollaborative,
    description: '',
    external_urls: { spotify: `https://open.spotify.com/playlist/${id}` },
    href: `https://api.spotify.com/v1/playlists/${id}`,
    id,
    images: [],
    name: playlist.name,
    owner: {
      display_name: ownerId,
      external_urls: {},
      href: '',
      id: ownerId,
      type: 'user',
      uri: `spotify:user:${ownerId}`,
    },
    primary_color: null,
    public: playlist.isPublic,
    snapshot_id: `${id}-${total}`,
    type: 'playlist',
    uri: `spotify:playlist:${id}`,
    ...(mayRead(playlist, personId) ? { items } : {}),
  }
}

/** An entry as `GET /playlists/{id}/items` writes it. */
export function entryDocument({ track, addedBy }: FakeEntry) {
  return {
    added_at: '2026-03-14T20:15:00Z',
    added_by: { id: addedBy, type: 'user', uri: `spotify:user:${addedBy}`, external_urls: {}, href: '' },
    is_local: track?.uri.startsWith('spotify:local:') ?? false,
    primary_color: null,
    item: track === undefined ? null : trackDocument(track),
    video_thumbnail: { url: null },
  }
}

/** Whether somebody may read, and add to, the songs of a playlist. */
export function mayRead(
  { ownerId, isCollaborative, collaborators }: FakePlaylist,
  personId: string,
): boolean {
  return ownerId === personId || (isCollaborative && collaborators.includes(personId))
}
