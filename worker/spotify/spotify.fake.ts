/**
 * Spotify as the Worker sees it, for tests: its accounts service and its Web API for new apps, with the addresses, fields and
 * refusals of 2026. Nothing in it needs a platform but `fetch`'s own shapes, so it also stands behind a server.
 */
import { type Bearer, FakeAccounts, type FakeApp } from './spotify-accounts.fake.ts'
import {
  entryDocument,
  type FakePlaylist,
  fakeId,
  fakeTrack,
  fakeTracks,
  localTrack,
  mayRead,
  playlistDocument,
  trackDocument,
  trackOfUri,
} from './spotify-catalogue.fake.ts'
import { FakePlayer, type PlayerError } from './spotify-player.fake.ts'

/** Somebody with an account at Spotify. */
export type FakePerson = {
  readonly id: string
  readonly displayName: string
  readonly player: FakePlayer
  isPremium: boolean
  /** Whether the app's owner has put them on its list. */
  isOnList: boolean
}

/** What the next calls meet instead of an answer, in their order; `at` waits for a call to an address. */
export type FakeTrouble =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: unknown
      readonly headers?: Record<string, string>
      readonly at?: RegExp
    }
  /** It is done, and the connection breaks. */
  | { readonly kind: 'lost-after'; readonly at?: RegExp }
  /** It takes longer than anybody waits. */
  | { readonly kind: 'slow'; readonly at?: RegExp }
  /** None: it is answered as ever. */
  | { readonly kind: 'none'; readonly at?: RegExp }

/** One call of the Web API. */
type Call = {
  readonly request: Request
  readonly url: URL
  readonly person: FakePerson
  readonly bearer: Bearer
  readonly body: Record<string, unknown>
}

/** Gone for new apps since February 2026: what answers 403, whoever asks. */
const removed = [
  /^\/v1\/playlists\/[^/]+\/(tracks|followers)/,
  /^\/v1\/users\//,
  /^\/v1\/(tracks|albums|artists|episodes|shows|audiobooks|chapters)\/?$/,
  /^\/v1\/(audio-features|audio-analysis|recommendations|markets|browse)/,
  /^\/v1\/me\/(tracks|albums|episodes|shows|following)$/,
]

/** The fake and its switches. */
export class FakeSpotify {
  readonly app: FakeApp
  readonly accounts: FakeAccounts
  readonly people: FakePerson[] = []
  readonly playlists: FakePlaylist[] = []
  /** Every call of the Web API, as `GET /v1/me`. */
  readonly calls: string[] = []
  readonly troubles: FakeTrouble[] = []
  readonly tokenTroubles: FakeTrouble[] = []
  /** So many calls in thirty seconds, and then 429. */
  mostCalls = Number.POSITIVE_INFINITY
  readonly #callTimes: number[] = []
  #aheadMs = 0

  constructor(app: Pick<FakeApp, 'clientId' | 'redirectUris'>) {
    this.app = { clientSecret: undefined, ownerHasPremium: true, ...app }
    this.accounts = new FakeAccounts(this.app, () => this.now())
    this.addPerson('ada')
    this.addPerson('bo')
    this.#addPlaylists()
  }

  /** Spotify's own time. */
  now(): number {
    return Date.now() + this.#aheadMs
  }

  /** Time passes, at Spotify alone. */
  advance(ms: number): void {
    this.#aheadMs += ms
  }

  addPerson(id: string): FakePerson {
    const player = new FakePlayer(() => this.now())
    const person = { id, displayName: `${id} at Spotify`, player, isPremium: true, isOnList: true }
    this.people.push(person)
    return person
  }

  person(id: string): FakePerson {
    const found = this.people.find((person) => person.id === id)
    if (found === undefined) throw new Error(`nobody is called ${id}`)
    return found
  }

