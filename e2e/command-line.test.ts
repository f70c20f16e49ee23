import { type ChildProcess, type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mediaLimits } from '../core/media/limits.ts'
import { findFreePort } from '../scripts/stack/port.ts'
import { decodeWhole, writeSong, writeWideSong } from './support/media.ts'

const root = join(import.meta.dirname, '..')
const run = promisify(execFile)
let folder = ''
const started: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-command-'))
  await writeSong(join(folder, 'song.wav'), 6)
})
afterAll(async () => {
  // What a failed test left running.
  for (const child of started) child.kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string }

function start(script: string, parameters: readonly string[], environment: Record<string, string> = {}) {
  return follow(
    spawn(process.execPath, [join(root, 'scripts', `${script}.ts`), ...parameters], {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
}

function follow(child: ChildProcessByStdio<null, Readable, Readable>) {
  started.push(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8')
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }))
  })
  const untilSaid = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (stdout.includes(words) || stderr.includes(words)) resolve()
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      ended.then(
        () => reject(new Error(`ended before saying "${words}": ${stderr}`)),
        () => undefined,
      )
    })
  return { child, ended, untilSaid }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server))
  })
}

test('beside a running stack, the demo takes a song larger than a form may be, and leaves a playable file with the frames asked for', async () => {
  const port = await findFreePort()
  const running = start('start', [], { PORT: String(port), STATE_DIR: join(folder, 'state') })
  await running.untilSaid(`http://localhost:${port}`)
  // It arrives in parts.
  const song = join(folder, 'wide.wav')
  await writeWideSong(song, 40)
  expect(statSync(song).size).toBeGreaterThan(mediaLimits.formUploadBytes)
  const out = join(folder, 'demo.mp4')
  const photos = ['life', 'sunset'].map((name) =>
    join(root, 'demo', 'photos', `${name}_by_Aitzol_Berasategi.jpg`),
  )
  const demo = await start('demo', [
    ...['--song', song, '--media', ...photos],
    ...['--aspect', '1:1', '--seconds', '4', '--seed', '7', '--out', out],
  ]).ended
  expect(demo.stderr).not.toContain('Error')
  expect(demo.code).toBe(0)
  const { frames, about } = await decodeWhole(out)
  expect(frames).toBe(4 * 30)
  expect(about).toContain('1080x1080')
  running.child.kill('SIGINT')
  expect((await running.ended).code).toBe(0)
  // What listened before is free again: nothing that was started is left.
  const server = await listen(port)
  server.close()
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'a supervisor that sends %s to npm alone stops everything that npm start began',
  async (signal) => {
    const port = await findFreePort()
    const environment = { ...process.env, PORT: String(port), STATE_DIR: join(folder, `state-${signal}`) }
    const npm = follow(
      spawn('npm', ['start'], { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] }),
    )
    await npm.untilSaid(`http://localhost:${port}`)
    npm.child.kill(signal)
    // Only when the last process that holds them is gone are the outputs closed.
    await npm.ended
    const server = await listen(port)
    server.close()
  },
)

test('a state folder that cannot be is one sentence and what to do', async () => {
  const inTheWay = join(folder, 'song.wav')
  const { code, stderr } = await start('start', [], {
    PORT: String(await findFreePort()),
    STATE_DIR: inTheWay,
  }).ended
  expect(code).toBe(1)
  expect(stderr.trim()).toBe(
    `STATE_DIR is ${inTheWay}, where nothing can be kept. Name a folder that you may write to.`,
  )
})

test('Ctrl-C while the stack is still starting ends all of it', async () => {
  const port = await findFreePort()
  const state = join(folder, 'interrupted')
  const starting = start('start', [], { PORT: String(port), STATE_DIR: state })
  await starting.untilSaid('Bringing the database up to date')
  starting.child.kill('SIGINT')
  const { stdout, stderr } = await starting.ended
  expect(stderr.trim().split('\n').at(-1)).toBe('Stopped.')
  expect(stdout).not.toContain('ready')
  expect((await run('ps', ['-eo', 'args'])).stdout).not.toContain(state)
  const server = await listen(port)
  server.close()
})

test('a port in use is one sentence and what to do', async () => {
  const port = await findFreePort()
  const server = await listen(port)
  const { code, stderr } = await start('start', [], { PORT: String(port), STATE_DIR: join(folder, 'other') })
    .ended
  server.close()
  expect(code).toBe(1)
  expect(stderr.trim()).toBe(
    `Port ${port} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
  )
})

test('an unreadable song ends the demo with one line and leaves no file', async () => {
  const out = join(folder, 'none.mp4')
  const song = join(root, 'package.json')
  const { code, stderr } = await start('demo', ['--song', song, '--out', out]).ended
  expect(code).toBe(1)
  expect(stderr.trim().split('\n').at(-1)).toContain(`${song}: `)
  expect(stderr.trim().split('\n').at(-1)).toContain('Songs are taken as')
  expect(existsSync(out)).toBe(false)
})

test('analyse prints one document for one file and an array for several', async () => {
  const song = join(folder, 'song.wav')
  const one = JSON.parse((await start('analyse', [song]).ended).stdout)
  expect(one.tempo.value).toBeGreaterThan(0)
  expect(Math.abs(one.duration - 6)).toBeLessThan(0.05)
  const both = JSON.parse((await start('analyse', [song, song]).ended).stdout)
  expect(both).toEqual([one, one])
})

test.each([
  ['absent.mp3', 'There is no file at absent.mp3. Check the path.'],
  ['.', '. is a folder. Name the files in it.'],
  [join(root, 'package.json'), 'is not a song we can read'],
])('analyse names the file it cannot read, %s, and says what to do', async (file, sentence) => {
  const { code, stdout, stderr } = await start('analyse', [join(folder, 'song.wav'), file]).ended
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain(sentence)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
