/** A fake of LRCLIB's server: the same addresses, parameters, shapes, matching by names and length, and refusals. */
import { beforeEach } from 'vitest'

/** Where the tests' settings say LRCLIB is. */
const address = 'http://lrclib.test'

/** A track of its database. */
export type FakeTrack = {
  readonly trackName: string
  readonly artistName: string
  readonly albumName: string
  readonly duration: number
  readonly instrumental: boolean
  readonly plainLyrics: string | null
  readonly syncedLyrics: string | null
}

/** The fake and its switches. */
export class FakeLrclib {
  readonly tracks: FakeTrack[] = []
  /** What was asked, with who asked. */
  readonly asked: { readonly query: URLSearchParams; readonly userAgent: string }[] = []
  /** What the next questions are answered instead, in order; status 0 is a broken connection. */
  readonly trouble: { readonly status: number; readonly body?: string; readonly retryAfter?: string }[] = []

  /** Answers one request as the server does. */
  handle(request: Request): Response {
    const url = new URL(request.url)
    if (url.pathname !== '/api/get') return new Response('Not Found', { status: 404 })
    this.asked.push({ query: url.searchParams, userAgent: request.headers.get('user-agent') ?? '' })
    const trouble = this.trouble.shift()
    if (trouble?.status === 0) throw new TypeError('connect ECONNREFUSED')
    if (trouble !== undefined) {
      const headers: HeadersInit =
        trouble.retryAfter === undefined ? {} : { 'retry-after': trouble.retryAfter }
      return new Response(trouble.body ?? 'busy', { status: trouble.status, headers })
    }
    return this.#find(url.searchParams)
  }

  #find(query: URLSearchParams): Response {
    const [title, artist] = [query.get('track_name'), query.get('artist_name')]
    const duration = query.has('duration') ? Number(query.get('duration')) : undefined
    if (title === null || artist === null || title === '' || artist === '')
      return refusal(400, 'ValidationError', 'track_name: cannot be empty')
    if (duration !== undefined && !(duration >= 1 && duration <= 3600))
      return refusal(400, 'ValidationError', 'duration: must be between 1 and 3600')
    const track = this.tracks.find(
      (each) =>
        normal(each.trackName) === normal(title) &&
        normal(each.artistName) === normal(artist) &&
        (query.get('album_name') === null ||
          normal(each.albumName) === normal(query.get('album_name') ?? '')) &&
        (duration === undefined || Math.abs(each.duration - duration) <= 2),
    )
    if (track === undefined) return refusal(404, 'TrackNotFound', 'Failed to find specified track')
    return Response.json({ id: 1, name: track.trackName, ...track })
  }
}

/** As the server prepares what it compares: small letters, no marks, one space. */
function normal(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[`~!@#$%^&*()_|+\-=?;:",.<>{}[\]\\/]/g, ' ')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

function refusal(statusCode: number, name: string, message: string): Response {
  return Response.json({ message, name, statusCode }, { status: statusCode })
}

/** Puts a fresh fake at LRCLIB's address for every test of a file. */
export function useFakeLrclib(): { readonly current: FakeLrclib } {
  const holder = { current: new FakeLrclib() }
  const realFetch = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    return new URL(request.url).origin === address ? holder.current.handle(request) : await realFetch(request)
  }
  beforeEach(() => {
    holder.current = new FakeLrclib()
  })
  return holder
}
