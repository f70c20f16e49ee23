/** Being asked to stop. */
import process from 'node:process'

/** Answers when Ctrl-C is pressed or a supervisor says stop; from then on a second Ctrl-C ends the process at once. */
export function untilAsked(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve(undefined))
  })
}
