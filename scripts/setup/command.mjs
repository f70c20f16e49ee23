// Runs a set-up command quietly, and shows how it began only when it failed.
import { spawn } from 'node:child_process'
import { withElapsed } from './elapsed.mjs'

/**
 * Installs what the lock file beside `package.json` says, and leaves that file alone. Not `npm ci`: that refuses a
 * lock file without the optional packages of every other platform, even though none of them is wanted here.
 */
export const installParameters = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ cwd?: string, failure: string }} options `failure`: the sentence a person sees when it does not work
 * @returns {Promise<void>} rejects with `failure` and the first lines of the output
 */
export function runQuietly(command, parameters, options) {
  return withElapsed(() => runToEnd(command, parameters, options))
}

function runToEnd(command, parameters, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk) => {
      output = `${output}${chunk}`.slice(0, 2000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => reject(new Error(`${options.failure}\n${error.message}`)))
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${options.failure}\n${output.trim()}`))
    })
  })
}
