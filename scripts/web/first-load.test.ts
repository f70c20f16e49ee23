import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { buildWeb } from '../stack/web-build.ts'
import { firstLoadLimitBytes, readFirstLoad, shareLoadLimitBytes, totalBytes } from './first-load.ts'

/** A phone keeps so much for the day without a network, fonts included. */
const keptLimitBytes = 1_000_000

const root = join(import.meta.dirname, '..', '..')

test('the first page needs less than 100 kB, fonts apart', async () => {
  await buildWeb(root)
  const files = readFirstLoad(join(root, 'web', 'dist'))
  expect(files.some((file) => file.name.endsWith('.js'))).toBe(true)
  expect(totalBytes(files)).toBeLessThan(firstLoadLimitBytes)
})

test('whoever only wants to watch fetches less than 40 kB beside the video, and nothing of the studio', async () => {
  await buildWeb(root)
  const files = readFirstLoad(join(root, 'web', 'dist'), 'share.html')
  expect(files.some((file) => file.name.endsWith('.js'))).toBe(true)
  expect(totalBytes(files)).toBeLessThan(shareLoadLimitBytes)
})

test('the app is built with the production builds of its libraries, also when tests build it', async () => {
  await buildWeb(root)
  const scripts = readdirSync(join(root, 'web', 'dist', 'assets'))
  expect(scripts.filter((name) => name.startsWith('dev-'))).toEqual([])
})

test('the service worker keeps files that are there, each once, among them the pages of rooms and nothing heavy', async () => {
  await buildWeb(root)
  const dist = join(root, 'web', 'dist')
  const script = readFileSync(join(dist, 'service-worker.js'), 'utf8')
  const paths = z.array(z.string()).parse(JSON.parse(/"paths":(\[[^\]]*\])/.exec(script)?.[1] ?? 'null'))
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths.some((path) => path.startsWith('/assets/RoomPage-'))).toBe(true)
  const bytes = paths.map((path) => statSync(join(dist, path === '/' ? 'index.html' : path)).size)
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(keptLimitBytes)
  // As one plain script: a browser that knows no modules in service workers opens the app without a network, too.
  expect(script).not.toMatch(/^\s*(import|export)\b/m)
})
