/** Runs the test suite and counts. */
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import type { Tally } from './report.ts'
import { root } from './run-tool.ts'

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/** Runs every project. As many files run side by side as there are cores: most of them wait for another process half the time. */
export async function runTests(): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'cuecraft-tests-'))
  const report = join(folder, 'report.json')
  const code = await run([
    'run',
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    '--maxWorkers=100%',
  ])
  const tally = readReport(report)
  rmSync(folder, { recursive: true, force: true })
  // A run that broke outside any test, an unhandled rejection say, has not passed.
  return code !== 0 && tally.failed === 0 ? { passed: tally.passed, failed: 1 } : tally
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

function readReport(path: string): Tally {
  try {
    const report = Report.parse(JSON.parse(readFileSync(path, 'utf8')))
    // A file that could not even be loaded has no tests to fail, and counts as one.
    const broken = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    )
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
