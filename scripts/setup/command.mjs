// Runs a set-up command quietly, and shows what it said only when it failed.
import { spawn } from 'node:child_process'

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ cwd?: string, failure: string }} options `failure`: the sentence a person sees when it does not work
 * @returns {Promise<void>} rejects with `failure` and the last lines of the output
 */
export function runQuietly(command, parameters, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk) => {
      output = `${output}${chunk}`.slice(-2000)
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
