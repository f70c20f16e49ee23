/** Runs FFmpeg as a child: watched, bounded in time, killed with everything it started. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import type { Readable, Writable } from 'node:stream'
import { locateFfmpeg } from './locate.ts'

/** FFmpeg ended with an error. `tail` is the end of what it said, for the log and for telling causes apart. */
export class FfmpegFailed extends Error {
  readonly exitCode: number
  readonly tail: string

  constructor(exitCode: number, tail: string) {
    super(`FFmpeg ended with ${exitCode}: ${withoutTags(tail).slice(-400)}`)
    this.name = 'FfmpegFailed'
    this.exitCode = exitCode
    this.tail = tail
  }
}

/** What FFmpeg says of a file's tags is indented. It is the owner's (names, places), so no message carries it. */
function withoutTags(tail: string): string {
  return tail
    .split('\n')
    .filter((line) => /^\S/.test(line))
    .join('\n')
}

/** FFmpeg was still busy when its time was over. */
export class TookTooLong extends Error {
  constructor(seconds: number) {
    super(`FFmpeg did not finish within ${seconds} seconds`)
    this.name = 'TookTooLong'
  }
}

/** One run. The arguments come after the ones that every run has. */
export type FfmpegRun = {
  readonly parameters: readonly string[]
  readonly signal: AbortSignal
  readonly timeoutSeconds: number
  /** Frames encoded so far, from FFmpeg's own counting. */
  readonly onFrames?: (frames: number) => void
  /** Takes standard output piece by piece; FFmpeg waits while the promise is open. */
  readonly onOutput?: (chunk: Buffer) => Promise<void> | void
  /** What is fed to standard input, piece by piece, no faster than FFmpeg takes it. */
  readonly input?: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

const keptTailCharacters = 16_000

/** Children of this process now. They lead groups of their own, so they would outlive us if we did not end them. */
const running = new Set<Child>()
process.once('exit', () => {
  for (const child of running) killGroup(child)
})

/**
 * Runs FFmpeg to its end and answers what it wrote on standard error. Throws `FfmpegFailed`, `TookTooLong`, or the
 * reason of the signal. A failure of `onOutput` or `input` stops FFmpeg and is thrown.
 */
export async function runFfmpeg(run: FfmpegRun): Promise<string> {
  run.signal.throwIfAborted()
  const child = spawn(locateFfmpeg(), parametersOf(run), {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: environment(),
  })
  running.add(child)
  const exit = ended(child)
  const timer = AbortSignal.timeout(run.timeoutSeconds * 1000)
  const stop = () => killGroup(child)
  run.signal.addEventListener('abort', stop)
  timer.addEventListener('abort', stop)
  const said = listen(child, run)
  try {
    const [exitCode] = await Promise.all([
      exit,
      feed(child.stdin, run.input),
      drain(child.stdout, run.onOutput),
    ])
    run.signal.throwIfAborted()
    if (timer.aborted) throw new TookTooLong(run.timeoutSeconds)
    if (exitCode !== 0) throw new FfmpegFailed(exitCode, said())
    return said()
  } finally {
    run.signal.removeEventListener('abort', stop)
    timer.removeEventListener('abort', stop)
    stop()
    // Whoever asked may remove the folder next, and a process that is still dying may still write into it.
    await exit.catch(() => undefined)
    running.delete(child)
  }
}

/** FFmpeg sees where programs and libraries are, and nothing else of ours: no token, no setting. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH, HOME } = process.env
  return { PATH, LD_LIBRARY_PATH, HOME, LC_ALL: 'C', AV_LOG_FORCE_NOCOLOR: '1' }
}

function parametersOf(run: FfmpegRun): string[] {
  const progress =
    run.onFrames === undefined ? ['-nostats'] : ['-nostats', '-progress', 'pipe:2', '-stats_period', '0.2']
  return ['-hide_banner', ...(run.input === undefined ? ['-nostdin'] : []), ...progress, ...run.parameters]
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

function killGroup(child: Child): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended by itself between the question and the kill.
  }
}

function ended(child: Child): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 255))
  })
}

/** Keeps the end of standard error, and reads the frame count out of the progress lines in it. */
function listen(child: Child, run: FfmpegRun): () => string {
  let tail = ''
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (text: string) => {
    tail = `${tail}${text}`.slice(-keptTailCharacters)
    // Looked for in what was kept, not in this piece, which may end in the middle of a number.
    const frames = [...tail.slice(-1000).matchAll(/^frame=(\d+)\n/gm)].at(-1)?.[1]
    if (frames !== undefined) run.onFrames?.(Number(frames))
  })
  return () => tail
}

async function feed(stdin: Writable, input: FfmpegRun['input']): Promise<void> {
  // FFmpeg may stop reading when it has enough; its exit code says whether that was right.
  stdin.on('error', () => undefined)
  if (input !== undefined) {
    for await (const chunk of input) {
      if (stdin.destroyed || !stdin.writable) return
      if (!stdin.write(chunk)) await drained(stdin)
    }
  }
  stdin.end()
}

/** Waits until all that was written is taken, or nobody is left to take it; leaves no listener behind. */
async function drained(stdin: Writable): Promise<void> {
  const settled = new AbortController()
  const { signal } = settled
  await Promise.race([once(stdin, 'drain', { signal }), once(stdin, 'close', { signal })]).catch(
    () => undefined,
  )
  settled.abort()
}

async function drain(stdout: Readable, onOutput: FfmpegRun['onOutput']): Promise<void> {
  if (onOutput === undefined) {
    stdout.resume()
    return
  }
  for await (const chunk of stdout) await onOutput(chunk)
}
