/**
 * The stack that most files of tests share: each signs in there as people of its own, and sees only what is theirs. An
 * address may sign in ten times at once, and then once a minute: a file that needs several people asks for few.
 */
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the shared stack is asked for: see `shared-stack-setup.ts`. */
    readonly sharedStackDoor: string
  }
}

/** Answers the origin of the shared stack once it is ready. */
export async function sharedStack(): Promise<string> {
  const answer = await fetch(inject('sharedStackDoor'))
  const words = await answer.text()
  if (!answer.ok) throw new Error(words)
  return words
}
