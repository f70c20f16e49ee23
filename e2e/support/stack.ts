/** A stack of its own for a test file: free port, state in a temporary folder, gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../scripts/stack/port.ts'
import { type Stack, startStack } from '../../scripts/stack/stack.ts'

/**
 * How a stack of tests differs. `webOrigin`: where the app is served, if elsewhere. `leaving`: ends it while it starts.
 * `outside`: settings of outside services, such as those of `startSpotifyServer`.
 */
type StackChoices = {
  readonly webOrigin?: string
  readonly leaving?: AbortSignal
  readonly outside?: Readonly<Record<string, string>>
}

/** A running stack and the way to remove it with all it kept. */
export type TestStack = { readonly stack: Stack; remove(): Promise<void> }

/** Starts a stack for a file that stops parts of it or sets it up otherwise. What only uses one shares: `sharedStack`. */
export async function startTestStack({
  leaving = new AbortController().signal,
  ...choices
}: StackChoices = {}): Promise<TestStack> {
  const stateFolder = await mkdtemp(join(tmpdir(), 'cuecraft-e2e-'))
  const removeState = () => rm(stateFolder, { recursive: true, force: true })
  try {
    const settings = { ...choices, port: await findFreePort(), stateFolder }
    const stack = await startStack(settings, () => undefined, leaving)
    return { stack, remove: () => stack.stop().then(removeState) }
  } catch (error) {
    await removeState()
    throw error
  }
}
