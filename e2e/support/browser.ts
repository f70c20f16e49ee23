/** A headless Chromium as the tests start it: no sandbox for root, and no calls home. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { test } from 'vitest'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** A test that needs a browser: left out, and counted so, on a machine that has none. */
export const browserTest = test.skipIf(!existsSync(executablePath))

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the Chromium that the set-up found, with more switches where a test needs them. */
export async function openBrowser(switches: readonly string[] = []): Promise<Browser> {
  return await chromium.launch({ executablePath, args: [...quietly, ...switches] })
}

/**
 * Ends a tab as a breakdown does. One that is closed is put away first, and a page that is put away sends what it has not
 * saved with a request that outlives it and that nothing in the browser stops.
 */
export async function killTab(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void protocol.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}
