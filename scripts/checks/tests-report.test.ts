import { expect, test } from 'vitest'
import {
  secondTries,
  type TestedFile,
  type TestsReport,
  tallyOf,
  unsteadyLines,
  withSecondTries,
} from './tests-report.ts'

type State = TestedFile['tests'][number]['state']

/** A file whose tests are named by letters, in their order. */
function tested(file: string, states: readonly State[], isBroken = false): TestedFile {
  const tests = states.map((state, i) => ({ name: 'abcdef'.charAt(i), state }))
  return { project: file.split('/')[0] ?? '', file, tests, isBroken }
}

function reportOf(...files: readonly TestedFile[]): TestsReport {
  return { files: [...files], homelessErrors: 0 }
}

const held = tested('core/beats.test.ts', ['passed', 'passed'])

test('only files of browser tests that failed are run again', () => {
  const failed = tested('e2e/rooms.test.ts', ['passed', 'failed'])
  const broken = tested('e2e/editor.test.ts', ['skipped'], true)
  const passed = tested('e2e/files.test.ts', ['passed'])
  expect(secondTries(reportOf(held, failed, passed, broken))).toEqual([failed.file, broken.file])
  expect(secondTries(reportOf(held, passed))).toEqual([])
})

test.each(['core', 'worker', 'container', 'web', 'scripts'])(
  'a run in which a test of %s failed is failed, and nothing is run again',
  (project) => {
    const failed = tested(`${project}/some.test.ts`, ['failed'])
    const report = reportOf(failed, tested('e2e/rooms.test.ts', ['failed']))
    expect(secondTries(report)).toEqual([])
    expect(tallyOf(report)).toEqual({ passed: 0, failed: 2 })
  },
)

test('an error of no file, and more failed files than chance makes, are not run again', () => {
  const failed = (count: number) =>
    reportOf(...Array.from({ length: count }, (_, i) => tested(`e2e/${i}.test.ts`, ['failed'])))
  expect(secondTries({ ...failed(1), homelessErrors: 1 })).toEqual([])
  expect(secondTries(failed(5))).toHaveLength(5)
  expect(secondTries(failed(6))).toEqual([])
})

test('what a file says the second time counts instead of the first, and no test counts twice', () => {
  const first = reportOf(held, tested('e2e/rooms.test.ts', ['passed', 'failed', 'skipped']))
  const second = reportOf(tested('e2e/rooms.test.ts', ['passed', 'passed', 'skipped']))
  expect(tallyOf(withSecondTries(first, second))).toEqual({ passed: 4, failed: 0 })
  expect(unsteadyLines(first, second)).toEqual([
    'unsteady: e2e/rooms.test.ts > b passed only when it was run again by itself',
  ])
})

test('a test that fails twice fails the run, and one that fails in the second try alone, too', () => {
  const first = reportOf(tested('e2e/rooms.test.ts', ['failed', 'failed', 'passed']))
  const second = reportOf(tested('e2e/rooms.test.ts', ['failed', 'passed', 'failed']))
  expect(tallyOf(withSecondTries(first, second))).toEqual({ passed: 1, failed: 2 })
  expect(unsteadyLines(first, second)).toHaveLength(1)
})

test('a set-up that failed once is said as such', () => {
  const first = reportOf(tested('e2e/rooms.test.ts', ['skipped'], true))
  const second = reportOf(tested('e2e/rooms.test.ts', ['passed']))
  expect(tallyOf(first)).toEqual({ passed: 0, failed: 1 })
  expect(tallyOf(withSecondTries(first, second))).toEqual({ passed: 1, failed: 0 })
  expect(unsteadyLines(first, second)).toEqual([
    'unsteady: e2e/rooms.test.ts > (outside its tests) passed only when it was run again by itself',
  ])
})

test('a file that the second run did not come to stays failed, and so does a run that ends with an error', () => {
  const first = reportOf(tested('e2e/rooms.test.ts', ['failed']))
  expect(tallyOf(withSecondTries(first, { files: [], homelessErrors: 1 }))).toEqual({ passed: 0, failed: 2 })
  expect(unsteadyLines(first, reportOf())).toEqual([])
})
