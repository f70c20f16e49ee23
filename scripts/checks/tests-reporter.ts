/** Vitest's reporter for `runTests`: writes what a run found to the file that `TESTS_REPORT` names. */
import { writeFileSync } from 'node:fs'
import process from 'node:process'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import { z } from 'zod'
import type { TestedFile, TestsReport } from './tests-report.ts'

const OfFile = z.object({ VITEST_TEST_PATH: z.string() })

/** Vitest makes one of its own. */
export default class TestsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const path = process.env.TESTS_REPORT
    if (path === undefined) throw new Error('TESTS_REPORT names no file for what the tests found.')
    const strays = unhandledErrors.map((error) => OfFile.safeParse(error).data?.VITEST_TEST_PATH)
    const report: TestsReport = {
      files: modules.map((module) => testedFile(module, strays)),
      homelessErrors: strays.filter((file) => !modules.some(({ moduleId }) => moduleId === file)).length,
    }
    writeFileSync(path, JSON.stringify(report))
  }
}

function testedFile(module: TestModule, strays: readonly (string | undefined)[]): TestedFile {
  const tests = [...module.children.allTests()].map((test) => ({
    name: test.fullName,
    state: test.result().state,
  }))
  const hasFailed = tests.some(({ state }) => state === 'failed')
  return {
    project: module.project.name,
    file: module.relativeModuleId,
    tests,
    // Its set-up failed, say, or it could not be loaded: no test of it says so.
    isBroken: (module.state() === 'failed' && !hasFailed) || strays.includes(module.moduleId),
  }
}
