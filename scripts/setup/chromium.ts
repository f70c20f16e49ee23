/** Finds a Chromium for the browser tests, and installs Debian's where that can be done without asking. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { runQuietly } from './command.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** The path of a Chromium, or `undefined` where there is none and none can be had. */
export async function provideChromium(say: (line: string) => void): Promise<string | undefined> {
  const found = process.env.CHROMIUM_PATH ?? findOnPath(names)
  if (found !== undefined) return found
  if (findOnPath(['apt-get']) === undefined || process.getuid?.() !== 0) return undefined
  say('Installing Chromium for the browser tests (once) …')
  try {
    const failure = 'Chromium could not be installed.'
    await runQuietly('apt-get', ['update', '-q'], { failure })
    await runQuietly('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { failure })
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
  }
  return findOnPath(names)
}

function findOnPath(wanted: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return wanted.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
