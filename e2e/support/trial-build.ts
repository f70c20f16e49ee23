/** Builds the pages that tests drive. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'

/**
 * Builds the page whose entry is a path below `web/` into a folder, as `trial.js`. In a process of its own: the bundler is
 * native code with threads of its own, and the process of a test has enough of both.
 */
export async function buildTrialPage(entry: string, outDir: string): Promise<void> {
  const script = join(import.meta.dirname, 'trial-build-process.ts')
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, entry, outDir],
    { env },
  )
}
