/** What the web app costs a browser: bytes before the first page, and what Chromium measures on it. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { withWorkFolder } from '../container/server/work-folder.ts'
import { provideChromium } from '../scripts/setup/chromium.ts'
import { findFreePort } from '../scripts/stack/port.ts'
import { startStack } from '../scripts/stack/stack.ts'
import { buildWeb } from '../scripts/stack/web-build.ts'
import { firstLoadLimitBytes, readFirstLoad, totalBytes } from '../scripts/web/first-load.ts'
import { openBenchBrowser } from './browser.ts'

const root = join(import.meta.dirname, '..')

/** Prints the table. Without a Chromium it prints the sizes alone. */
export async function runWebBench(): Promise<void> {
  await buildWeb(root)
  const files = readFirstLoad(join(root, 'web', 'dist'))
  console.log('\nWeb: first load, gzipped, fonts apart')
  for (const { name, gzippedBytes } of files)
    console.log(`  ${(gzippedBytes / 1000).toFixed(1).padStart(6)} kB  ${name}`)
  const total = totalBytes(files)
  console.log(
    `  ${(total / 1000).toFixed(1).padStart(6)} kB  together; the limit is ${firstLoadLimitBytes / 1000} kB (${(total / firstLoadLimitBytes).toFixed(2)} of it)`,
  )
  const executablePath = await provideChromium(console.error)
  if (executablePath === undefined)
    return console.log('  what Chromium measures is left out: there is none here')
  await withWorkFolder(async (stateFolder) => {
    const stack = await startStack(
      { port: await findFreePort(), stateFolder },
      () => undefined,
      new AbortController().signal,
    )
    const browser = await openBenchBrowser(executablePath)
    try {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
      const vitals = await measure(page, stack.origin)
      console.log(
        `  largest paint ${Math.round(vitals.largestPaintMs)} ms, layout shift ${vitals.layoutShift.toFixed(3)} (390 px wide)`,
      )
    } finally {
      await browser.close()
      await stack.stop()
    }
  })
}

/** The figures that browsers report to pages: largest contentful paint, and cumulative layout shift. */
async function measure(page: Page, origin: string): Promise<Vitals> {
  await page.goto(origin, { waitUntil: 'networkidle' })
  return await page.evaluate<Vitals>(observe)
}

type Vitals = { readonly largestPaintMs: number; readonly layoutShift: number }

/** Runs in the page, where other types hold than here. */
const observe = `new Promise((resolve) => {
  const vitals = { largestPaintMs: 0, layoutShift: 0 }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) vitals.largestPaintMs = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) vitals.layoutShift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(vitals), 500)
})`
