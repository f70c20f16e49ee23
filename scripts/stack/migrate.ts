/**
 * Brings the database of a state folder to the tables of today. wrangler takes seven seconds of a core to do it, nearly as
 * many to see that there is nothing to do, and one to be started at all: so a state says which migrations it has seen, and
 * a new one begins as a copy of an empty one that has seen them all.
 */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { withSetupLock } from '../setup/lock.mjs'

/** What `migrate` is to bring up to date. `apply` runs the migrations on what is kept in a folder. */
export type MigrationOrder = {
  readonly root: string
  /** Where the Worker keeps everything; it need not be there yet. */
  readonly workerFolder: string
  apply(workerFolder: string): Promise<void>
}

/** Runs what the database has not seen; whoever comes at the same moment waits. */
export async function migrate({ root, workerFolder, apply }: MigrationOrder): Promise<void> {
  const wanted = fingerprint(join(root, 'migrations'))
  if (hasSeen(workerFolder, wanted)) return
  const makeCurrent = async (folder: string) => {
    await apply(folder)
    writeFileSync(stampOf(folder), wanted)
  }
  if (existsSync(workerFolder)) return await makeCurrent(workerFolder)
  const empty = join(root, '.tools', 'empty-database')
  await withSetupLock(root, 'empty-database', async () => {
    if (hasSeen(empty, wanted)) return
    // Made elsewhere first: one that was interrupted is never taken for whole.
    const unfinished = `${empty}.part`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true })
    await makeCurrent(unfinished)
    rmSync(empty, { recursive: true, force: true })
    renameSync(unfinished, empty)
  })
  copyWhole(empty, workerFolder)
}

/** The stamp comes last with the folder's own name, so that a copy that was interrupted is none. */
function copyWhole(from: string, to: string): void {
  const unfinished = `${to}.part`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(from, unfinished, { recursive: true })
  renameSync(unfinished, to)
}

function stampOf(workerFolder: string): string {
  return join(workerFolder, 'migrations-seen')
}

function hasSeen(workerFolder: string, wanted: string): boolean {
  const stamp = stampOf(workerFolder)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}

function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted())
    hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}
