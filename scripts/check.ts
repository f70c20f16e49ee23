/** `npm run check`: everything that can be said about the code without running it. */
import process from 'node:process'
import { checks } from './checks/checks.ts'
import { reportChecks } from './checks/report.ts'

const { passed, failed } = await reportChecks(checks)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
