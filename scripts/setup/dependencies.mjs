// Installs the npm dependencies exactly as the lock file says, and only when it changed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installParameters, runQuietly } from './command.mjs'
import { withSetupLock } from './lock.mjs'

/**
 * Makes `node_modules` match `package-lock.json`.
 * @param {string} root the repository
 * @param {(line: string) => void} say
 */
export async function installDependencies(root, say) {
  const stamp = join(root, 'node_modules', '.cuecraft-lock')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (isInstalled(stamp, wanted)) return
  await withSetupLock(root, 'dependencies', async () => {
    if (isInstalled(stamp, wanted)) return
    say('Installing dependencies (once; about a minute) …')
    await runQuietly('npm', installParameters, {
      cwd: root,
      failure: 'The dependencies could not be installed. Check the network and run the command again.',
    })
    writeFileSync(stamp, wanted)
  })
}

function isInstalled(stamp, wanted) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}
