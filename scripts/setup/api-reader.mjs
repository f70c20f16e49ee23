// Fetches the page that reads the API document, which is one script, without all that it was built from.
import { installTool } from './tool.mjs'

/**
 * The path of the script (decision 23).
 * @param {string} root the repository
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function provideApiReader(root, say) {
  return await installTool({
    root,
    name: 'api-reader',
    binary: 'node_modules/@scalar/api-reference/dist/browser/standalone.js',
    announce: () => say('Fetching the page that reads the API document (once) …'),
    failure: 'The page that reads the API document could not be fetched. Check the network, and try again.',
  })
}
