/** The whole product on this machine: media service, Worker and web app as one, with its own state. */
import { randomBytes } from 'node:crypto'
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  type WriteStream,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { withElapsed } from '../setup/elapsed.mjs'
import { type Child, Children } from './child.ts'
import { localConfig } from './local-config.ts'
import { migrate } from './migrate.ts'
import { isPortFree } from './port.ts'
import { localSecret, openStateFolder, type StackSettings } from './settings.ts'
import { buildWeb } from './web-build.ts'

/** A running stack. `ended` answers when a part of it stopped by itself, with a sentence that says which. */
export type Stack = {
  readonly origin: string
  readonly mediaService: { readonly port: number; kill(): void }
  /** Where programs of this machine that are told of it find the Worker by its name. */
  readonly registryFolder: string
  readonly ended: Promise<string>
  /** Takes the Worker away at once, with whatever it was doing. */
  killWorker(): void
  stop(): Promise<void>
}

const quietWrangler = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  // The Worker's own lines are at this level; they find what a request id stands for.
  WRANGLER_LOG: 'log',
  NO_COLOR: '1',
  CI: '1',
}

const root = join(import.meta.dirname, '..', '..')
const wrangler = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
const sweepEveryMs = 30_000
const mostLogBytes = 10 * 2 ** 20

/** Starts everything and answers once the Worker says it is ready. Throws one sentence when it cannot. */
export async function startStack(
  settings: StackSettings,
  say: (line: string) => void,
  leaving: AbortSignal,
): Promise<Stack> {
  if (!(await isPortFree(settings.port))) {
    throw new Error(
      `Port ${settings.port} is in use. Stop what uses it, or choose another: PORT=${settings.port + 1} npm start`,
    )
  }
  openStateFolder(settings.stateFolder)
  say('Building the web app (only when it changed) …')
  await withElapsed(() => buildWeb(root))
  if (leaving.aborted) throw new Error('Stopped.')
  const children = new Children()
  const log = openLog(join(settings.stateFolder, 'stack.log'))
  const stopped = new AbortController()
  const stop = async () => {
    stopped.abort(new Error('Stopped.'))
    await children.stop()
    log.end()
  }
  const left = new Promise<never>((_, reject) => {
    leaving.addEventListener('abort', () => reject(new Error('Stopped.')))
  })
  try {
    const parts = { settings, say, children, log, stop, stopped: stopped.signal }
    return await Promise.race([startParts(parts), left])
  } catch (error) {
    await stop()
    throw error
  }
}

/** The log of the last runs; one that has grown large begins anew. */
function openLog(path: string): WriteStream {
  const isLarge = existsSync(path) && statSync(path).size > mostLogBytes
  return createWriteStream(path, { flags: isLarge ? 'w' : 'a' })
}

type Parts = {
  readonly settings: StackSettings
  readonly say: (line: string) => void
  readonly children: Children
  readonly log: WriteStream
  readonly stop: () => Promise<void>
  readonly stopped: AbortSignal
}

async function startParts({ settings, say, children, log, stop, stopped }: Parts): Promise<Stack> {
  const serviceToken = randomBytes(24).toString('hex')
  const mediaService = await superviseMediaService({ serviceToken, settings, children, log, stopped })
  const config = localConfig({
    root,
    port: settings.port,
    webOrigin: settings.webOrigin,
    mediaServiceUrl: `http://127.0.0.1:${mediaService.port}`,
    secret: localSecret(settings.stateFolder),
    serviceToken,
    environment: { ...process.env, ...settings.outside },
  })
  const configPath = join(settings.stateFolder, 'wrangler.json')
  writeFileSync(configPath, config.text, { mode: 0o600 })
  say('Bringing the database up to date …')
  const { databaseName } = config
  const apply = (folder: string) =>
    applyMigrations(folder, { configPath, databaseName, settings, children, log })
  await withElapsed(() => migrate({ root, workerFolder: workerFolder(settings), apply }))
  stopped.throwIfAborted()
  say('Starting the Worker …')
  const registryFolder = join(settings.stateFolder, 'registry')
  const worker = startWorker({ configPath, registryFolder, settings, children, log })
  const origin = `http://localhost:${settings.port}`
  await withElapsed(() => untilReady(origin, worker, settings.stateFolder))
  stopped.throwIfAborted()
  const sweeper = setInterval(() => void sweep(origin), sweepEveryMs)
  stopped.addEventListener('abort', () => clearInterval(sweeper))
  const ended = worker.ended.then(
    () => `The Worker stopped. Its log: ${join(settings.stateFolder, 'stack.log')}`,
  )
  return { origin, mediaService, registryFolder, ended, killWorker: () => worker.kill(), stop }
}

function environmentWith(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...quietWrangler, ...extra }
}

const ListeningLine = z.object({ event: z.literal('listening'), port: z.number().int() })

