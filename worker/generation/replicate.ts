/** Replicate's HTTP API (replicate.com/docs/reference/http), as far as we use it: by plain fetch, with addresses as inputs. */
import { z } from 'zod'
import { parseJson } from '../http/parse-json.ts'
import { NotNow } from '../jobs/work.ts'
import type { ModelInput } from './model-inputs.ts'

const Status = z.enum(['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted'])

/** A prediction as the API tells it. What we do not use is left out. */
const Prediction = z.object({
  id: z.string().min(1).max(100),
  model: z.string().optional(),
  status: Status,
  input: z.record(z.string(), z.unknown()).nullish(),
  output: z.unknown(),
  error: z.string().nullish(),
  logs: z.string().nullish(),
  data_removed: z.boolean().optional(),
  created_at: z.string(),
})

/** See the schema `Prediction`. */
export type Prediction = z.output<typeof Prediction>

const PredictionList = z.object({ results: z.array(z.unknown()), next: z.string().nullish() })

/** A message of Replicate is the prediction; of it only the name is believed. */
export const WebhookBody = z.object({ id: z.string().min(1).max(100) })

/** What asking for a prediction came to. `unknown`: it may have been taken or not. */
export type Creation =
  | { readonly kind: 'created'; readonly prediction: Prediction }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  | { readonly kind: 'unknown' }

/** A prediction to ask for. `webhookUrl` hears of its start and its end. */
export type NewPrediction = {
  readonly model: string
  readonly input: ModelInput
  readonly webhookUrl: string | undefined
  /** A prediction that did not end by then is ended by Replicate. */
  readonly cancelAfterSeconds: number
}

/** What we ask of Replicate. All calls throw `NotNow` when nobody answers, but for `create`, which says what is known. */
export type Replicate = {
  create(wish: NewPrediction): Promise<Creation>
  /** A prediction; `undefined` when there is none of this id, or not any more. */
  get(predictionId: string): Promise<Prediction | undefined>
  /** Predictions of the last time, newest first, down to those of before `sinceMs`. */
  listSince(sinceMs: number): AsyncGenerator<Prediction>
  /** Ends a prediction; one that has ended or is not there is no error. */
  cancel(predictionId: string): Promise<void>
}

/** Where the API is, whose account is used, and how long one answer may take. */
export type ReplicateOptions = {
  readonly apiUrl: string
  readonly token: string
  readonly timeoutMs?: number
}

const firstRetryMs = 2000
const mostRetryMs = 120_000
/** Pages of a hundred; ours of the last minutes are on the first. */
const mostPages = 10
const away = 'The service that makes clips is not answering. Nothing was charged. Try again later.'

/** Opens the API. */
export function openReplicate({ apiUrl, token, timeoutMs = 30_000 }: ReplicateOptions): Replicate {
  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return await fetch(new URL(path, apiUrl), { ...init, headers, signal: AbortSignal.timeout(timeoutMs) })
  }

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await call(path, init).catch(() => undefined)
    if (response === undefined) throw new NotNow(away)
    if (response.status !== 429 && response.status < 500) return response
    throw new NotNow(away, retryAfterMs(response, await textOf(response)))
  }

  return {
    async create({ model, input, webhookUrl, cancelAfterSeconds }) {
      const hook =
        webhookUrl === undefined ? {} : { webhook: webhookUrl, webhook_events_filter: ['start', 'completed'] }
      const response = await call(`/v1/models/${model}/predictions`, {
        method: 'POST',
        headers: { 'cancel-after': `${cancelAfterSeconds}s` },
        body: JSON.stringify({ input, ...hook }),
      }).catch(() => undefined)
      return response === undefined ? { kind: 'unknown' } : await creationOf(response)
    },
    async get(predictionId) {
      const response = await ask(`/v1/predictions/${encodeURIComponent(predictionId)}`)
      if (response.status === 404) return undefined
      return await read(response, Prediction)
    },
    async *listSince(sinceMs) {
      let path: string | undefined = '/v1/predictions'
      for (let page = 0; page < mostPages && path !== undefined; page += 1) {
        const list: z.output<typeof PredictionList> = await read(await ask(path), PredictionList)
        for (const item of list.results) {
          // Others may use the same account: what is not of our form is not ours.
          const { success, data } = Prediction.safeParse(item)
          if (success && Date.parse(data.created_at) < sinceMs) return
          if (success) yield data
        }
        path = pathOf(list.next, apiUrl)
      }
    },
    async cancel(predictionId) {
      const response = await ask(`/v1/predictions/${encodeURIComponent(predictionId)}/cancel`, {
        method: 'POST',
      })
      await response.body?.cancel()
    },
  }
}

async function creationOf(response: Response): Promise<Creation> {
  const text = await textOf(response)
  if (response.status === 429) return { kind: 'busy', retryAfterMs: retryAfterMs(response, text) }
  if (response.ok && text !== undefined) {
    const prediction = Prediction.safeParse(parseJson(text))
    return prediction.success ? { kind: 'created', prediction: prediction.data } : { kind: 'unknown' }
  }
  // A gateway that gave up may stand before a prediction that was made.
  if (text === undefined || response.status >= 500) return { kind: 'unknown' }
  return { kind: 'refused', reason: refusalOf(response.status, text) }
}

/** What a person is told; of the provider's own words only those about their input. */
function refusalOf(status: number, text: string): string {
  if (status === 401 || status === 403)
    return 'The service that makes clips does not know this installation: its token is wrong. Nothing was charged.'
  if (status === 402)
    return 'The account of this installation at the service that makes clips is empty. Nothing was charged.'
  if (status === 404) return 'The model is not there any more. Choose another one. Nothing was charged.'
  const { success, data } = z.object({ detail: z.string() }).safeParse(parseJson(text))
  return `The model did not take this wish${success ? `: ${data.detail.slice(0, 300)}` : ''}. Nothing was charged.`
}

/**
 * `Retry-After` in seconds (RFC 9110, section 10.2.3), or the seconds that the sentence of a 429 names: "Your rate limit
 * resets in ~30s."
 */
function retryAfterMs(response: Response, text: string | undefined): number {
  const said = response.headers.get('retry-after') ?? /resets in ~?(\d+)s/.exec(text ?? '')?.[1]
  const seconds = Number(said ?? Number.NaN)
  if (!Number.isFinite(seconds) || seconds < 0) return response.status === 429 ? firstRetryMs : 0
  return Math.min(mostRetryMs, seconds * 1000)
}

async function textOf(response: Response): Promise<string | undefined> {
  return await response.text().catch(() => undefined)
}

/** Only pages of the very API are followed. */
function pathOf(next: string | null | undefined, apiUrl: string): string | undefined {
  if (next === null || next === undefined || !URL.canParse(next, apiUrl)) return undefined
  const url = new URL(next, apiUrl)
  return `/v1/predictions${url.search}`
}

/** An answer of another shape is trouble of theirs: it is asked for again. */
async function read<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(parseJson((await textOf(response)) ?? ''))
  if (!response.ok || !parsed.success) throw new NotNow(away)
  return parsed.data
}
