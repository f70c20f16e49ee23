/**
 * Vitest's set-up of the tests in a browser: a door to the stack that their files share. The stack is started for the first
 * file that knocks, and runs until the last has ended.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startTestStack, type TestStack } from './stack.ts'

const leaving = new AbortController()
let starting: Promise<TestStack> | undefined

const door = createServer((_, response) => {
  starting ??= startTestStack({ leaving: leaving.signal })
  starting.then(
    ({ stack }) => response.end(stack.origin),
    (error: unknown) => response.writeHead(503).end(String(error)),
  )
})

/** Opens the door and tells the test files where it is. */
export async function setup(project: TestProject): Promise<void> {
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const { port } = door.address() as AddressInfo
  project.provide('sharedStackDoor', `http://127.0.0.1:${port}`)
}

/** Closes it, and ends the stack with all it kept. */
export async function teardown(): Promise<void> {
  door.close()
  leaving.abort()
  // One that did not start has removed itself.
  const shared = await starting?.catch(() => undefined)
  await shared?.remove()
}
