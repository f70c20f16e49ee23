import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildWeb } from '../stack/web-build.ts'
import { firstLoadLimitBytes, readFirstLoad, shareLoadLimitBytes, totalBytes } from './first-load.ts'

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