type MediaServiceParts = Pick<Parts, 'settings' | 'children' | 'log' | 'stopped'> & {
  readonly serviceToken: string
}

/** Starts the media service and starts it again, on the same port, when it dies: a render then goes on. */
async function superviseMediaService(parts: MediaServiceParts): Promise<Stack['mediaService']> {
  const anyPort = 0
  let current = await startMediaService(anyPort, parts)
  const { port } = current
  const watch = async () => {
    for (;;) {
      await current.child.ended
      await wait(500)
      if (parts.stopped.aborted) return
      current = await startMediaService(port, parts)
    }
  }
  watch().catch((error: unknown) => {
    if (!parts.stopped.aborted) parts.log.write(`media service: ${String(error)}\n`)
  })
  return { port, kill: () => current.child.process.kill('SIGKILL') }
}

/** Starts it once, and answers when it listens, with the port it listens on. */
async function startMediaService(
  port: number,
  parts: MediaServiceParts,
): Promise<{ readonly child: Child; readonly port: number }> {
  const { promise: listening, resolve: sayListening } = Promise.withResolvers<number | undefined>()
  const child = parts.children.start({
    command: process.execPath,
    parameters: ['--disable-warning=ExperimentalWarning', join(root, 'container', 'server.ts')],
    folder: root,
    environment: environmentWith({
      HOST: '127.0.0.1',
      PORT: String(port),
      SERVICE_TOKEN: parts.serviceToken,
      TMPDIR: emptyWorkFolder(parts.settings.stateFolder),
    }),
    output: parts.log,
    onLine: (line) => {
      const found = listeningPort(line)
      if (found !== undefined) sayListening(found)
    },
  })
  const found = await Promise.race([listening, child.ended.then(() => undefined)])
  if (found !== undefined) return { child, port: found }
  throw new Error('The media service did not start. What it said is in stack.log in the state folder.')
}

/** Where the media service works. What one that was killed left there is of no use to the next. */
function emptyWorkFolder(stateFolder: string): string {
  const folder = join(stateFolder, 'work')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  return folder
}

function listeningPort(line: string): number | undefined {
  try {
    return ListeningLine.safeParse(JSON.parse(line)).data?.port
  } catch {
    return undefined
  }
}

/** Where the Worker keeps its database, files and objects. */
function workerFolder({ stateFolder }: StackSettings): string {
  return join(stateFolder, 'worker')
}

async function applyMigrations(
  folder: string,
  input: {
    readonly configPath: string
    readonly databaseName: string
    readonly settings: StackSettings
    readonly children: Children
    readonly log: Parts['log']
  },
): Promise<void> {
  const child = input.children.start({
    command: process.execPath,
    parameters: [
      wrangler,
      ...['d1', 'migrations', 'apply', input.databaseName, '--local', '-c', input.configPath],
      ...['--persist-to', folder],
    ],
    folder: input.settings.stateFolder,
    environment: environmentWith({}),
    output: input.log,
  })
  if ((await child.ended) === 0) return
  throw new Error(
    `The database could not be brought up to date. See ${join(input.settings.stateFolder, 'stack.log')}.`,
  )
}

function startWorker(input: {
  readonly configPath: string
  readonly registryFolder: string
  readonly settings: StackSettings
  readonly children: Children
  readonly log: Parts['log']
}): Child {
  const { configPath, registryFolder, settings, children, log } = input
  return children.start({
    command: process.execPath,
    parameters: [
      wrangler,
      ...['dev', '-c', configPath, '--ip', '127.0.0.1', '--port', String(settings.port)],
      ...['--persist-to', workerFolder(settings), '--show-interactive-dev-session=false'],
      ...['--inspector-port', '0'],
    ],
    folder: settings.stateFolder,
    // One of its own: in the shared one, the stacks of a machine go by the same name and take each other's calls.
    environment: environmentWith({ WRANGLER_REGISTRY_PATH: registryFolder }),
    output: log,
  })
}

async function untilReady(origin: string, worker: Child, stateFolder: string): Promise<void> {
  let running = true
  worker.ended.then(
    () => {
      running = false
    },
    () => undefined,
  )
  const deadline = Date.now() + 90_000
  while (running && Date.now() < deadline) {
    if (await answersReady(origin)) return
    await wait(250)
  }
  const tail = readFileSync(join(stateFolder, 'stack.log'), 'utf8').trim().split('\n').slice(-8).join('\n')
  throw new Error(`The Worker did not become ready. The end of its log:\n${tail}`)
}

async function answersReady(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(5000) })
    return answer.ok
  } catch {
    return false
  }
}

/** Locally nothing fires the cron triggers, so the stack does what the platform would. */
async function sweep(origin: string): Promise<void> {
  try {
    await fetch(`${origin}/cdn-cgi/handler/scheduled`, { signal: AbortSignal.timeout(20_000) })
  } catch {
    // A sweep that did not happen is made up for by the next one.
  }
}
