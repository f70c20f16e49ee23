/** Runs one of the tools that judge or build the code, and keeps what it said. */
import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** The repository. */
export const root = join(import.meta.dirname, '..', '..')

/** What a tool answered. */
export type ToolAnswer = { readonly passed: boolean; readonly output: string }

/** `environment` is added to ours. `yields`: leaves the processor to whatever else wants it. */
export type ToolChoices = {
  readonly environment?: Readonly<Record<string, string>>
  readonly yields?: boolean
}

/** Runs a file of `node_modules` with Node and answers whether it was content. */
export function runTool(
  file: string,
  parameters: readonly string[],
  { environment = {}, yields = false }: ToolChoices = {},
): Promise<ToolAnswer> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', file), ...parameters], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...environment },
    })
    if (yields && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8')
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ passed: false, output: error.message }))
    child.once('close', (code) => resolve({ passed: code === 0, output }))
  })
}
