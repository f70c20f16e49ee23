/** The Chromium that everything here is measured in: headless, without a graphics card, and calling nobody. */
import { type Browser, chromium } from 'playwright-core'

const switches = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  '--disable-background-networking',
]

/** Starts it, with more switches where a bench needs them. */
export async function openBenchBrowser(
  executablePath: string,
  more: readonly string[] = [],
): Promise<Browser> {
  return await chromium.launch({ executablePath, args: [...switches, ...more] })
}
