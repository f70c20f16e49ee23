/** Runs checks and says how each went. */
import type { Check } from './checks.ts'

/** How many held and how many did not. */
export type Tally = { readonly passed: number; readonly failed: number }

/** Runs every check, two at a time, prints a line for each as it ends, and what the tool said where it failed. */
export async function reportChecks(checks: readonly Check[]): Promise<Tally> {
  const waiting = checks.values()
  const lane = async () => {
    let tally: Tally = { passed: 0, failed: 0 }
    // Both lanes take from the one iterator, so each check is run once.
    for (const check of waiting) tally = added(tally, report(check, await check.run({})))
    return tally
  }
  const [one, other] = await Promise.all([lane(), lane()])
  return added(one, other)
}

/**
 * Runs every check, one after another, in the time that whatever else runs leaves. Answers a function that prints what
 * `reportChecks` does: between the lines of something else, nobody would find it.
 */
export async function runChecksBeside(checks: readonly Check[]): Promise<() => Tally> {
  const answers: (() => Tally)[] = []
  for (const check of checks) {
    const answer = await check.run({ yields: true })
    answers.push(() => report(check, answer))
  }
  return () => answers.map((print) => print()).reduce(added, { passed: 0, failed: 0 })
}

function report(check: Check, { passed, output }: Awaited<ReturnType<Check['run']>>): Tally {
  console.log(`${passed ? '✓' : '✗'} ${check.name}`)
  if (!passed) console.log(output.trimEnd())
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function added(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed }
}
