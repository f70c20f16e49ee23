/** A child program with all it starts in turn: one group, stopped as one. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

/** A running child. `ended` answers its exit code; `stop` ends the whole group and waits for it. */
export type Child = {
  readonly process: ChildProcess
  readonly ended: Promise<number>
  stop(): Promise<void>
  /** Ends the whole group at once, as a machine does that loses its power. */
  kill(): void
}

/** What to start. `onLine` hears each line of standard output. */
export type ChildOrder = {
  readonly command: string
  readonly parameters: readonly string[]
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  readonly output: Writable
  readonly onLine?: (line: string) => void
}

/** Children that are stopped as one. None is started any more once they were: whoever is still at it is told so. */
export class Children {
  readonly #running = new Set<Child>()
  #areStopped = false

  /** Starts a child, or throws one sentence. What it leaves behind when it ends is ended, too. */
  start(order: ChildOrder): Child {
    if (this.#areStopped) throw new Error('Stopped.')
    const child = startChild(order)
    this.#running.add(child)
    child.ended
      .then(() => child.stop())
      .then(
        () => this.#running.delete(child),
        () => undefined,
      )
    return child
  }

  /** Stops all and waits for them. */
  async stop(): Promise<void> {
    this.#areStopped = true
    await Promise.all([...this.#running].map((child) => child.stop()))
  }
}

/** Starts a program in a group of its own; what it prints goes to `output`. */
export function startChild(input: ChildOrder): Child {
  const child = spawn(input.command, [...input.parameters], {
    cwd: input.folder,
    env: input.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  child.stdout.pipe(input.output, { end: false })
  child.stderr.pipe(input.output, { end: false })
  if (input.onLine !== undefined) readLines(child.stdout, input.onLine)
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
  return {
    process: child,
    ended,
    stop: () => stopGroup(child, ended),
    kill: () => signalGroup(child, 'SIGKILL'),
  }
}

function readLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = ''
  stream.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString('utf8')}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
}

async function stopGroup(child: ChildProcess, ended: Promise<number>): Promise<void> {
  signalGroup(child, 'SIGTERM')
  await Promise.race([ended, wait(6000, undefined, { ref: false })])
  // The leader may be gone while something it started is not.
  signalGroup(child, 'SIGKILL')
  await ended
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group is already gone, which is what was asked for.
  }
}
