/** What the accessibility checker axe objects to on a page. The page needs `bypassCSP`. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Faults of a page that has come to rest, by all rules of axe or by some. */
export async function faultsOf(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.addScriptTag({ content: axe })
  await untilAtRest(page)
  const choices = { resultTypes: ['violations'], ...(rules === undefined ? {} : { runOnly: rules }) }
  return await page.evaluate<string[]>(
    `axe.run(${JSON.stringify(choices)}).then(({ violations }) =>
      violations.flatMap((fault) => fault.nodes.map((node) => fault.id + ': ' + node.target)))`,
  )
}

/** Whether the page is wider than its window. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return await page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth')
}

/** Waits until everything has moved and faded to where it stays: what is half there has half its contrast. */
async function untilAtRest(page: Page): Promise<void> {
  await page.waitForFunction(`document.getAnimations().every((animation) =>
    animation.playState !== 'running' || animation.effect.getComputedTiming().endTime === Infinity)`)
}
