import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { Timeline } from '../core/timeline/timeline.ts'
import { type Client, signIn } from '../scripts/client/client.ts'
import { browserTest, killTab, openBrowser } from './support/browser.ts'
import { enterEditor } from './support/editor.ts'
import { writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

const Brought = z.object({ id: z.string(), jobId: z.string() })

let folder = ''
let origin = ''
let browser: Browser
let owner: Client
let videoId = ''
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-storyboard-'))
  await writeSong(join(folder, 'song.wav'), 24)
  origin = await sharedStack()
  browser = await openBrowser()
  owner = await signIn(origin, 'storyboard@example.com')
  const song = await owner.upload('song', Brought, join(folder, 'song.wav'))
  await owner.follow(song.jobId, () => undefined)
  const order = { songId: song.id, mediaIds: [], aspect: '16:9', style: 'balanced', title: 'Trial', seed: 7 }
  videoId = (await owner.send('POST', '/api/v1/videos', z.object({ id: z.string() }), order)).id
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 900 },
  })
  const [name = '', value = ''] = owner.cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
  page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${origin}/videos/${videoId}/storyboard`)
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

const timeline = () => owner.send('GET', `/api/v1/videos/${videoId}/timeline`, Timeline)
const Words = z.object({ parts: z.array(z.object({ prompt: z.string() })) })

/** The words of the first part as the server has them. */
async function savedWords(): Promise<string | undefined> {
  return (await owner.send('GET', `/api/v1/videos/${videoId}/storyboard`, Words)).parts[0]?.prompt
}

const looksOf = ({ clips }: Timeline) => clips.map(({ shot }) => JSON.stringify(shot))

browserTest(
  'a part keeps its words while one types, and its takes are made, picked and put in the video',
  async () => {
    const before = await timeline()
    const first = page.getByRole('article').first()
    const words = first.getByRole('textbox', { name: 'In words' })
    await words.fill('A lighthouse at dusk')
    await first.getByText('Saved', { exact: true }).waitFor()

    await page
      .getByRole('button', { name: /^Make .* · free$/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^Put .* in the video$/ }).waitFor()
    await first.getByRole('button', { name: /^Another take · free/ }).click()
    const takes = first.getByRole('radio', { name: /^Take / })
    await expect.poll(() => takes.count()).toBe(2)
    await expect.poll(() => first.getByRole('radio', { name: /^Take 1/ }).isChecked()).toBe(true)
    await first.getByRole('radio', { name: /^Take 1/ }).focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => first.getByRole('radio', { name: /^Take 2/ }).isChecked()).toBe(true)

    await page.getByRole('button', { name: /^Put .* in the video$/ }).click()
    await page.getByRole('link', { name: 'See it in the editor' }).waitFor()
    await first.getByText('In the video').waitFor()
    expect(looksOf(await timeline())).not.toEqual(looksOf(before))
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => looksOf(await timeline())).toEqual(looksOf(before))

    await page.reload()
    await expect.poll(() => words.inputValue()).toBe('A lighthouse at dusk')
    await expect.poll(() => first.getByRole('radio', { name: /^Take 2/ }).isChecked()).toBe(true)
    await first.getByRole('button', { name: /^Remove Take 1/ }).click()
    await expect.poll(() => takes.count()).toBe(1)
  },
)

browserTest('letters typed as a tab is closed arrive, and those that do not are offered again', async () => {
  const context = page.context()
  const field = () => page.getByRole('article').first().getByRole('textbox', { name: 'In words' })
  const open = async () => {
    const next = await context.newPage()
    next.setDefaultTimeout(60_000)
    return next
  }
  await field().fill('A lighthouse in a storm')
  await page.close({ runBeforeUnload: true })
  await expect.poll(savedWords).toBe('A lighthouse in a storm')
  page = await open()
  await page.goto(`${origin}/videos/${videoId}/storyboard`)
  await expect.poll(() => field().inputValue()).toBe('A lighthouse in a storm')

  await context.route('**/storyboard/parts/*', (route) => route.abort('connectionfailed'))
  await field().fill('A lighthouse at dawn')
  await page.getByRole('button', { name: 'Save again' }).waitFor()
  await killTab(page)
  await context.unroute('**/storyboard/parts/*')
  page = await open()
  await page.goto(`${origin}/videos/${videoId}/storyboard`)
  await expect.poll(() => field().inputValue()).toBe('A lighthouse at dawn')
  await page.getByRole('button', { name: 'Show what was saved' }).click()
  await expect.poll(() => field().inputValue()).toBe('A lighthouse in a storm')
})

browserTest('a drawn clip gets another look in the editor, and its old one back', async () => {
  const before = looksOf(await timeline())
  await enterEditor(page, { origin, owner, videoId, timeline })
  await page.locator('.inspector-tab[data-tab=clip]').click()
  const look = page.getByRole('region', { name: 'Look', exact: true })
  await look.getByRole('radio', { name: 'Kaleidoscope' }).check({ force: true })
  await expect.poll(async () => looksOf(await timeline())[0]).toContain('kaleidoscope')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => looksOf(await timeline())).toEqual(before)
})
