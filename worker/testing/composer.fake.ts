/**
 * The media service as the Worker sees it, for tests: the same addresses, statuses and documents, real reads and
 * writes of the signed addresses, and no FFmpeg. It can be killed, told to complain, and held still.
 */
import { afterEach, beforeEach } from 'vitest'
import { ProbeRequest, TaskRequest } from '#core/work/order.ts'
import type { Complaint, ProbeAnswer, TaskState } from '#core/work/report.ts'
import { probeAnswer } from './probe.fake.ts'
import { ComplaintThrown } from './signed-calls.fake.ts'
import { type TaskProgress, workOn } from './task-work.fake.ts'

/** Where the tests' settings say the media service is. */
const address = 'http://media-service.test'

type Task = {
  state: TaskState
  readonly work: AsyncGenerator<TaskProgress, TaskState['outcome'] & { kind: 'succeeded' }>
  changed: Signal
}

/** The fake and its switches. */
export class FakeComposer {
  readonly #orders: TaskRequest[] = []
  #tasks = new Map<string, Task>()
  #isAnswering = true
  #isHeld = false
  readonly #complaints: Complaint[] = []
  #meanwhile: (() => Promise<unknown>) | undefined

  /** The orders taken for one job, in order: one an attempt. */
  ordersOf(jobId: string): readonly TaskRequest['order'][] {
    return this.#orders.filter(({ id }) => id.startsWith(`${jobId}.`)).map(({ order }) => order)
  }

  /** The process dies: its tasks are forgotten, and nobody answers until `revive`. */
  kill(): void {
    const dying = [...this.#tasks.values()]
    this.#tasks = new Map()
    this.#isAnswering = false
    for (const task of dying) task.changed.resolve()
  }

  /** A new process answers at the same address. */
  revive(): void {
    this.#isAnswering = true
  }

  /** The next task taken fails with this, at its first step. */
  failNext(complaint: Complaint): void {
    this.#complaints.push(complaint)
  }

  /** The next file is answered for once this was done: what may happen while a file is examined. */
  whileProbing(action: () => Promise<unknown>): void {
    this.#meanwhile = action
  }

  /** From now on no task moves, so that a test may look round without racing the work. */
  hold(): void {
    this.#isHeld = true
  }

  /** Tasks move again. */
  release(): void {
    this.#isHeld = false
    for (const task of this.#tasks.values()) task.changed.resolve()
  }

  /** Answers one request as the service would; a dead process refuses the connection. */
  async handle(request: Request): Promise<Response> {
    if (!this.#isAnswering) throw new TypeError('connect ECONNREFUSED')
    const url = new URL(request.url)
    const route = `${request.method} ${url.pathname.replace(/^\/tasks\/.+$/, '/tasks/*')}`
    const taskId = url.pathname.split('/')[2] ?? ''
    switch (route) {
      case 'GET /healthz':
        return Response.json({ status: 'ok' })
      case 'POST /probe':
        return Response.json(await this.#probe(ProbeRequest.parse(await request.json())))
      case 'POST /tasks':
        return Response.json(this.#submit(TaskRequest.parse(await request.json())), { status: 202 })
      case 'GET /tasks/*':
        return await this.#follow(taskId, url.searchParams)
      case 'DELETE /tasks/*':
        return this.#cancel(taskId)
      default:
        return Response.json({ title: 'The media service says no', status: 404 }, { status: 404 })
    }
  }

  async #probe(request: ProbeRequest): Promise<ProbeAnswer> {
    const answer = await probeAnswer(request)
    await this.#meanwhile?.()
    this.#meanwhile = undefined
    return answer
  }

  #submit(request: TaskRequest): TaskState {
    const known = this.#tasks.get(request.id)
    if (known !== undefined) return known.state
    this.#orders.push(request)
    const state: TaskState = {
      id: request.id,
      revision: 0,
      progress: 0,
      stage: 'waiting for a free place',
      storedSegments: [],
      outcome: { kind: 'running' },
    }
    this.#tasks.set(request.id, {
      state,
      work: workOn(request.order, this.#complaints.shift()),
      changed: makeSignal(),
    })
    return state
  }

  async #follow(taskId: string, query: URLSearchParams): Promise<Response> {
    const task = this.#tasks.get(taskId)
    if (task === undefined) return unknownTask()
    if (!this.#isHeld) await this.#advance(task)
    const after = Number(query.get('after') ?? -1)
    if (task.state.revision <= after && task.state.outcome.kind === 'running') {
      const { promise, resolve } = makeSignal()
      const timer = setTimeout(resolve, Number(query.get('waitSeconds') ?? 0) * 1000)
      await Promise.race([task.changed.promise, promise])
      clearTimeout(timer)
    }
    if (!this.#isAnswering) throw new TypeError('the connection was reset')
    return this.#tasks.get(taskId) === task ? Response.json(task.state) : unknownTask()
  }

  #cancel(taskId: string): Response {
    const task = this.#tasks.get(taskId)
    if (task === undefined) return unknownTask()
    this.#end(task, {
      kind: 'failed',
      complaint: { code: 'cancelled', detail: 'The work was cancelled.', retryable: false },
    })
    return Response.json(task.state)
  }

  /** One step of the work, with its reads and writes, while a request waits for it: nothing runs on behind a test. */
  async #advance(task: Task): Promise<void> {
    if (task.state.outcome.kind !== 'running') return
    try {
      const step = await task.work.next()
      if (step.done === true) this.#end(task, step.value)
      else this.#change(task, step.value)
    } catch (error) {
      if (!(error instanceof ComplaintThrown)) throw error
      this.#end(task, { kind: 'failed', complaint: error.complaint })
    }
  }

  #change(task: Task, { progress, stage, storedSegments, storedAudio }: TaskProgress): void {
    if (task.state.outcome.kind !== 'running') return
    const pieces = [...task.state.storedSegments, ...storedSegments]
    const audio = storedAudio === undefined ? {} : { storedAudio }
    this.#set(task, { ...task.state, progress, stage, storedSegments: pieces, ...audio })
  }

  #end(task: Task, outcome: TaskState['outcome']): void {
    if (task.state.outcome.kind !== 'running') return
    const done = outcome.kind === 'succeeded' ? { progress: 1, stage: 'done' } : {}
    this.#set(task, { ...task.state, ...done, outcome })
  }

  #set(task: Task, state: TaskState): void {
    task.state = { ...state, revision: task.state.revision + 1 }
    const { resolve } = task.changed
    task.changed = makeSignal()
    resolve()
  }
}

type Signal = { readonly promise: Promise<void>; readonly resolve: () => void }

function makeSignal(): Signal {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

function unknownTask(): Response {
  return Response.json({ title: 'There is no such task in this process.', status: 404 }, { status: 404 })
}

/** Puts a fresh fake at the media service's address for every test of a file. */
export function useFakeComposer(): { readonly current: FakeComposer } {
  const holder = { current: new FakeComposer() }
  const realFetch = globalThis.fetch
  // Never put back: a job that outlives its test must not look for the address on the network.
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    return new URL(request.url).origin === address ? holder.current.handle(request) : realFetch(request)
  }
  beforeEach(() => {
    holder.current = new FakeComposer()
  })
  // Whoever still waits for an answer is let go, so that no job of one test runs on in the next.
  afterEach(() => holder.current.kill())
  return holder
}