  /** The next so many calls go well, and then there is trouble. */
  afterCalls(count: number, trouble: FakeTrouble): void {
    this.troubles.push(...Array.from({ length: count }, () => ({ kind: 'none' }) as const), trouble)
  }

  /** Answers one request to either address. */
  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url)
    if (url.pathname === '/api/token' && request.method === 'POST')
      return await this.#meet(this.tokenTroubles, request, () => this.accounts.token(request))
    if (url.pathname.startsWith('/v1/'))
      return await this.#meet(this.troubles, request, () => this.#api(request, url))
    return new Response('Not found', { status: 404 })
  }

  async #meet(troubles: FakeTrouble[], request: Request, answer: () => Promise<Response>): Promise<Response> {
    const { pathname } = new URL(request.url)
    const [trouble] = troubles
    if (trouble === undefined || trouble.at?.test(pathname) === false) return await answer()
    troubles.shift()
    if (trouble.kind === 'status') {
      const { status, headers = {}, body } = trouble
      const isText = typeof body === 'string'
      return isText ? new Response(body, { status, headers }) : Response.json(body ?? {}, { status, headers })
    }
    if (trouble.kind === 'none') return await answer()
    if (trouble.kind === 'slow') return await aborted(request.signal)
    await answer()
    throw new TypeError('the connection was lost')
  }

  async #api(request: Request, url: URL): Promise<Response> {
    this.calls.push(`${request.method} ${url.pathname}`)
    const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
    if (token === undefined) return refusal(401, 'No token provided')
    const bearer = this.accounts.bearer(token)
    if (bearer === undefined) return refusal(401, 'The access token expired')
    if (this.#isTooMuch()) return refusal(429, 'API rate limit exceeded', { headers: { 'retry-after': '7' } })
    const person = this.person(bearer.personId)
    if (!this.app.ownerHasPremium)
      return new Response('Active premium subscription required for the owner of the app.', { status: 403 })
    if (!person.isOnList)
      return new Response(
        'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.',
        { status: 403 },
      )
    if (removed.some((pattern) => pattern.test(url.pathname))) return refusal(403, 'Forbidden')
    const text = await request.text()
    const call = { request, url, person, bearer, body: text === '' ? {} : JSON.parse(text) }
    return this.#player(call) ?? this.#own(call) ?? this.#lists(call) ?? refusal(404, 'Service not found')
  }

  #isTooMuch(): boolean {
    const nowMs = this.now()
    this.#callTimes.push(nowMs)
    return this.#callTimes.filter((atMs) => atMs > nowMs - 30_000).length > this.mostCalls
  }

  #player(call: Call): Response | undefined {
    const { request, url, person, bearer } = call
    const name = /^\/v1\/me\/player(?:\/(\w+))?$/.exec(url.pathname)
    if (name === null) return undefined
    const isReading = request.method === 'GET'
    const needed = isReading ? 'user-read-playback-state' : 'user-modify-playback-state'
    if (!bearer.scopes.includes(needed)) return refusal(403, 'Insufficient client scope')
    if (isReading) return readPlayer(person.player, name[1])
    if (!person.isPremium)
      return refusal(403, 'Player command failed: Premium required', { reason: 'PREMIUM_REQUIRED' })
    const fault = commandPlayer(person.player, name[1], call)
    if (fault === 'unknown') return refusal(404, 'Service not found')
    if (fault === 'wrong') return refusal(400, 'Required field missing')
    return fault === undefined
      ? new Response(null, { status: 204 })
      : refusal(fault.status, fault.message, fault)
  }

  #own({ request, url, person, body }: Call): Response | undefined {
    if (url.pathname === '/v1/me')
      // Without e-mail, country and product, which new apps are not told.
      return Response.json({
        account_id: `acct-${person.id}`,
        display_name: person.displayName,
        external_urls: {},
        href: '',
        id: person.id,
        images: [],
        type: 'user',
        uri: `spotify:user:${person.id}`,
      })
    if (url.pathname === '/v1/search') return searchTracks(url.searchParams)
    if (url.pathname !== '/v1/me/playlists') return undefined
    if (request.method === 'POST') return this.#make(person, body)
    const mine = this.playlists.filter(
      ({ ownerId, followers }) => ownerId === person.id || followers.includes(person.id),
    )
    return Response.json(page(url, mine, (playlist) => playlistDocument(playlist, person.id)))
  }

  #make(person: FakePerson, body: Record<string, unknown>): Response {
    if (typeof body.name !== 'string' || body.name === '') return refusal(400, 'Missing required field: name')
    const playlist: FakePlaylist = {
      id: fakeId('playlist', this.playlists.length),
      name: body.name,
      ownerId: person.id,
      isPublic: body.public !== false,
      isCollaborative: false,
      collaborators: [],
      followers: [],
      entries: [],
    }
    this.playlists.push(playlist)
    return Response.json(playlistDocument(playlist, person.id), { status: 201 })
  }

  #lists({ request, url, person, body }: Call): Response | undefined {
    const [, id, rest] = /^\/v1\/playlists\/([^/]+)(\/items)?$/.exec(url.pathname) ?? []
    if (id === undefined) return undefined
    const playlist = this.playlists.find((each) => each.id === id)
    if (playlist === undefined) return refusal(404, 'Resource not found')
    if (rest === undefined) return Response.json(playlistDocument(playlist, person.id))
    if (!mayRead(playlist, person.id)) return refusal(403, 'Forbidden')
    if (request.method === 'GET') return Response.json(page(url, playlist.entries, entryDocument))
    const uris: unknown = body.uris
    if (!Array.isArray(uris) || uris.length === 0) return refusal(400, 'Missing required field: uris')
    if (uris.length > 100) return refusal(400, 'You can add a maximum of 100 tracks per request.')
    const tracks = uris.map((uri) => trackOfUri(String(uri)))
    if (tracks.some((track) => track === undefined || track === localTrack))
      return refusal(400, 'Invalid track uri')
    playlist.entries.push(...tracks.map((track) => ({ track, addedBy: person.id })))
    return Response.json({ snapshot_id: `${id}-${playlist.entries.length}` }, { status: 201 })
  }

  /** Of each kind one: Ada's own, one she works on with Bo, and one that she only follows. */
  #addPlaylists(): void {
    const entries = (count: number, addedBy: string) =>
      Array.from({ length: count }, (_, i) => ({ track: fakeTrack(i), addedBy }))
    const common = { isPublic: false, isCollaborative: false, collaborators: [], followers: [] }
    this.playlists.push(
      {
        ...{ ...common, id: fakeId('playlist', 1001), name: 'Ada on the road', ownerId: 'ada' },
        entries: [
          ...entries(70, 'ada'),
          { track: undefined, addedBy: 'ada' },
          { track: localTrack, addedBy: 'ada' },
        ],
      },
      {
        ...{ ...common, id: fakeId('playlist', 1002), name: 'Kitchen of two', ownerId: 'bo' },
        ...{ isCollaborative: true, collaborators: ['ada'], followers: ['ada'], entries: entries(12, 'bo') },
      },
      {
        ...{ ...common, id: fakeId('playlist', 1003), name: 'Everybody listens to this', ownerId: 'spotify' },
        ...{ isPublic: true, followers: ['ada'], entries: entries(30, 'spotify') },
      },
    )
  }
}

