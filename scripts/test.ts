/** `npm test`: the checks, every test, and the browser's walk through the whole job. Ends with one line of figures. */
import process from 'node:process'
import { checks } from './checks/checks.ts'
import { runChecksBeside } from './checks/report.ts'
import { root } from './checks/run-tool.ts'
import { runTests } from './checks/vitest.ts'
import { provideChromium } from './setup/chromium.ts'
import { buildTrialPages, buildWeb } from './stack/web-build.ts'

process.env.WRANGLER_SEND_METRICS = 'false'
process.env.WRANGLER_SEND_ERROR_REPORTS = 'false'
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
process.env.WRANGLER_HIDE_BANNER = 'true'

const chromium = await provideChromium((line) => console.log(line))
if (chromium !== undefined) process.env.CHROMIUM_PATH = chromium

// Before the tests, so that none of them spends its time on it.
await Promise.all([buildWeb(root), buildTrialPages(root)])

// Browser tests wait for one another's programs half the time: the checks are done in it.
const [reportChecks, tested] = await Promise.all([runChecksBeside(checks), runTests()])
const tallies = [reportChecks(), tested]
if (chromium === undefined) {
  console.log('The browser tests did not run: this machine has no Chromium and it could not be installed.')
}
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
