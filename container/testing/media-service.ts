/** Starts the real media service as a process of its own and talks to it as the Worker does. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Order, ProbeRequest } from '#core/work/order.ts'
import { ProbeAnswer, TaskState } from '#core/work/report.ts'

const ListeningLine = z.object({ event: z.literal('listening'), port: z.number().int() })
const serverPath = join(import.meta.dirname, '..', 'server.ts')

/** A running service. */
export class MediaService {
  readonly process: ChildProcess
  readonly origin: string
  /** Every line it wrote, on both outputs. */
  readonly log: string[]

  private constructor(child: ChildProcess, origin: string, log: string[]) {
    this.process = child
    this.origin = origin
    this.log = log
  }

  /** Starts it on a free port; `environment` is added to ours. */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<MediaService> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', serverPath], {
      env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const log: string[] = []
    createInterface(child.stderr).on('line', (line) => log.push(line))
    const lines = createInterface(child.stdout)
    const port = await new Promise<number>((resolve, reject) => {
      lines.on('line', (line) => {
        log.push(line)
        const found = portIn(line)
        if (found !== undefined) resolve(found)
      })
      child.once('exit', () => reject(new Error(`the media service did not start:\n${log.join('\n')}`)))
    })
    return new MediaService(child, `http://127.0.0.1:${port}`, log)
  }

  /** Asks what a file is. */
  async probe(request: ProbeRequest): Promise<ProbeAnswer> {
    return ProbeAnswer.parse(await this.#read('/probe', { method: 'POST', body: JSON.stringify(request) }))
  }

  /** Starts a task. */
  async submit(id: string, order: Order): Promise<TaskState> {
    const body = JSON.stringify({ id, order })
    return TaskState.parse(await this.#read('/tasks', { method: 'POST', body }))
  }

  /** The task after its next change past a revision. */
  async follow(id: string, after: number, waitSeconds = 20): Promise<TaskState> {
    return TaskState.parse(await this.#read(`/tasks/${id}?after=${after}&waitSeconds=${waitSeconds}`, {}))
  }

  /** Follows a task to its end, and answers every state that was seen. */
  async followToEnd(id: string): Promise<{ readonly seen: readonly TaskState[]; readonly last: TaskState }> {
    const seen: TaskState[] = []
    for (let last = await this.follow(id, -1); ; last = await this.follow(id, last.revision)) {
      seen.push(last)
      if (last.outcome.kind !== 'running') return { seen, last }
    }
  }

  /** Ends a task. */
  async cancel(id: string): Promise<TaskState> {
    return TaskState.parse(await this.#read(`/tasks/${id}`, { method: 'DELETE' }))
  }

  /** Sends a signal and answers the exit code once the process has gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode
    const gone = once(this.process, 'exit')
    this.process.kill(signal)
    await gone
    return this.process.exitCode
  }

  async #read(path: string, init: RequestInit): Promise<unknown> {
    const answer = await fetch(new URL(path, this.origin), init)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text)
  }
}

function portIn(line: string): number | undefined {
  try {
    return ListeningLine.safeParse(JSON.parse(line)).data?.port
  } catch {
    return undefined
  }
}
