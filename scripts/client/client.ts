/** A small client of the public API for programs of ours that run outside the browser. */
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { mediaLimits } from '../../core/media/limits.ts'

const Problem = z.object({ title: z.string(), detail: z.string() })
const Outbox = z.object({ items: z.array(z.object({ to: z.string(), text: z.string() })) })
const Job = z.object({
  id: z.string(),
  status: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
  progress: z.number(),
  stage: z.string(),
  error: z.string().nullable(),
})

/** A job as the API answers it. */
export type JobState = z.output<typeof Job>

/** What a file is brought in as. */
type UploadKind = 'song' | 'media'

/** A signed-in caller of one stack. */
export type Client = {
  /** The session cookie, as a browser would hold it; empty before signing in. */
  readonly cookie: string
  /** Sends JSON and parses the answer. A problem document is thrown as its sentence. */
  send<S extends z.ZodType>(method: string, path: string, schema: S, body?: unknown): Promise<z.output<S>>
  /** Reads a document, changes it and puts it back as the version that was read. */
  edit<S extends z.ZodType>(
    path: string,
    schema: S,
    change: (found: z.output<S>) => z.output<S>,
  ): Promise<void>
  /** Brings a file in: by a form, or in parts when it is larger than a form may be. */
  upload<S extends z.ZodType>(kind: UploadKind, schema: S, filePath: string): Promise<z.output<S>>
  /** Reads bytes. */
  download(path: string): Promise<Response>
  /** Follows a job to its end; throws its reason when it does not succeed. */
  follow(jobId: string, onProgress: (job: JobState) => void): Promise<void>
}

/** Signs in on a local stack through its outbox, as a person would through their mail. */
export async function signIn(origin: string, email: string): Promise<Client> {
  const anonymous = makeClient(origin, undefined)
  await anonymous.send('POST', '/api/v1/auth/email', z.unknown(), { email })
  const outbox = await anonymous.send('GET', '/api/v1/outbox', Outbox)
  const mail = outbox.items.findLast((item) => item.to === email)
  const token = mail === undefined ? undefined : /[?&]token=([\w.~-]+)/.exec(mail.text)?.[1]
  if (token === undefined) throw new Error('The sign-in mail did not arrive in the outbox.')
  const answer = await fetch(`${origin}/api/v1/auth/email/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  })
  await refuseProblem(answer)
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('sid='))
  return makeClient(origin, cookie?.split(';')[0])
}

function makeClient(origin: string, cookie: string | undefined): Client {
  const headers = { origin, ...(cookie === undefined ? {} : { cookie }) }
  const call = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = await fetch(`${origin}${path}`, init)
    await refuseProblem(answer)
    return answer
  }
  const send: Client['send'] = async (method, path, schema, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await call(path, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...json,
    })
    const text = await answer.text()
    return schema.parse(text === '' ? undefined : JSON.parse(text))
  }
  return {
    cookie: cookie ?? '',
    send,
    edit: async (path, schema, change) => {
      const answer = await call(path, { headers })
      const changed = change(schema.parse(await answer.json()))
      const version = { 'if-match': answer.headers.get('etag') ?? '', 'content-type': 'application/json' }
      await call(path, { method: 'PUT', headers: { ...headers, ...version }, body: JSON.stringify(changed) })
    },
    upload: async (kind, schema, filePath) => {
      const file = await openAsBlob(filePath)
      const fileName = basename(filePath)
      if (file.size > mediaLimits.formUploadBytes) {
        const bytes = { ...headers, 'content-type': 'application/octet-stream' }
        const put = (path: string, body: Blob) => call(path, { method: 'PUT', headers: bytes, body })
        return schema.parse(await uploadInParts({ send, put, kind, file, fileName }))
      }
      const form = new FormData()
      form.set('file', file, fileName)
      const answer = await call(`/api/v1/${formPaths[kind]}`, { method: 'POST', headers, body: form })
      return schema.parse(await answer.json())
    },
    download: (path) => call(path, { headers }),
    follow: (jobId, onProgress) =>
      followJob(() => call(`/api/v1/jobs/${jobId}/events`, { headers }), onProgress),
  }
}

const formPaths: Readonly<Record<UploadKind, string>> = { song: 'songs', media: 'media' }
const Upload = z.object({ id: z.string(), partBytes: z.number(), partCount: z.number() })
const Arrival = z.object({ song: z.unknown(), media: z.unknown() }).partial()

async function uploadInParts(input: {
  readonly send: Client['send']
  readonly put: (path: string, body: Blob) => Promise<Response>
  readonly kind: UploadKind
  readonly file: Blob
  readonly fileName: string
}): Promise<unknown> {
  const order = { kind: input.kind, fileName: input.fileName, bytes: input.file.size }
  const upload = await input.send('POST', '/api/v1/uploads', Upload, order)
  for (let partNumber = 1; partNumber <= upload.partCount; partNumber += 1) {
    const start = (partNumber - 1) * upload.partBytes
    const part = input.file.slice(start, start + upload.partBytes)
    await input.put(`/api/v1/uploads/${upload.id}/parts/${partNumber}`, part)
  }
  const arrival = await input.send('POST', `/api/v1/uploads/${upload.id}/complete`, Arrival, {})
  return arrival[input.kind]
}

async function refuseProblem(answer: Response): Promise<void> {
  if (answer.ok) return
  const text = await answer.text()
  const problem = answer.headers.get('content-type')?.includes('json')
    ? Problem.safeParse(JSON.parse(text))
    : undefined
  throw new Error(problem?.success === true ? problem.data.detail : `The server answered ${answer.status}.`)
}

/** Reads the event stream of a job and opens it again when it breaks before the job ended. */
async function followJob(open: () => Promise<Response>, onProgress: (job: JobState) => void): Promise<void> {
  for (;;) {
    const last = await readEvents(await open(), onProgress)
    if (last?.status === 'succeeded') return
    if (last?.status === 'failed' || last?.status === 'cancelled') {
      throw new Error(last.error ?? 'The job was cancelled.')
    }
  }
}

async function readEvents(
  answer: Response,
  onProgress: (job: JobState) => void,
): Promise<JobState | undefined> {
  if (answer.body === null) throw new Error('The server sent no events.')
  let last: JobState | undefined
  let rest = ''
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    const events = `${rest}${text}`.split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data:'))
      if (data === undefined) continue
      last = Job.parse(JSON.parse(data.slice(5)))
      onProgress(last)
    }
  }
  return last
}
