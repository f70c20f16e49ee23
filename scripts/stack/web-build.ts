/** Builds the web app when what it is built from has changed. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { build } from 'vite'
import { withSetupLock } from '../setup/lock.mjs'

/** Makes `web/dist` current, whoever else does the same at this moment. Answers whether it had to build. */
export async function buildWeb(root: string): Promise<boolean> {
  const stamp = join(root, 'web', 'dist', '.built-from')
  const wanted = fingerprint(root)
  if (isBuilt(stamp, wanted)) return false
  return await withSetupLock(root, async () => {
    if (isBuilt(stamp, wanted)) return false
    await asProduction(() => build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'error' }))
    writeFileSync(stamp, wanted)
    return true
  })
}

function isBuilt(stamp: string, wanted: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}

/** Vite takes the libraries' debug builds when tests start it: their runner says that this is no production. */
async function asProduction(work: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV: before } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

function fingerprint(root: string): string {
  const hash = createHash('sha256')
  for (const folder of ['web', 'core']) hashFolder(join(root, folder), hash)
  hash.update(readFileSync(join(root, 'package-lock.json')))
  return hash.digest('hex')
}

function hashFolder(folder: string, hash: ReturnType<typeof createHash>): void {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== 'dist' && entry.name !== '.wrangler') hashFolder(path, hash)
    if (entry.isFile()) hash.update(entry.name).update(readFileSync(path))
  }
}
