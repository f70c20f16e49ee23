/** The tasks of this process: started once however often they are sent, followed by revision, forgotten after a while. */
import type { TaskRequest } from '#core/work/order.ts'
import type { TaskResult, TaskState } from '#core/work/report.ts'
import { complaintOf, ServiceLeaving } from './complaint.ts'
import { logEvent } from './log.ts'
import { Places, TooBusy } from './places.ts'
import type { TaskUpdate, TaskWork } from './task-work.ts'
import { withWorkFolder } from './work-folder.ts'

/** Does one order to its end. */
export type TaskHandler = (order: TaskRequest['order'], work: TaskWork) => Promise<TaskResult>

type Task = {
  state: TaskState
  readonly leaving: AbortController
  /** Answered at the next change; a new one is made for the change after. */
  changed: PromiseWithResolvers<void>
}

/** How long a finished task can still be asked for, and how many of them at most. */
const rememberedMs = 10 * 60_000
const mostRemembered = 500

/** An order may be a megabyte; more than this many waiting ones belong to another process. */
const mostWaiting = 200

/** The registry. `atOnce` tasks work side by side, the others wait in order; of proxies, one at a time. */
export class Tasks {
  readonly #handler: TaskHandler
  readonly #places: Places
  /** A proxy takes long and few wait for it at once: however many are wanted, they leave the other places to others. */
  readonly #proxyPlace = new Places(1, mostWaiting)
  readonly #tasks = new Map<string, Task>()
  /** Ids of tasks that have ended, the oldest first. */
  readonly #ended = new Set<string>()
  readonly #runs = new Set<Promise<void>>()

  constructor(handler: TaskHandler, atOnce: number) {
    this.#handler = handler
    this.#places = new Places(atOnce, mostWaiting)
  }

  /** Starts a task, or answers the state of the one that has this id already. Throws `TooBusy`. */
  submit(request: TaskRequest): TaskState {
    const known = this.#tasks.get(request.id)
    if (known !== undefined) return known.state
    if (this.#isFullFor(request.order)) throw new TooBusy()
    const task: Task = {
      state: {
        id: request.id,
        revision: 0,
        progress: 0,
        stage: 'waiting for a free place',
        storedSegments: [],
        outcome: { kind: 'running' },
      },
      leaving: new AbortController(),
      changed: Promise.withResolvers(),
    }
    this.#tasks.set(request.id, task)
    const run = this.#run(task, request)
      .catch((error: unknown) => logEvent('task-lost', { id: request.id, error: String(error) }))
      .finally(() => this.#runs.delete(run))
    this.#runs.add(run)
    return task.state
  }

  /** The state of a task once its revision is past `afterRevision`, or as it is when the wait is over. */
  async follow(id: string, afterRevision: number, waitMs: number): Promise<TaskState | undefined> {
    const task = this.#tasks.get(id)
    if (task === undefined) return undefined
    if (task.state.revision <= afterRevision && task.state.outcome.kind === 'running') {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, waitMs)
      await Promise.race([task.changed.promise, promise])
      clearTimeout(timer)
    }
    return task.state
  }

  /** Ends a task; it then fails as cancelled. Answers its state, or `undefined` for an unknown one. */
  cancel(id: string): TaskState | undefined {
    const task = this.#tasks.get(id)
    task?.leaving.abort(new Error('cancelled'))
    return task?.state
  }

  /** Ends every task because the process is leaving; resolves once nothing of them is left on the disk. */
  async leave(): Promise<void> {
    for (const task of this.#tasks.values()) task.leaving.abort(new ServiceLeaving())
    await Promise.all(this.#runs)
  }

  async #run(task: Task, { id, order }: TaskRequest): Promise<void> {
    const { signal } = task.leaving
    const startedMs = performance.now()
    try {
      const result = await this.#inTurn(order, signal, () =>
        withWorkFolder((folder) =>
          this.#handler(order, { folder, signal, report: (update) => this.#change(task, update) }),
        ),
      )
      this.#end(task, { kind: 'succeeded', result })
    } catch (error) {
      const complaint = complaintOf(error, signal)
      if (complaint.code === 'internal') logEvent('task-error', { id, error: String(error) })
      this.#end(task, { kind: 'failed', complaint })
    }
    const ms = Math.round(performance.now() - startedMs)
    logEvent('task-ended', { id, kind: order.kind, outcome: task.state.outcome.kind, ms })
    this.#rememberForAWhile(id)
  }

  #isFullFor(order: TaskRequest['order']): boolean {
    return order.kind === 'proxy' ? this.#proxyPlace.isFull : this.#places.isFull
  }

  async #inTurn<T>(order: TaskRequest['order'], signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const inPlace = () => this.#places.hold(signal, work)
    return order.kind === 'proxy' ? await this.#proxyPlace.hold(signal, inPlace) : await inPlace()
  }

  #rememberForAWhile(id: string): void {
    this.#ended.add(id)
    setTimeout(() => this.#forget(id), rememberedMs).unref()
    const [oldest] = this.#ended
    if (this.#ended.size > mostRemembered && oldest !== undefined) this.#forget(oldest)
  }

  #forget(id: string): void {
    if (this.#ended.delete(id)) this.#tasks.delete(id)
  }

  #change(task: Task, update: TaskUpdate): void {
    if (task.state.outcome.kind !== 'running') return
    const { progress, stage, storedSegment, storedAudio } = update
    this.#set(task, {
      ...task.state,
      // Progress never runs backwards, whatever order parallel pieces finish in.
      progress: Math.max(task.state.progress, Math.min(1, progress ?? 0)),
      stage: stage ?? task.state.stage,
      storedSegments:
        storedSegment === undefined
          ? task.state.storedSegments
          : [...task.state.storedSegments, storedSegment],
      ...(storedAudio === undefined ? {} : { storedAudio }),
    })
  }

  #end(task: Task, outcome: TaskState['outcome']): void {
    const isDone = outcome.kind === 'succeeded'
    this.#set(task, { ...task.state, outcome, ...(isDone ? { progress: 1, stage: 'done' } : {}) })
  }

  #set(task: Task, state: TaskState): void {
    task.state = { ...state, revision: task.state.revision + 1 }
    const { resolve } = task.changed
    task.changed = Promise.withResolvers()
    resolve()
  }
}
