// Installs one pinned tool package under `.tools/`, from its own small lock file in `scripts/setup/`.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installParameters, runQuietly } from './command.mjs'
import { withSetupLock } from './lock.mjs'

const files = ['package.json', 'package-lock.json']

/**
 * Puts a tool at `.tools/<name>` unless `binary` is there already, in the version that is pinned, and answers the path of
 * the binary.
 * @param {{ root: string, name: string, binary: string, failure: string, announce: () => void }} tool
 *   `binary`: path inside the tool's folder
 * @returns {Promise<string>}
 */
export async function installTool(tool) {
  const pinned = join(tool.root, 'scripts', 'setup', tool.name)
  const folder = join(tool.root, '.tools', tool.name)
  const binary = join(folder, tool.binary)
  const isInstalled = () =>
    existsSync(binary) && files.every((file) => isSame(join(pinned, file), join(folder, file)))
  if (isInstalled()) return binary
  return await withSetupLock(tool.root, tool.name, async () => {
    if (isInstalled()) return binary
    tool.announce()
    // One of another version goes first: should this be interrupted, it is not taken for the pinned one.
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const file of files) cpSync(join(pinned, file), join(folder, file))
    await runQuietly('npm', installParameters, {
      cwd: folder,
      failure: tool.failure,
    })
    return binary
  })
}

function isSame(one, other) {
  return existsSync(other) && readFileSync(one).equals(readFileSync(other))
}
