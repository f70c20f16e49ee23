/** The frame of every script: what goes wrong is said in one line, and the exit code tells. */
import process from 'node:process'

/** Runs a script's work. An error is a sentence on standard error and exit code 1; DEBUG=1 adds where it came from. */
export async function runScript(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    if (process.env.DEBUG !== undefined && error instanceof Error) console.error(error.stack)
    process.exitCode = 1
  }
}
