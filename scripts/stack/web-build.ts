/** Builds the web app, and the pages that tests drive, when what they are built from has changed. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../checks/run-tool.ts'
import { withSetupLock } from '../setup/lock.mjs'

/** Makes `web/dist` current, whoever else does the same at this moment. Answers whether it had to build. */
export async function buildWeb(root: string): Promise<boolean> {
  return await buildWhenChanged(root, 'vite.config.ts', join(root, 'web', 'dist'))
}

/** Makes the pages that tests drive current, as `buildWeb` does the app. Answers their folder. */
export async function buildTrialPages(root: string): Promise<string> {
  const folder = join(root, 'e2e', 'dist')
  await buildWhenChanged(root, 'trial.config.ts', folder)
  return folder
}

/** `config` is below `web/`, and says that it builds into `folder`. */
async function buildWhenChanged(root: string, config: string, folder: string): Promise<boolean> {
  const stamp = join(folder, '.built-from')
  const wanted = fingerprint(root)
  if (isBuilt(stamp, wanted)) return false
  return await withSetupLock(root, config, async () => {
    if (isBuilt(stamp, wanted)) return false
    await bundle(join(root, 'web', config))
    writeFileSync(stamp, wanted)
    return true
  })
}

function isBuilt(stamp: string, wanted: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}

/**
 * In a process of its own: the bundler is native code with threads of its own, and a process that runs tests has enough of
 * both. It would also take the libraries' debug builds there, where `NODE_ENV` says that this is no production.
 */
async function bundle(config: string): Promise<void> {
  const parameters = ['build', '--config', config, '--logLevel', 'error']
  const { passed, output } = await runTool('vite/bin/vite.js', parameters, {
    environment: { NODE_ENV: 'production' },
  })
  if (!passed) throw new Error(`The pages of ${config} could not be built:\n${output.trimEnd()}`)
}

function fingerprint(root: string): string {
  const hash = createHash('sha256')
  for (const folder of ['web', 'core']) hashFolder(join(root, folder), hash)
  for (const folder of ['', 'scripts/setup/api-reader'])
    hash.update(readFileSync(join(root, folder, 'package-lock.json')))
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
