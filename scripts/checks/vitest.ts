/** Runs the test suite and counts. */
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Tally } from './report.ts'
import { root } from './run-tool.ts'
import { secondTries, TestsReport, tallyOf, unsteadyLines, withSecondTries } from './tests-report.ts'

const reporter = join(import.meta.dirname, 'tests-reporter.ts')

/** What a run that could not say what it found is taken for. */
const nothingFound: TestsReport = { files: [], homelessErrors: 1 }

/**
 * Runs every project. As many files run side by side as there are cores: most of them wait for another process half the time.
 * Files of browser tests that failed run once more by themselves, and what they say then counts (decision 20).
 */
export async function runTests(): Promise<Tally> {
  const first = await runReported(['--maxWorkers=100%'])
  const again = secondTries(first)
  if (again.length === 0) return tallyOf(first)
  console.log(`Once more, by themselves: ${again.join(', ')}`)
  const second = await runReported(['--project=e2e', '--maxWorkers=1', ...again])
  for (const line of unsteadyLines(first, second)) console.log(line)
  return tallyOf(withSecondTries(first, second))
}

/** Runs every file of tests that holds a property, from this seed. Answers whether all hold. */
export async function runProperties({
  seed,
  runs,
}: {
  readonly seed: number
  readonly runs: number
}): Promise<boolean> {
  const files = globSync('{core,worker,container,web,scripts}/**/*.test.ts', { cwd: root }).filter((file) =>
    readFileSync(join(root, file), 'utf8').includes("from 'fast-check'"),
  )
  const environment = { PROPERTY_SEED: String(seed), PROPERTY_RUNS: String(runs) }
  // A property of many inputs may take minutes.
  return (await run(['run', '--silent=passed-only', '--testTimeout=1800000', ...files], environment)) === 0
}

function run(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...parameters],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, ...environment },
      },
    )
    child.once('error', () => resolve(1))
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** Runs Vitest and answers what it found. A run that says by its exit alone that it has not passed found one error. */
async function runReported(parameters: readonly string[]): Promise<TestsReport> {
  const folder = mkdtempSync(join(tmpdir(), 'cuecraft-tests-'))
  const path = join(folder, 'report.json')
  const reporters = ['--reporter=default', `--reporter=${reporter}`]
  const code = await run(['run', ...reporters, ...parameters], { TESTS_REPORT: path })
  const report = readReport(path)
  rmSync(folder, { recursive: true, force: true })
  if (code === 0 || tallyOf(report).failed > 0) return report
  return { ...report, homelessErrors: 1 }
}

function readReport(path: string): TestsReport {
  try {
    return TestsReport.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return nothingFound
  }
}
