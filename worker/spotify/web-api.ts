/** Spotify's Web API as new apps have it since February 2026 (developer.spotify.com/documentation/web-api): one call after another. */
import type { z } from 'zod'
import { logEvent } from '../http/log.ts'
import { parseJson } from '../http/parse-json.ts'
import type { Budget } from './budget.ts'
import { away, holdOf, refusalOfFailure, type SpotifyAnswer } from './failure.ts'

/** One call. What is undefined in the query is left out. */
export type Call = {
  readonly method: 'GET' | 'PUT' | 'POST'
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
}

/** The API for one person. Everything that is no success is refused, in a sentence. */
export type WebApi = {
  /** Reads what the call answers; `undefined` for an answer without a body (204). */
  read<S extends z.ZodType>(call: Call, schema: S): Promise<z.output<S> | undefined>
  /** Does something, whatever it answers. */
  command(call: Call): Promise<void>
}

/** Whose token is used. `rejected` names one that Spotify took no more, so that another one is fetched. */
export type Access = { token(rejected?: string): Promise<string> }

/** What the API needs: where it is, who asks, and what is left to ask with. */
export type WebApiParts = {
  readonly apiUrl: string
  readonly access: Access
  readonly budget: Budget
  /** How long a call may wait for the budget, or when Spotify asks to, before it is refused: work of many calls is patient. */
  readonly patienceSeconds?: number
  /** How long one answer may take. */
  readonly timeoutMs?: number
}

const tries = 3
/** The longest answers are fifty entries of a playlist. */
const mostCharacters = 4_000_000

/** Opens the API. */
export function openWebApi(parts: WebApiParts): WebApi {
  const { apiUrl, access, budget, patienceSeconds = 0, timeoutMs = 10_000 } = parts

  async function send(call: Call, token: string): Promise<SpotifyAnswer> {
    // What adds to something is sent once: a lost answer may stand for a song that was added.
    const most = call.method === 'POST' ? 1 : tries
    for (let count = 1; ; count += 1) {
      await budget.take(patienceSeconds)
      const answer = await sendOnce({ apiUrl, timeoutMs }, call, token)
      const mayPass = answer === undefined || answer.status >= 500
      if (answer !== undefined && !mayPass) return answer
      logEvent('spotify-call-failed', { method: call.method, status: answer?.status ?? 0 })
      if (count === most) throw away()
      await scheduler.wait(2 ** count * 100 * (0.5 + Math.random()))
    }
  }

  async function ask(call: Call, count = 1): Promise<SpotifyAnswer> {
    const token = await access.token()
    const first = await send(call, token)
    // Spotify may take a token back before its time; once, another one is fetched.
    const answer = first.status === 401 ? await send(call, await access.token(token)) : first
    if (answer.status < 300) return answer
    const hold = holdOf(answer)
    if (hold !== undefined) await budget.hold(hold)
    // What was refused for its rate was not done: it can be sent again, and meets the hold first.
    if (hold !== undefined && hold.seconds <= patienceSeconds && count < tries)
      return await ask(call, count + 1)
    logEvent('spotify-call-refused', { method: call.method, status: answer.status })
    throw answer.status === 401 ? away() : refusalOfFailure(answer, call.method === 'GET')
  }

  return {
    async read(call, schema) {
      const { status, text } = await ask(call)
      if (status === 204 || text === '') return undefined
      const parsed = schema.safeParse(parseJson(text))
      if (parsed.success) return parsed.data
      logEvent('spotify-answer-unknown', { at: parsed.error.issues[0]?.path.join('.') ?? '' })
      throw away()
    },
    async command(call) {
      await ask(call)
    },
  }
}

async function sendOnce(
  { apiUrl, timeoutMs }: { readonly apiUrl: string; readonly timeoutMs: number },
  call: Call,
  token: string,
): Promise<SpotifyAnswer | undefined> {
  const url = new URL(`/v1${call.path}`, apiUrl)
  for (const [name, value] of Object.entries(call.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) }
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(url, { method: call.method, headers, signal, ...body })
    const text = await response.text()
    return text.length > mostCharacters
      ? undefined
      : { status: response.status, headers: response.headers, text }
  } catch {
    return undefined
  }
}
