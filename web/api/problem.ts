/** What went wrong, as a value the pages can speak of: the API's problem documents and the failures before one exists. */

/** An RFC 9457 problem document, as the Worker sends it. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly requestId: string
  /** The path of the one field that is in the way, where it is one: `files.0.startFrame`. */
  readonly field?: string
}

/** The API said no, or broke. */
export class ApiError extends Error {
  readonly problem: Problem
  /** Seconds the API asked us to wait, when it did. */
  readonly retryAfterSeconds: number | undefined

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(`${problem.status} ${problem.title}: ${problem.detail}`)
    this.name = 'ApiError'
    this.problem = problem
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The request never got an answer: no network, a name that does not resolve, a closed laptop. */
export class ConnectionError extends Error {
  constructor() {
    super('The connection was lost')
    this.name = 'ConnectionError'
  }
}

/** Reads a problem from any answer. A body that is none (a proxy's HTML page) still becomes an honest sentence. */
export function parseProblem(status: number, body: unknown): Problem {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = (name: string, otherwise: string): string => {
    const value = fields[name]
    return typeof value === 'string' && value !== '' ? value : otherwise
  }
  return {
    type: text('type', 'about:blank'),
    title: text('title', status >= 500 ? 'Cuecraft is not answering' : 'That did not work'),
    status,
    detail: text(
      'detail',
      status >= 500 ? 'Wait a moment, then try again.' : `The server answered with status ${status}.`,
    ),
    requestId: text('requestId', ''),
    ...(typeof fields.field === 'string' ? { field: fields.field } : {}),
  }
}

/** What a person reads when something went wrong, and whether trying again makes sense. */
export type Words = {
  readonly title: string
  readonly detail: string
  readonly canRetry: boolean
  readonly requestId: string
}

/** Plain words for anything that was thrown. Never shows a stack or a bare code. */
export function wordsOfError(error: unknown): Words {
  if (error instanceof ConnectionError) {
    return {
      title: 'No connection',
      detail: 'Cuecraft cannot be reached from here. What you see may be out of date.',
      canRetry: true,
      requestId: '',
    }
  }
  if (error instanceof ApiError) return wordsOfProblem(error)
  return {
    title: 'This page tripped',
    detail: 'Something unexpected happened in the page. Reload it; nothing that was saved is lost.',
    canRetry: true,
    requestId: '',
  }
}

function wordsOfProblem(error: ApiError): Words {
  const { problem, retryAfterSeconds } = error
  const wait = retryAfterSeconds === undefined ? '' : ` Try again in ${secondsInWords(retryAfterSeconds)}.`
  return {
    title: problem.title,
    detail: `${problem.detail}${wait}`,
    canRetry: problem.status >= 500 || problem.status === 429 || problem.status === 409,
    requestId: problem.status >= 500 ? problem.requestId : '',
  }
}

function secondsInWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} s`
  return `${Math.ceil(seconds / 60)} minutes`
}
