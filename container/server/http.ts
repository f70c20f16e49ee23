/** The media service over HTTP: probe a file, start a task, follow it, cancel it, and say that all is well. */
import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { z } from 'zod'
import { ProbeRequest, TaskRequest } from '#core/work/order.ts'
import type { ProbeAnswer } from '#core/work/report.ts'
import { logEvent } from './log.ts'
import { type Places, TooBusy } from './places.ts'
import type { Tasks } from './tasks.ts'

/** What the routes work with. */
export type Service = {
  readonly tasks: Tasks
  readonly token: string | undefined
  /** Probes decode whole files, so only some run at once. */
  readonly probePlaces: Places
  /** Fires when the process is told to leave. */
  readonly leaving: AbortSignal
  probe(request: ProbeRequest, signal: AbortSignal): Promise<ProbeAnswer>
}

/** A render of a long video names over a thousand signed addresses. */
const largestBodyBytes = 16 * 2 ** 20
const longestWaitSeconds = 25

/** A no, as it leaves: an RFC 9457 problem document. */
class Problem extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.name = 'Problem'
    this.status = status
  }
}

/** A server that is not listening yet. */
export function makeServer(service: Service): Server {
  return createServer((request, response) => {
    if (service.leaving.aborted) response.setHeader('connection', 'close')
    answer(service, request, response).catch((error: unknown) => {
      const problem = problemOf(error, service.leaving)
      if (problem.status === 500) logEvent('request-error', { error: String(error) })
      if (response.headersSent) {
        response.destroy()
        return
      }
      // A body that was not read to its end would be taken for the next request.
      if (!request.complete) response.setHeader('connection', 'close')
      if (problem.status === 503) response.setHeader('retry-after', '5')
      send(response, problem.status, problemDocument(problem), 'application/problem+json')
    })
  })
}

function problemOf(error: unknown, leaving: AbortSignal): Problem {
  if (error instanceof Problem) return error
  if (leaving.aborted) return new Problem(503, 'The media service is leaving. Ask again in a few seconds.')
  if (error instanceof TooBusy)
    return new Problem(503, 'Too much work is waiting. Ask again in a few seconds.')
  if (error instanceof CallerLeft) return new Problem(499, 'The caller left.')
  return new Problem(500, 'The media service met an error of its own.')
}

/** Why a probe ends when nobody waits for it any more. */
class CallerLeft extends Error {}

function problemDocument({ status, message }: Problem) {
  return {
    type: `https://cuecraft.dev/problems/media-service-${status}`,
    title: titles[status] ?? 'The media service says no',
    status,
    detail: message,
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request does not fit',
  401: 'Show the token first',
  404: 'There is nothing here',
  413: 'The body is too large',
  503: 'The media service is busy',
}

async function answer(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://media-service')
  if (request.method === 'GET' && url.pathname === '/healthz') return send(response, 200, { status: 'ok' })
  checkToken(service.token, request)
  const taskId = /^\/tasks\/([\w.:-]{1,100})$/.exec(url.pathname)?.[1]
  if (request.method === 'POST' && url.pathname === '/probe') return await probe(service, request, response)
  if (request.method === 'POST' && url.pathname === '/tasks') {
    service.leaving.throwIfAborted()
    return send(response, 202, service.tasks.submit(await readBody(request, TaskRequest)))
  }
  if (request.method === 'GET' && taskId !== undefined)
    return await follow(service.tasks, taskId, url, response)
  if (request.method === 'DELETE' && taskId !== undefined)
    return sendState(response, service.tasks.cancel(taskId))
  throw new Problem(404, 'There is nothing at this address.')
}

function checkToken(token: string | undefined, request: IncomingMessage): void {
  if (token === undefined) return
  const shown = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  if (shown.length === wanted.length && timingSafeEqual(shown, wanted)) return
  throw new Problem(401, "Show the media service's token.")
}

async function probe(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, ProbeRequest)
  const left = new AbortController()
  response.once('close', () => left.abort(new CallerLeft()))
  const signal = AbortSignal.any([left.signal, service.leaving])
  send(response, 200, await service.probePlaces.hold(signal, () => service.probe(body, signal)))
}

async function follow(tasks: Tasks, id: string, url: URL, response: ServerResponse): Promise<void> {
  const after = Number(url.searchParams.get('after') ?? -1)
  const wait = Number(url.searchParams.get('waitSeconds') ?? 0)
  if (!Number.isInteger(after) || !(wait >= 0)) throw new Problem(400, 'after and waitSeconds are numbers.')
  sendState(response, await tasks.follow(id, after, Math.min(wait, longestWaitSeconds) * 1000))
}

function sendState(response: ServerResponse, state: unknown): void {
  if (state === undefined) throw new Problem(404, 'There is no such task in this process.')
  send(response, 200, state)
}

async function readBody<S extends z.ZodType>(request: IncomingMessage, schema: S): Promise<z.output<S>> {
  const tooLarge = new Problem(413, 'The body is larger than 16 MB.')
  if (Number(request.headers['content-length'] ?? 0) > largestBodyBytes) throw tooLarge
  const chunks: Buffer[] = []
  let bytes = 0
  // Left half-way, the request must stay open, or the answer could not be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length
    if (bytes > largestBodyBytes) throw tooLarge
    chunks.push(chunk)
  }
  const parsed = schema.safeParse(parseJson(Buffer.concat(chunks).toString('utf8')))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Problem(400, `${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'does not fit'}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'The body is not JSON.')
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  contentType = 'application/json',
): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
