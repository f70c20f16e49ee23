/** A headless Chromium as the tests start it: no sandbox for root, and no calls home. */
import { type Browser, chromium } from 'playwright-core'

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the Chromium that the set-up found. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  return await chromium.launch({ executablePath, args: quietly })
}
