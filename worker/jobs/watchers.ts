/** The browsers that watch one job: each gets every change as a server-sent event until the job has ended. */
import { isFinal, type Job } from './job.ts'

/** How a job stands, and the number of that change; a browser that comes back names the last one it saw. */
export type Snapshot = { readonly job: Job; readonly revision: number }

type Watcher = ReadableStreamDefaultController<Uint8Array>

/** Proxies close a stream that is silent; a comment keeps it open and means nothing to the browser. */
const heartbeatMs = 15_000
/** A browser that has this many events unread misses the next ones: each event says everything anyway. */
const mostUnread = 16
const encoder = new TextEncoder()

/** A set of open streams. Held in memory only: a browser whose stream breaks connects again by itself. */
export class Watchers {
  readonly #watchers = new Set<Watcher>()
  #heartbeat: ReturnType<typeof setInterval> | undefined

  /** How many streams are open. */
  get count(): number {
    return this.#watchers.size
  }

  /** A stream that begins with how the job stands; a job that has ended is one event, then the end. */
  open(first: Snapshot): ReadableStream<Uint8Array> {
    let mine: Watcher
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        mine = controller
        mine.enqueue(encoder.encode(`retry: 2000\n\n${eventText(first)}`))
        if (isFinal(first.job.status)) mine.close()
        else this.#add(mine)
      },
      cancel: () => this.#remove(mine),
    })
  }

  /** Tells everybody; after the last change the streams end. */
  tell(snapshot: Snapshot): void {
    const bytes = encoder.encode(eventText(snapshot))
    const isLast = isFinal(snapshot.job.status)
    for (const watcher of [...this.#watchers]) {
      if (isLast || (watcher.desiredSize ?? 0) > -mostUnread) watcher.enqueue(bytes)
      if (!isLast) continue
      watcher.close()
      this.#remove(watcher)
    }
  }

  #add(watcher: Watcher): void {
    this.#watchers.add(watcher)
    this.#heartbeat ??= setInterval(() => {
      for (const each of this.#watchers) {
        if ((each.desiredSize ?? 0) > -mostUnread) each.enqueue(encoder.encode(': still here\n\n'))
      }
    }, heartbeatMs)
  }

  #remove(watcher: Watcher): void {
    this.#watchers.delete(watcher)
    if (this.#watchers.size > 0) return
    clearInterval(this.#heartbeat)
    this.#heartbeat = undefined
  }
}

function eventText({ job, revision }: Snapshot): string {
  return `id: ${revision}\nevent: job\ndata: ${JSON.stringify(job)}\n\n`
}
