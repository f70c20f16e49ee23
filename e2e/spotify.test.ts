import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { type Client, signIn } from '../scripts/client/client.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { type SpotifyServer, startSpotifyServer } from './support/spotify-server.ts'
import { startTestStack, type TestStack } from './support/stack.ts'

const Snapshots = z.object({
  items: z.array(
    z.object({ source: z.object({ kind: z.string() }), version: z.number(), itemCount: z.number() }),
  ),
})

let server: SpotifyServer
let running: TestStack
let browser: Browser
let owner: Client
let page: Page

beforeAll(async () => {
  server = await startSpotifyServer()
  running = await startTestStack({ outside: server.settings })
  const { origin } = running.stack
  server.allowReturnTo(origin)
  owner = await signIn(origin, 'listener@example.com')
  browser = await openBrowser()
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 900 },
  })
  const [name = '', value = ''] = owner.cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
  await context.route('https://sdk.scdn.co/spotify-player.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: sdkStub }),
  )
  await context.route(/https:\/\/[^/]+\.(scdn\.co|spotifycdn\.com)\/(?!spotify-player)/, (route) =>
    route.abort(),
  )
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
})
afterAll(async () => {
  await browser?.close()
  await running?.remove()
  await server?.close()
})

/** Spotify's player as far as the page knows it: it asks for a token, and then is a device. */
const sdkStub = `
  window.Spotify = { Player: class {
    #options; #listeners = new Map()
    constructor(options) { this.#options = options }
    addListener(event, listener) { this.#listeners.set(event, listener) }
    async activateElement() {}
    async connect() {
      this.#options.getOAuthToken((token) => {
        window.tokenOfPlayer = token
        this.#listeners.get('ready')({ device_id: 'browser0of0ada' })
      })
      return true
    }
    disconnect() {}
  } }
  window.onSpotifyWebPlaybackSDKReady()
`

const ada = () => server.spotify.person('ada')
const said = (words: string | RegExp) => page.getByText(words).first()

browserTest(
  'an account is connected, played, kept and brought back, and says so when Spotify will not',
  async () => {
    await page.goto(`${running.stack.origin}/spotify`)
    await page.getByRole('button', { name: 'Connect with Spotify' }).click()
    await page.getByRole('button', { name: 'Agree as ada' }).click()
    await said('Connected with Spotify').waitFor()

    const player = page.getByRole('region', { name: 'Player' })
    await player.getByRole('button', { name: 'Play', exact: true }).click()
    await player.getByRole('button', { name: 'Pause' }).waitFor()
    await expect.poll(() => ada().player.isPlaying).toBe(true)
    const title = await player.locator('.spotify-now-title').textContent()
    await player.getByRole('button', { name: 'Next' }).click()
    await expect.poll(() => player.locator('.spotify-now-title').textContent()).not.toBe(title)

    await page.getByLabel('Search by title').fill('a')
    await page.getByLabel('Search by title').fill('the')
    await page
      .getByRole('button', { name: /Add .* to the end of the queue/ })
      .first()
      .click()
    await expect.poll(() => ada().player.added.length).toBe(1)

    await page.getByRole('button', { name: 'Keep this queue' }).click()
    await said('Kept as version 1').waitFor()
    await page.getByRole('button', { name: 'Keep Ada on the road' }).click()
    const kinds = async () =>
      (await owner.send('GET', '/api/v1/snapshots', Snapshots)).items.map(({ source }) => source.kind)
    await expect.poll(kinds).toEqual(['spotify-playlist', 'spotify-queue'])

    await page.getByRole('button', { name: 'Bring one back' }).click()
    await page.getByRole('radio', { name: 'A new playlist' }).check({ force: true })
    await page.getByLabel('Name of the playlist').fill('Brought back')
    await page.getByRole('button', { name: 'Make the playlist' }).click()
    await said('70 songs added').waitFor()
    expect(server.spotify.playlists.find(({ name }) => name === 'Brought back')?.entries).toHaveLength(70)
    await page.getByRole('button', { name: 'Done' }).click()

    ada().player.devices.push({
      ...{ id: 'browser0of0ada', name: 'Cuecraft in this browser', type: 'Computer' },
      ...{ hasVolume: true, isActive: false, volumePercent: 80 },
    })
    await page.getByRole('button', { name: 'Play in this browser' }).click()
    await page.getByRole('button', { name: 'This browser plays' }).waitFor()
    await expect.poll(() => ada().player.devices.at(-1)?.isActive).toBe(true)
    expect(await page.evaluate('window.tokenOfPlayer')).toBeTruthy()

    server.spotify.troubles.push({ kind: 'status', status: 429, headers: { 'retry-after': '3' }, at: /next/ })
    await player.getByRole('button', { name: 'Next' }).click()
    await said('Spotify asks this installation to wait').waitFor()
  },
)

browserTest(
  'a consent that was taken back at Spotify is asked for again, and nothing that was kept is lost',
  async () => {
    server.spotify.accounts.revoke('ada')
    server.spotify.advance(3_700_000)
    await page.waitForTimeout(3_100)
    await page.reload()
    await page.getByRole('heading', { name: 'Your consent has ended' }).waitFor()
    expect((await owner.send('GET', '/api/v1/snapshots', Snapshots)).items).toHaveLength(2)
    await page.getByRole('button', { name: 'Give consent again' }).click()
    await page.getByRole('button', { name: 'Agree as ada' }).click()
    await page.getByRole('region', { name: 'Player' }).waitFor()
  },
)
