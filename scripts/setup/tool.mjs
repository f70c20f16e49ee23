// Installs one pinned tool package under `.tools/`, from its own small lock file in `scripts/setup/`.
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { installParameters, runQuietly } from './command.mjs'
import { withSetupLock } from './lock.mjs'

/**
 * Puts a tool at `.tools/<name>` unless `binary` is there already, and answers the path of the binary.
 * @param {{ root: string, name: string, binary: string, failure: string, announce: () => void }} tool
 *   `binary`: path inside the tool's folder
 * @returns {Promise<string>}
 */
export async function installTool(tool) {
  const folder = join(tool.root, '.tools', tool.name)
  const binary = join(folder, tool.binary)
  if (existsSync(binary)) return binary
  return await withSetupLock(tool.root, tool.name, async () => {
    if (existsSync(binary)) return binary
    tool.announce()
    mkdirSync(folder, { recursive: true })
    for (const file of ['package.json', 'package-lock.json']) {
      cpSync(join(tool.root, 'scripts', 'setup', tool.name, file), join(folder, file))
    }
    await runQuietly('npm', installParameters, {
      cwd: folder,
      failure: tool.failure,
    })
    return binary
  })
}
