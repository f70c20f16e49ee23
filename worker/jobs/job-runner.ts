/**
 * Runs one job: gives it to whoever does the work, follows that, writes down how it goes and tells whoever
 * watches. One Durable Object a job, so that a job has one runner however often it is woken.
 */
import { DurableObject } from 'cloudflare:workers'
import { openDatabase } from '../db/client.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { factsOfError, logEvent } from '../http/log.ts'
import { Refusal } from '../http/refusal.ts'
import { openStore } from '../storage/open-store.ts'
import { openComposer } from './composer.ts'
import { wakeJob } from './enqueue.ts'
import type { JobContext, JobHandler, JobHandlers, OwnWorkHandler, StoredPieces } from './handler.ts'
import { isFinal, type Job } from './job.ts'
import { type Ending, nextStep, type RunEvent, type RunState } from './next-step.ts'
import { orderedWork, taskId } from './ordered-work.ts'
import { isWorthWriting, type Written } from './progress.ts'
import { findJobToRun, jobOf, writeJob } from './store.ts'
import type { JobRow } from './tables.ts'
import { type Snapshot, Watchers } from './watchers.ts'
import { NotNow, type Work } from './work.ts'

/** What survives a restart of the Worker. */
type Run = { readonly state: RunState; readonly snapshot: Snapshot }

type StateOf<K extends RunState['kind']> = Extract<RunState, { kind: K }>

/** The runner without its handlers: a floor knows no domain, so `job-handlers.ts` brings them. */
export abstract class JobRunnerBase extends DurableObject<Bindings> {
  protected abstract readonly handlers: JobHandlers
  readonly #watchers = new Watchers()
  #run = this.ctx.storage.kv.get<Run>('run')
  #written: Written | undefined
  #step: Promise<void> | undefined
  #hasNews = false
  #known: JobRow | undefined