function readPlayer(player: FakePlayer, name: string | undefined): Response {
  if (name === 'devices') return Response.json(player.deviceList())
  if (name === 'queue') return Response.json(player.queue())
  const state = name === undefined ? player.state() : undefined
  return state === undefined ? new Response(null, { status: 204 }) : Response.json(state)
}

/** Runs a command. `unknown`: there is no such; `wrong`: it lacks something. */
function commandPlayer(
  player: FakePlayer,
  name: string | undefined,
  { request, url, body }: Call,
): PlayerError | 'unknown' | 'wrong' | undefined {
  const query = url.searchParams
  const deviceId = query.get('device_id') ?? undefined
  const number = (field: string) => Number(query.get(field) ?? Number.NaN)
  if (name === undefined) return transfer(player, body)
  const needed = {
    seek: 'position_ms',
    volume: 'volume_percent',
    shuffle: 'state',
    repeat: 'state',
    queue: 'uri',
  }[name]
  if (needed !== undefined && !query.has(needed)) return 'wrong'
  const asPost = name === 'next' || name === 'previous' || name === 'queue'
  if (request.method !== (asPost ? 'POST' : 'PUT')) return 'unknown'
  const commands: Readonly<Record<string, () => PlayerError | undefined>> = {
    play: () => player.play(body.uris as string[] | undefined, body.position_ms as number | undefined),
    pause: () => player.pause(),
    next: () => void player.next(),
    previous: () => void player.previous(),
    seek: () => void player.seek(number('position_ms')),
    volume: () => player.volume(number('volume_percent')),
    shuffle: () => void Object.assign(player, { isShuffled: query.get('state') === 'true' }),
    repeat: () => void Object.assign(player, { repeat: query.get('state') }),
    queue: () => queued(player, query.get('uri') ?? ''),
  }
  const command = commands[name]
  return command === undefined ? 'unknown' : player.run(deviceId, command)
}

