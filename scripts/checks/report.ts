/** Runs checks one after another and says how each went. */
import type { Check } from './checks.ts'

/** How many held and how many did not. */
export type Tally = { readonly passed: number; readonly failed: number }

/** Runs every check, prints a line for each, and what the tool said where it failed. */
export async function reportChecks(checks: readonly Check[]): Promise<Tally> {
  let passed = 0
  for (const check of checks) {
    const answer = await check.run()
    console.log(`${answer.passed ? '✓' : '✗'} ${check.name}`)
    if (answer.passed) passed += 1
    else console.log(answer.output.trimEnd())
  }
  return { passed, failed: checks.length - passed }
}