  /** Starts the job, or does nothing when it runs, waits for its next attempt, or has ended. */
  async wake(jobId: string): Promise<void> {
    if ((await this.#load(jobId)) === undefined) return
    this.#apply({ kind: 'woken' })
    await this.#ensureAlarm()
  }

  /** There is news of the work: it is looked at now, however long the pause was to be. Without a run there is nothing to do. */
  async hear(jobId: string): Promise<void> {
    const run = await this.#load(jobId)
    if (run?.state.kind !== 'following' && run?.state.kind !== 'submitting') return
    this.#hasNews = this.#step !== undefined
    if (this.#step === undefined) await this.ctx.storage.setAlarm(Date.now())
  }

  /** Ends the job as cancelled, unless it has ended or its result is being written down. */
  async cancel(jobId: string): Promise<void> {
    if ((await this.#load(jobId)) === undefined) return
    const { state } = this.#apply({ kind: 'cancelled' })
    if (state.kind !== 'closing') return
    await this.#writeEnding(state.ending)
    // What is being waited for ends sooner when the task does; the closing step does the same again, surely.
    this.ctx.waitUntil(this.#stopTask(state.attempt))
    if (this.#step === undefined) await this.ctx.storage.setAlarm(Date.now())
  }

  /** `GET /jobs/{id}/events`: the changes of the job as server-sent events. Whether the caller may was checked before. */
  override async fetch(request: Request): Promise<Response> {
    const jobId = new URL(request.url).pathname.split('/')[2] ?? ''
    const run = await this.#load(jobId)
    if (run === undefined) return new Response(null, { status: 404 })
    return new Response(this.#watchers.open(run.snapshot), {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    })
  }

  /** How many browsers watch now. */
  watcherCount(): number {
    return this.#watchers.count
  }

  /**
   * Takes one step. The platform keeps an alarm until its handler has ended, so a step that was interrupted by a
   * restart is taken again. An alarm that comes while a step is under way waits for it.
   */
  override async alarm(): Promise<void> {
    this.#step ??= this.#takeStep().finally(() => {
      this.#step = undefined
    })
    await this.#step
  }

  async #takeStep(): Promise<void> {
    const run = this.#run
    if (run === undefined || run.state.kind === 'final') return
    const event = await this.#act(run.state)
    const { state, waitMs } = this.#apply(event)
    if (state.kind !== 'final') return await this.#continueIn(waitMs)
    // The row says all there is to say now; a finished job leaves no object behind.
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
  }

  /** News that came while a step was taken may be newer than what the step saw. */
  async #continueIn(waitMs: number): Promise<void> {
    const pauseMs = this.#hasNews ? 0 : waitMs
    this.#hasNews = false
    await this.ctx.storage.setAlarm(Date.now() + pauseMs)
  }

  /** Does what the state asks for and answers what came of it. Never throws: a step that broke is an event, too. */
  async #act(state: RunState): Promise<RunEvent> {
    try {
      switch (state.kind) {
        case 'submitting':
          return await this.#submit(state)
        case 'following':
          return await this.#follow(state)
        case 'settling':
          return await this.#settle(state)
        case 'closing':
          return await this.#close(state)
        case 'idle':
        case 'final':
          return { kind: 'woken' }
      }
    } catch (error) {
      return eventOfError(error, this.#job.id)
    }
  }

  async #submit({ attempt }: StateOf<'submitting'>): Promise<RunEvent> {
    const row = await this.#row()
    if (row === undefined) return { kind: 'refused', reason: 'What this was about is gone.' }
    if (await this.#handler.mustWait?.(row, this.#context())) return { kind: 'waits' }
    const stage = attempt === 1 ? 'starting' : `starting again, for the ${attempt}. time`
    await this.#show({ status: 'running', progress: 0, stage, attempts: attempt })
    await (await this.#workOn(row)).submit(attempt)
    return { kind: 'accepted' }
  }

  async #follow(state: StateOf<'following'>): Promise<RunEvent> {
    const { attempt, revision, piecesKept, isAudioKept } = state
    // What a job is for never changes, so a question that is asked often need not read it each time.
    this.#known ??= await this.#row()
    const row = this.#known
    if (row === undefined) return { kind: 'refused', reason: 'What this was about is gone.' }
    const task = await (await this.#workOn(row)).follow(attempt, revision)
    if (task === undefined) return { kind: 'lost' }
    const pieces = {
      segments: task.storedSegments.slice(piecesKept),
      audioHash: isAudioKept ? undefined : task.storedAudio,
    }
    if (pieces.segments.length > 0 || pieces.audioHash !== undefined) await this.#keepPieces(row, pieces)
    // A cancel may have come while we waited; what the task still says is then of no interest.
    if (this.#run?.state.kind === 'following' && task.outcome.kind === 'running') {
      await this.#show({ progress: task.progress, stage: task.stage })
    }
    return { kind: 'reported', task }
  }

  async #keepPieces(row: JobRow, pieces: StoredPieces): Promise<void> {
    const handler = this.#handler
    if ('order' in handler) await handler.segmentsStored?.(row, pieces, this.#context())
  }

  async #settle({ result }: StateOf<'settling'>): Promise<RunEvent> {
    const row = await this.#row()
    if (row === undefined) return { kind: 'refused', reason: 'What this was about is gone.' }
    const handler = this.#handler
    if ('work' in handler) await handler.succeeded(row, this.#context())
    else if (result.kind !== 'own') await handler.succeeded(row, result, this.#context())
    await this.#show({ status: 'succeeded', progress: 1, stage: 'done' })
    return { kind: 'settled' }
  }

  async #close({ attempt, ending }: StateOf<'closing'>): Promise<RunEvent> {
    await this.#writeEnding(ending)
    const row = await this.#row()
    const isStopped = await this.#stopTask(attempt)
    const reason = ending.status === 'failed' ? ending.reason : 'It was cancelled.'
    if (row !== undefined) await this.#handler.failed?.(row, reason, this.#context())
    return { kind: isStopped ? 'settled' : 'unreachable' }
  }

  async #writeEnding(ending: Ending): Promise<void> {
    const { status } = ending
    await this.#show({ status, stage: status, error: status === 'failed' ? ending.reason : null })
  }

  /** Whether whoever works on it was told; when they cannot be reached, they are told again later. */
  async #stopTask(attempt: number): Promise<boolean> {
    if (attempt === 0) return true
    try {
      const row = await this.#row()
      if (row !== undefined) await (await this.#workOn(row)).cancel(attempt)
      return true
    } catch {
      return false
    }
  }

  /** Shows a change: to the row first, so that nobody who watches knows more than one who asks. */
  async #show(change: Partial<Job>): Promise<void> {
    const job = { ...this.#job, ...change }
    const nowMs = Date.now()
    if (isWorthWriting(this.#written, job, nowMs)) {
      const db = openDatabase(this.env.DB)
      await writeJob(db, job, { taskId: job.attempts === 0 ? null : taskId(job.id, job.attempts), nowMs })
      this.#written = { job, atMs: nowMs }
    }
    // While the row was written, a cancel may have ended the job for those who watch.
    if (this.#run === undefined || isFinal(this.#job.status)) return
    const snapshot = { job, revision: this.#run.snapshot.revision + 1 }
    this.#save({ ...this.#run, snapshot })
    this.#watchers.tell(snapshot)
  }

  #apply(event: RunEvent) {
    if (this.#run === undefined) throw new Error('a run was told an event before it was loaded')
    const step = nextStep(this.#run.state, event, Math.random())
    if (step.state !== this.#run.state) this.#save({ ...this.#run, state: step.state })
    return step
  }

  #save(run: Run): void {
    this.#run = run
    this.ctx.storage.kv.put('run', run)
  }

  /** The run, begun from the job's row when this object knows nothing yet; `undefined` when there is no such job. */
  async #load(jobId: string): Promise<Run | undefined> {
    if (this.#run !== undefined) return this.#run
    const row = await findJobToRun(openDatabase(this.env.DB), jobId)
    // Two callers may have waited for the row; the first one's run stands.
    if (this.#run === undefined && row !== undefined) this.#run = runOf(row)
    return this.#run
  }

  async #ensureAlarm(): Promise<void> {
    if (this.#run?.state.kind === 'final' || this.#step !== undefined) return
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now())
  }

  get #job(): Job {
    if (this.#run === undefined) throw new Error('a run was asked for its job before it was loaded')
    return this.#run.snapshot.job
  }

  get #handler(): JobHandler | OwnWorkHandler {
    return this.handlers[this.#job.type]
  }

  #row(): Promise<JobRow | undefined> {
    return findJobToRun(openDatabase(this.env.DB), this.#job.id)
  }

  async #workOn(row: JobRow): Promise<Work> {
    const handler = this.#handler
    const context = this.#context()
    return 'work' in handler
      ? handler.work(row, context)
      : orderedWork(handler, context.composer, row, () => this.#context())
  }

  #context(): JobContext {
    const settings = settingsOf(this.env)
    return {
      db: openDatabase(this.env.DB),
      store: openStore(settings, this.env),
      settings,
      composer: openComposer(settings, this.env),
      ai: this.env.AI,
      nowMs: Date.now(),
      wake: (jobId) => wakeJob(this.env.JOB_QUEUE, jobId),
    }
  }
}

function runOf(row: JobRow): Run {
  const job = jobOf(row)
  const ending: Ending | { status: 'succeeded' } =
    job.status === 'failed'
      ? { status: 'failed', reason: job.error ?? '' }
      : { status: job.status === 'succeeded' ? 'succeeded' : 'cancelled' }
  const state: RunState = isFinal(job.status) ? { kind: 'final', ending } : { kind: 'idle' }
  return { state, snapshot: { job, revision: 0 } }
}

function eventOfError(error: unknown, jobId: string): RunEvent {
  if (error instanceof NotNow)
    return { kind: 'unreachable', reason: error.reason, retryAfterMs: error.retryAfterMs }
  if (error instanceof Refusal) {
    return error.code === 'service-unavailable'
      ? { kind: 'unreachable' }
      : { kind: 'refused', reason: error.detail }
  }
  logEvent('job-step-broke', { jobId, ...factsOfError(error) })
  return { kind: 'broke' }
}