function transfer(player: FakePlayer, body: Record<string, unknown>): PlayerError | 'wrong' | undefined {
  const [deviceId] = Array.isArray(body.device_ids) ? body.device_ids : []
  if (typeof deviceId !== 'string') return 'wrong'
  const fault = player.run(deviceId, () => undefined)
  if (fault === undefined && body.play === true) player.isPlaying = true
  return fault
}

function queued(player: FakePlayer, uri: string): PlayerError | undefined {
  const track = trackOfUri(uri)
  if (track === undefined) return { status: 404, message: 'Non existing id', reason: 'NO_SPECIFIC_TRACK' }
  player.added.push(track)
  return undefined
}

function searchTracks(query: URLSearchParams): Response {
  const limit = Number(query.get('limit') ?? 5)
  const words = query.get('q') ?? ''
  if (words === '') return refusal(400, 'No search query')
  // Twenty, and fifty at most, were long ago.
  if (!(limit >= 1 && limit <= 10)) return refusal(400, 'Invalid limit')
  const isrc = /^isrc:(\w+)$/.exec(words)?.[1]
  const found = fakeTracks.filter((track) =>
    isrc === undefined
      ? words
          .toLowerCase()
          .split(/\s+/)
          .every((word) => `${track.name} ${track.artist}`.toLowerCase().includes(word))
      : track.isrc === isrc,
  )
  const url = new URL(`https://api.spotify.com/v1/search?${query}`)
  return Response.json({ tracks: page(url, found, trackDocument) })
}

/** A page of a list, as the Web API writes them. */
function page<T>(url: URL, all: readonly T[], document: (one: T) => unknown) {
  const limit = Math.min(50, Number(url.searchParams.get('limit') ?? 20))
  const offset = Number(url.searchParams.get('offset') ?? 0)
  const next =
    offset + limit < all.length
      ? `${url.origin}${url.pathname}?offset=${offset + limit}&limit=${limit}`
      : null
  const items = all.slice(offset, offset + limit).map(document)
  return { href: url.href, items, limit, next, offset, previous: null, total: all.length }
}

function refusal(
  status: number,
  message: string,
  { reason, headers = {} }: { readonly reason?: string; readonly headers?: Record<string, string> } = {},
): Response {
  const error = { status, message, ...(reason === undefined ? {} : { reason }) }
  return Response.json({ error }, { status, headers })
}

/** Resolves never; ends when whoever asked has given up. */
async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new TypeError('nobody waits any more')))
  })
}
