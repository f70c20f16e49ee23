/** Runs checks and says how each went. */
import type { Check } from './checks.ts'

/** How many held and how many did not. */
export type Tally = { readonly passed: number; readonly failed: number }

/** Runs every check, two at a time, prints a line for each as it ends, and what the tool said where it failed. */
export async function reportChecks(checks: readonly Check[]): Promise<Tally> {
  let passed = 0
  const waiting = checks.values()
  const lane = async () => {
    // Both lanes take from the one iterator, so each check is run once.
    for (const check of waiting) {
      const answer = await check.run()
      console.log(`${answer.passed ? '✓' : '✗'} ${check.name}`)
      if (answer.passed) passed += 1
      else console.log(answer.output.trimEnd())
    }
  }
  await Promise.all([lane(), lane()])
  return { passed, failed: checks.length - passed }
}
