/** What a run of the tests found, which files are run a second time for it, and what both runs say together. */
import { z } from 'zod'
import type { Tally } from './report.ts'

const TestedFile = z.object({
  project: z.string(),
  file: z.string(),
  tests: z.array(z.object({ name: z.string(), state: z.enum(['passed', 'failed', 'skipped', 'pending']) })),
  isBroken: z.boolean(),
})

/** One file of tests. `isBroken`: something failed outside of its tests. */
export type TestedFile = z.output<typeof TestedFile>

/** The files of a run. `homelessErrors`: how many errors nobody handled in none of them. */
export const TestsReport = z.object({ files: z.array(TestedFile), homelessErrors: z.number() })
export type TestsReport = z.output<typeof TestsReport>

/** More files than these do not fail by chance. */
const mostSecondTries = 5

/**
 * The files that get a second try: those that failed, when all of them are tests in a browser and they are few. None when
 * anything else failed, since no second try would save such a run.
 */
export function secondTries({ files, homelessErrors }: TestsReport): readonly string[] {
  const failed = files.filter(hasFailed)
  if (homelessErrors > 0 || failed.length > mostSecondTries) return []
  return failed.every(({ project }) => project === 'e2e') ? failed.map(({ file }) => file) : []
}

/** The first run, in which what the second says of its files stands instead. What the second did not come to stays as it was. */
export function withSecondTries(first: TestsReport, second: TestsReport): TestsReport {
  const again = new Map(second.files.map((tested) => [tested.file, tested]))
  return {
    files: first.files.map((tested) => again.get(tested.file) ?? tested),
    homelessErrors: first.homelessErrors + second.homelessErrors,
  }
}

/** A line for each test that passed only at its second try, or for the file when no test of it had failed. */
export function unsteadyLines(first: TestsReport, second: TestsReport): readonly string[] {
  const lines = first.files.filter(hasFailed).flatMap((before) => {
    const after = second.files.find(({ file }) => file === before.file)
    if (after === undefined) return []
    const passed = new Set(after.tests.filter(({ state }) => state === 'passed').map(({ name }) => name))
    const tests = before.tests.filter(({ name, state }) => state === 'failed' && passed.has(name))
    const whole = before.isBroken && !hasFailed(after) ? ['(outside its tests)'] : []
    return [...tests.map(({ name }) => name), ...whole].map((name) => `${before.file} > ${name}`)
  })
  return lines.map((line) => `unsteady: ${line} passed only when it was run again by itself`)
}

/** Counts tests. A file that broke outside of its tests counts as one that failed, and so does an error of no file. */
export function tallyOf({ files, homelessErrors }: TestsReport): Tally {
  const tests = files.flatMap((file) => file.tests)
  const count = (wanted: string) => tests.filter(({ state }) => state === wanted).length
  const broken = files.filter(({ isBroken }) => isBroken).length
  return { passed: count('passed'), failed: count('failed') + broken + homelessErrors }
}

function hasFailed({ tests, isBroken }: TestedFile): boolean {
  return isBroken || tests.some(({ state }) => state === 'failed')
}
