/** Follows jobs as they happen: by server-sent events where a connection is free, else by asking again. */
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { getJob, jobEventsUrl } from './calls.ts'
import {
  followDelayMs,
  isFinal,
  type ProgressPoint,
  parseJobEvent,
  secondsLeft,
  stageWords,
} from './follow.ts'
import { ApiError } from './problem.ts'
import type { Job } from './shapes.ts'

/** Browsers open six connections to an HTTP/1.1 origin; uploads, pictures and the player need the others. */
const mostStreams = 2
let openStreams = 0

/** Tells every change of a job until it is final or the answered function is called. */
export function watchJob(jobId: string, tell: (job: Job) => void): () => void {
  let over = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stream: EventSource | undefined

  const stop = () => {
    over = true
    clearTimeout(timer)
    closeStream()
  }
  const closeStream = () => {
    if (stream === undefined) return
    stream.close()
    stream = undefined
    openStreams -= 1
  }
  const hear = (job: Job) => {
    failures = 0
    tell(job)
    if (isFinal(job.status)) stop()
  }
  const openStream = () => {
    openStreams += 1
    stream = new EventSource(jobEventsUrl(jobId))
    stream.addEventListener('job', (event) => {
      const job = parseJobEvent(String(event.data))
      if (job !== undefined && !over) hear(job)
    })
    // The browser would retry by itself, but says nothing of why: asking for the job tells a lost session or a
    // deleted job from a lost connection.
    stream.addEventListener('error', () => {
      closeStream()
      if (!over) timer = setTimeout(ask, followDelayMs(failures))
    })
  }
  const ask = async () => {
    if (over) return
    try {
      hear(await getJob(jobId))
    } catch (error) {
      if (error instanceof ApiError && error.problem.status < 500 && error.problem.status !== 429)
        return stop()
      failures += 1
    }
    if (over) return
    if (failures === 0 && openStreams < mostStreams) openStream()
    else timer = setTimeout(ask, followDelayMs(failures))
  }

  if (openStreams < mostStreams) openStream()
  else void ask()
  return stop
}

/** A job and the seconds it has left, where its pace allows to say so. */
export type FollowedJob = {
  readonly job: Accessor<Job | undefined>
  /** What is being done, as a sentence begins. */
  readonly stage: Accessor<string>
  readonly secondsLeft: Accessor<number | undefined>
}

/** Follows one job reactively; `undefined` as an id follows nothing. `onFinal` runs once a job, after its last change. */
export function createJob(jobId: Accessor<string | undefined>, onFinal?: (job: Job) => void): FollowedJob {
  const [job, setJob] = createSignal<Job>()
  const [left, setLeft] = createSignal<number>()
  createEffect(
    on(jobId, (id) => {
      setJob(undefined)
      setLeft(undefined)
      if (id === undefined) return
      let points: readonly ProgressPoint[] = []
      const stop = watchJob(id, (next) => {
        points = [...points, { atMs: performance.now(), progress: next.progress }].slice(-20)
        setJob(next)
        setLeft(secondsLeft(points))
        if (isFinal(next.status)) onFinal?.(next)
      })
      onCleanup(stop)
    }),
  )
  return { job, stage: () => stageWords(job()), secondsLeft: left }
}
