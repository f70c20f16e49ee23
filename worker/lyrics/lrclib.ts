/** LRCLIB's HTTP API (lrclib.net/docs), as far as we use it: one question, answered from its database. */
import { z } from 'zod'
import { parseJson } from '../http/parse-json.ts'
import { Refusal } from '../http/refusal.ts'

/** What LRCLIB is asked: the song by its names and its length, which must be right within two seconds. */
export type LrclibQuestion = {
  readonly title: string
  readonly artist: string
  readonly album: string | undefined
  readonly durationSeconds: number
}

/** What it has: a file, timed where it has one, or that nobody sings. */
export type LrclibAnswer =
  | { readonly isInstrumental: true }
  | { readonly isInstrumental: false; readonly text: string }

/** The service. `get` answers `undefined` when it has no such song, and refuses when it cannot be asked. */
export type Lrclib = { get(question: LrclibQuestion): Promise<LrclibAnswer | undefined> }

const Track = z.object({
  instrumental: z.boolean().nullish(),
  plainLyrics: z.string().nullish(),
  syncedLyrics: z.string().nullish(),
})

const tries = 3
const tryTimeoutMs = 8000
/** Longer than this nobody waits for an answer; they are told when to come back instead. */
const longestWaitSeconds = 3
/** No answer of theirs is nearly as large. */
const mostAnswerCharacters = 2_000_000

/** LRCLIB asks programs to say who they are. */
const userAgent = 'Cuecraft/1 (self-hosted; https://github.com/cuecraft/cuecraft)'

/** Opens the service at an address. */
export function openLrclib(baseUrl: string): Lrclib {
  return {
    async get(question) {
      const url = addressOf(baseUrl, question)
      for (let count = 1; ; count += 1) {
        const answer = await fetch(url, {
          headers: { 'user-agent': userAgent, accept: 'application/json' },
          signal: AbortSignal.timeout(tryTimeoutMs),
        }).catch(() => undefined)
        const mayPass = answer === undefined || answer.status === 429 || answer.status >= 500
        if (answer !== undefined && !mayPass) return await read(answer)
        const waitSeconds = Number(answer?.headers.get('retry-after') ?? 0)
        await answer?.body?.cancel()
        if (count === tries || !(waitSeconds <= longestWaitSeconds)) throw away(waitSeconds)
        await scheduler.wait(Math.max(waitSeconds * 1000, 2 ** count * 150 * (0.5 + Math.random())))
      }
    },
  }
}

function addressOf(baseUrl: string, { title, artist, album, durationSeconds }: LrclibQuestion): URL {
  const url = new URL('/api/get', baseUrl)
  url.searchParams.set('track_name', title)
  url.searchParams.set('artist_name', artist)
  if (album !== undefined) url.searchParams.set('album_name', album)
  url.searchParams.set('duration', String(Math.round(durationSeconds)))
  return url
}

async function read(answer: Response): Promise<LrclibAnswer | undefined> {
  const text = await answer.text().catch(() => '')
  if (answer.status === 404) return undefined
  const track =
    answer.ok && text.length <= mostAnswerCharacters ? Track.safeParse(parseJson(text)) : undefined
  if (track?.success !== true) throw away(0)
  const { instrumental, syncedLyrics, plainLyrics } = track.data
  const words = [syncedLyrics, plainLyrics].find(
    (each) => each !== undefined && each !== null && each.trim() !== '',
  )
  if (words !== undefined && words !== null) return { isInstrumental: false, text: words }
  return instrumental === true ? { isInstrumental: true } : undefined
}

function away(waitSeconds: number): Refusal {
  const seconds = Number.isFinite(waitSeconds) ? Math.max(5, Math.ceil(waitSeconds)) : 60
  return new Refusal('service-unavailable', 'LRCLIB is not answering. Try again later, or bring a file.', {
    'retry-after': String(seconds),
  })
}
