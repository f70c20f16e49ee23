/** The Worker's side of the media service: one interface, over a plain address or the container binding. */
import { z } from 'zod'
import type { ProbeRequest, TaskRequest } from '#core/work/order.ts'
import { ProbeAnswer, TaskState } from '#core/work/report.ts'
import type { Bindings, Settings } from '../env.ts'
import { Refusal } from '../http/refusal.ts'

/** What the Worker asks of the media service. Every call refuses with `service-unavailable` when nobody answers. */
export interface Composer {
  /** What a file is, or why it cannot be used. */
  probe(request: ProbeRequest): Promise<ProbeAnswer>
  /** Starts a task; the same id sent again answers the task that runs already. */
  submit(request: TaskRequest): Promise<TaskState>
  /** The task once its revision is past `afterRevision`, or after the wait; `undefined` when the service knows no such task. */
  follow(taskId: string, afterRevision: number, waitSeconds: number): Promise<TaskState | undefined>
  /** Ends a task; one that is not known there is no error. */
  cancel(taskId: string): Promise<void>
  /** Resolves when the service can take work. */
  health(): Promise<void>
}

/** Carries one request to the process that holds `spreadKey`'s work; asked for the same key, it is the same process. */
type Transport = {
  send(spreadKey: string, path: string, init: RequestInit): Promise<Response>
  health(): Promise<void>
}

/** Deployed, work is spread over this many containers; `max_instances` in wrangler.toml is the same number. */
const containerCount = 5

/** A probe reads a song of half an hour from end to end. */
const probeTimeoutMs = 120_000
/** The order of a long video is a megabyte, and a container may have to start first. */
const submitTimeoutMs = 60_000
const cancelTimeoutMs = 10_000
const healthTimeoutMs = 5_000
/** What a follower allows on top of the wait it asked for. */
const followGraceMs = 10_000

/** Opens the media service: at `COMPOSER_URL` where it is set, else through the container binding. */
export function openComposer(settings: Settings, bindings: Bindings): Composer {
  const transport =
    settings.COMPOSER_URL === undefined
      ? containerTransport(bindings.COMPOSER)
      : addressTransport(settings.COMPOSER_URL)
  return composerOver(transport, settings.COMPOSER_TOKEN)
}

function composerOver(transport: Transport, token: string | undefined): Composer {
  const authorization: HeadersInit = token === undefined ? {} : { authorization: `Bearer ${token}` }

  async function call(
    spreadKey: string,
    path: string,
    init: RequestInit,
    timeoutMs: number,
  ): Promise<Response> {
    const headers = { ...authorization, 'content-type': 'application/json' }
    const response = await reach(() =>
      transport.send(spreadKey, path, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) }),
    )
    if (response.status >= 500 || response.status === 429) {
      await response.body?.cancel()
      throw unavailable()
    }
    return response
  }

  return {
    async probe(request) {
      const init = { method: 'POST', body: JSON.stringify(request) }
      return await read(await call(request.url, '/probe', init, probeTimeoutMs), ProbeAnswer)
    },
    async submit(request) {
      const init = { method: 'POST', body: JSON.stringify(request) }
      return await read(await call(request.id, '/tasks', init, submitTimeoutMs), TaskState)
    },
    async follow(taskId, afterRevision, waitSeconds) {
      const path = `/tasks/${taskId}?after=${afterRevision}&waitSeconds=${waitSeconds}`
      const response = await call(taskId, path, {}, waitSeconds * 1000 + followGraceMs)
      if (response.status !== 404) return await read(response, TaskState)
      await response.body?.cancel()
      return undefined
    },
    async cancel(taskId) {
      const response = await call(taskId, `/tasks/${taskId}`, { method: 'DELETE' }, cancelTimeoutMs)
      await response.body?.cancel()
    },
    async health() {
      await reach(() => transport.health())
    },
  }
}

function addressTransport(address: string): Transport {
  return {
    async send(_spreadKey, path, init) {
      return await fetch(new URL(path, address), init)
    },
    async health() {
      const response = await fetch(new URL('/healthz', address), {
        signal: AbortSignal.timeout(healthTimeoutMs),
      })
      await response.body?.cancel()
      if (!response.ok) throw new Error(`the media service answered ${response.status}`)
    },
  }
}

const ContainerState = z.object({ status: z.string() })

function containerTransport(containers: DurableObjectNamespace): Transport {
  return {
    async send(spreadKey, path, init) {
      const container = containers.getByName(`composer-${spreadOf(spreadKey)}`)
      return await container.fetch(new Request(new URL(path, 'http://composer'), init))
    },
    /** Asks the object that holds the container, not the container: looking must not start one that sleeps. */
    async health() {
      const container = containers.getByName('composer-0')
      const response = await container.fetch('http://composer/container-state', {
        signal: AbortSignal.timeout(healthTimeoutMs),
      })
      ContainerState.parse(await response.json())
    },
  }
}

/** Which container a key's work goes to (FNV-1a, 32 bits): evenly, and the same one each time. */
function spreadOf(key: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash % containerCount
}

/** Nobody there, no answer in time, containers switched off: all are one thing to a caller, who may come back. */
async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch {
    throw unavailable()
  }
}

function unavailable(): Refusal {
  return new Refusal(
    'service-unavailable',
    'The media service is not answering. Try again in a few seconds.',
    {
      'retry-after': '5',
    },
  )
}

/** An answer of another shape means the two programs do not fit together: a bug, said loudly. */
async function read<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
  const text = await reach(() => response.text())
  if (!response.ok) throw new Error(`The media service answered ${response.status}: ${text.slice(0, 300)}`)
  return schema.parse(JSON.parse(text))
}
