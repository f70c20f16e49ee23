// Lets one process at a time change what is installed or built: two commands started together must not do it over each other.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Runs `work` while holding the lock of one thing that the repository at `root` installs or builds.
 * @template T
 * @param {string} root
 * @param {string} thing
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, thing, work) {
  const folder = join(root, '.tools')
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, `${thing}.lock`)
  while (!take(lock)) {
    if (!holderLives(lock)) rmSync(lock, { force: true })
    else await wait(300)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

function holderLives(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}
