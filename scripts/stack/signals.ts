/** Being asked to stop. */
import process from 'node:process'

/**
 * Answers when Ctrl-C is pressed or a supervisor says stop. Asking again changes nothing: one Ctrl-C arrives several
 * times, from the terminal and from npm, and leaving early would leave the parts of the stack behind.
 */
export function untilAsked(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve(undefined))
  })
}
