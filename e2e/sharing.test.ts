import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { signIn } from '../scripts/client/client.ts'
import { faultsOf, scrollsSideways } from './support/axe.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

const Made = z.object({ id: z.string(), jobId: z.string() })
const title = 'Ada\'s "><script>summer</script>'

let folder = ''
let browser: Browser
let owner: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-sharing-'))
  await writeSong(join(folder, 'song.wav'), 5)
  const origin = await sharedStack()
  const client = await signIn(origin, 'sharer@example.com')
  const song = await client.upload('song', Made, join(folder, 'song.wav'))
  await client.follow(song.jobId, () => undefined)
  const order = { songId: song.id, aspect: '16:9', style: 'calm', title }
  const video = await client.send('POST', '/api/v1/videos', z.object({ id: z.string() }), order)
  const renders = `/api/v1/videos/${video.id}/renders`
  const render = await client.send('POST', renders, Made, { preset: '360p30' })
  await client.follow(render.jobId, () => undefined)
  browser = await openBrowser()
  const [name = '', value = ''] = client.cookie.split('=')
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    bypassCSP: true,
  })
  await context.addCookies([{ name, value, url: origin }])
  owner = await context.newPage()
  owner.setDefaultTimeout(60_000)
  await owner.goto(`${origin}/videos/${video.id}`)
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The owner makes a link as the dialog proposes it, and answers its address. */
async function makeLink(): Promise<string> {
  await owner.getByRole('button', { name: 'New link' }).click()
  await owner.getByRole('button', { name: 'Make the link' }).click()
  return await owner.getByRole('textbox', { name: 'The link' }).inputValue()
}

/** What axe objects to on a page, and whether it scrolls sideways. */
async function faultsAndWidthOf(page: Page): Promise<readonly string[]> {
  return [...(await faultsOf(page)), ...((await scrollsSideways(page)) ? ['it scrolls sideways'] : [])]
}

function openPhone(): Promise<BrowserContext> {
  return browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
    bypassCSP: true,
  })
}

browserTest(
  'a link is made, watched by somebody without an account, given a password, and turned off',
  async () => {
    const url = await makeLink()
    expect(await faultsAndWidthOf(owner)).toEqual([])
    const html = await (await fetch(url)).text()
    expect(html).toContain(
      '<meta property="og:title" content="Ada&#39;s &quot;&gt;&lt;script&gt;summer&lt;/script&gt;">',
    )

    const phone = await openPhone()
    const stranger = await phone.newPage()
    stranger.setDefaultTimeout(60_000)
    await stranger.goto(url)
    await stranger.getByRole('heading', { name: title }).waitFor()
    expect(await faultsAndWidthOf(stranger)).toEqual([])
    await stranger.keyboard.press('k')
    await stranger.waitForFunction('document.querySelector("video").currentTime > 0.2')

    const dialog = owner.getByRole('dialog')
    await dialog
      .getByRole('button', { name: /^Take the frame at/ })
      .first()
      .click()
    await dialog.getByRole('button', { name: "The video's own" }).waitFor()
    await dialog.getByRole('radio', { name: /^With a password/ }).check({ force: true })
    await dialog.getByLabel('Password', { exact: true }).fill('open sesame')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByLabel('New password').waitFor()

    await stranger.reload()
    expect(await (await fetch(url)).text()).toContain('<title>A video on Cuecraft</title>')
    await stranger.getByLabel('Password').fill('open simsim')
    await stranger.getByRole('button', { name: 'Watch' }).click()
    await stranger.getByText('That is not the password').waitFor()
    expect(await faultsAndWidthOf(stranger)).toEqual([])
    await stranger.getByLabel('Password').fill('open sesame')
    await stranger.getByRole('button', { name: 'Watch' }).click()
    await stranger.getByRole('heading', { name: title }).waitFor()

    await dialog.getByRole('button', { name: 'Turn off' }).click()
    await dialog.getByRole('button', { name: 'Turn on' }).waitFor()
    await stranger.reload()
    await stranger.getByRole('heading', { name: 'No video here' }).waitFor()
    expect((await fetch(url)).status).toBe(404)
    await phone.close()

    await owner.keyboard.press('Escape')
    await owner.getByText(/^Turned off · With a password · 1 view$/).waitFor()
  },
)
