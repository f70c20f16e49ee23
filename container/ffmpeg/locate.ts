/** Finds the FFmpeg this machine offers. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/** Where `npm start` and `npm test` put an FFmpeg on machines that have none. */
const bundled = join(
  import.meta.dirname,
  ...['..', '..', '.tools', 'ffmpeg', 'node_modules', '@ffmpeg-binary', 'linux-x64', 'ffmpeg'],
)

/** FFMPEG_PATH, then the one on PATH, then the bundled one. Throws one sentence when there is none. */
export function locateFfmpeg(): string {
  const chosen = process.env.FFMPEG_PATH
  if (chosen !== undefined && chosen !== '') {
    if (isExecutable(chosen)) return chosen
    throw new Error(`FFMPEG_PATH is "${chosen}", which cannot be run. Correct or unset it.`)
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = [...folders.map((folder) => join(folder, 'ffmpeg')), bundled].find(isExecutable)
  if (found === undefined)
    throw new Error('There is no FFmpeg here. Install one, or point FFMPEG_PATH at one.')
  return found
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
