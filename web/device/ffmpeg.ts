/**
 * FFmpeg inside the browser (ffmpeg.wasm, its core for one thread): fetched from our own origin the first time somebody
 * asks for it, run in a worker so that the page stays awake, and gone with all its memory when the work is done.
 */
import gzippedWasmUrl from '@ffmpeg/core/wasm?gzipped'
import coreUrl from '@ffmpeg/core?url'
import { FFFSType, FFmpeg } from '@ffmpeg/ffmpeg'
import { DeviceFailure, failureOf } from './device-failure.ts'
import { endingAt } from './ending-at.ts'

/** A running FFmpeg with a file system of its own, in memory. */
export type DeviceFfmpeg = {
  /** Shows a file the person picked under a path, without copying it. */
  mount(file: File): Promise<string>
  /** Writes a file. The bytes are moved: the caller has them no longer. */
  write(path: string, bytes: Uint8Array): Promise<void>
  read(path: string): Promise<Uint8Array<ArrayBuffer>>
  remove(path: string): Promise<void>
  /** Runs FFmpeg and answers the last lines it said. Throws when it says that it failed. */
  run(parameters: readonly string[]): Promise<string>
}

/** What a piece of work may watch. */
type FfmpegWatch = {
  readonly signal: AbortSignal
  /** What is being done, as it follows "while": a failure is told with it. */
  readonly doing: string
  /** The seconds of output that the running command has written, told as it goes. */
  readonly onSeconds?: (seconds: number) => void
}

let core: Promise<string> | undefined

/**
 * Fetches the core once a visit (10 MB; the browser keeps it between visits) and answers the address of its wasm in
 * memory. A failure is not kept: the next one who asks tries again.
 */
export function loadFfmpegCore(): Promise<string> {
  core ??= fetchCore()
  core.catch(() => {
    core = undefined
  })
  return core
}

async function fetchCore(): Promise<string> {
  try {
    const answer = await fetch(gzippedWasmUrl)
    if (!answer.ok || answer.body === null) throw new Error(`it was answered ${answer.status}`)
    const [first, rest] = answer.body.tee()
    const reader = first.getReader()
    const head = (await reader.read()).value
    void reader.cancel()
    // A server may have unpacked it on the way.
    const isPacked = head?.[0] === 0x1f && head[1] === 0x8b
    const wasm = isPacked ? rest.pipeThrough(new DecompressionStream('gzip')) : rest
    const blob = await new Response(wasm, { headers: { 'content-type': 'application/wasm' } }).blob()
    return URL.createObjectURL(blob)
  } catch (error) {
    throw new DeviceFailure('failed', 'FFmpeg for the browser could not be fetched. Try again.', error)
  }
}

/** Starts an FFmpeg, lets `work` use it, and ends it whatever happens. An abort ends it in the middle of a command. */
export async function withFfmpeg<T>(
  watch: FfmpegWatch,
  work: (ffmpeg: DeviceFfmpeg) => Promise<T>,
): Promise<T> {
  const { signal, doing } = watch
  signal.throwIfAborted()
  const ffmpeg = new FFmpeg()
  if (watch.onSeconds !== undefined) {
    ffmpeg.on('progress', ({ time }) => watch.onSeconds?.(Math.max(0, time / 1_000_000)))
  }
  try {
    return await endingAt(signal, async () => {
      const wasmURL = await loadFfmpegCore()
      await ffmpeg.load({ coreURL: new URL(coreUrl, location.href).href, wasmURL })
      return await work(handleOf(ffmpeg, doing))
    })
  } catch (error) {
    signal.throwIfAborted()
    throw failureOf(error, doing)
  } finally {
    // Its file system, its memory and its worker go together.
    ffmpeg.terminate()
  }
}

/** As many as a meter's summary has, and some. */
const lastLines = 40

function handleOf(ffmpeg: FFmpeg, doing: string): DeviceFfmpeg {
  let said: string[] = []
  ffmpeg.on('log', ({ message }) => {
    said = [...said, message].slice(-lastLines)
  })
  let mounts = 0
  return {
    mount: async (file) => {
      mounts += 1
      const folder = `/picked-${mounts}`
      await ffmpeg.createDir(folder)
      // Its own name could hold anything; under ours it stays one file among FFmpeg's parameters.
      await ffmpeg.mount(FFFSType.WORKERFS, { blobs: [{ name: 'file', data: file }] }, folder)
      return `${folder}/file`
    },
    write: async (path, bytes) => void (await ffmpeg.writeFile(path, bytes)),
    read: async (path) => {
      const bytes = await ffmpeg.readFile(path)
      if (typeof bytes === 'string') throw new Error(`${path} was read as text`)
      return bytes as Uint8Array<ArrayBuffer>
    },
    remove: async (path) => void (await ffmpeg.deleteFile(path)),
    run: async (parameters) => {
      said = []
      const code = await ffmpeg.exec(['-hide_banner', ...parameters])
      if (code !== 0) throw failureOf(new Error(`FFmpeg answered ${code}: ${said.join(' | ')}`), doing)
      return said.join('\n')
    },
  }
}
