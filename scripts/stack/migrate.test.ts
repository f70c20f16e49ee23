import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './migrate.ts'

let root = ''
let applied: string[] = []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cuecraft-migrate-'))
  mkdirSync(join(root, 'migrations'))
  applied = []
  write('0000_initial.sql')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(migration: string): void {
  writeFileSync(join(root, 'migrations', migration), migration)
}

/** A database that is a folder of what was run on it. */
async function apply(folder: string): Promise<void> {
  applied.push(folder)
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(join(root, 'migrations')))
    copyFileSync(join(root, 'migrations', name), join(folder, name))
}

async function bring(state: string): Promise<readonly string[]> {
  const workerFolder = join(root, state)
  await migrate({ root, workerFolder, apply })
  return readdirSync(workerFolder).filter((name) => name.endsWith('.sql'))
}

test('a new state has every table, and the next one is a copy of the same', async () => {
  expect(await bring('one')).toEqual(['0000_initial.sql'])
  expect(await bring('two')).toEqual(['0000_initial.sql'])
  expect(applied).toHaveLength(1)
})

test('a state that has seen every migration is left as it is', async () => {
  await bring('one')
  writeFileSync(join(root, 'one', 'song'), 'kept')
  await bring('one')
  expect([applied.length, readFileSync(join(root, 'one', 'song'), 'utf8')]).toEqual([1, 'kept'])
})

test('a state of an older version is migrated where it lies, and a new one begins with the new tables', async () => {
  await bring('one')
  writeFileSync(join(root, 'one', 'song'), 'kept')
  write('0001_studio.sql')
  expect(await bring('one')).toEqual(['0000_initial.sql', '0001_studio.sql'])
  expect(readFileSync(join(root, 'one', 'song'), 'utf8')).toBe('kept')
  expect(await bring('two')).toEqual(['0000_initial.sql', '0001_studio.sql'])
})

test('migrations that were interrupted are run again', async () => {
  const broken = migrate({
    root,
    workerFolder: join(root, 'one'),
    apply: async () => Promise.reject(new Error('Stopped.')),
  })
  await expect(broken).rejects.toThrow('Stopped.')
  expect(await bring('one')).toEqual(['0000_initial.sql'])
})
