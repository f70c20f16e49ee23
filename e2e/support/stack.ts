/** A stack of its own for one test file: free port, state in a temporary folder, gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../scripts/stack/port.ts'
import { type Stack, startStack } from '../../scripts/stack/stack.ts'

/** A running stack and the way to remove it with all it kept. `webOrigin`: where the app is served, if elsewhere. */
export async function startTestStack(
  choices: { readonly webOrigin?: string } = {},
): Promise<{ readonly stack: Stack; remove(): Promise<void> }> {
  const stateFolder = await mkdtemp(join(tmpdir(), 'cuecraft-e2e-'))
  const settings = { ...choices, port: await findFreePort(), stateFolder }
  const stack = await startStack(settings, () => undefined, new AbortController().signal)
  return {
    stack,
    remove: async () => {
      await stack.stop()
      await rm(stateFolder, { recursive: true, force: true })
    },
  }
}
