import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFreePort } from '../scripts/stack/port.ts'
import { decodeWhole, writeSong } from './support/media.ts'

const root = join(import.meta.dirname, '..')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-command-'))
  await writeSong(join(folder, 'song.wav'), 6)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string }

function start(script: string, parameters: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'scripts', `${script}.ts`), ...parameters], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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
      child.stdout.on('data', () => {
        if (stdout.includes(words)) resolve()
      })
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

test('the demo leaves a playable file with the frames asked for, beside a running stack', async () => {
  const port = await findFreePort()
  const running = start('start', [], { PORT: String(port), STATE_DIR: join(folder, 'state') })
  await running.untilSaid(`http://localhost:${port}`)
  const out = join(folder, 'demo.mp4')
  const photos = join(root, 'demo', 'photos')
  const demo = await start('demo', [
    ...['--song', join(folder, 'song.wav'), '--media', photos],
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

test('analyse names the file it cannot read', async () => {
  const { code, stdout, stderr } = await start('analyse', ['absent.mp3']).ended
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain('absent.mp3')
})
