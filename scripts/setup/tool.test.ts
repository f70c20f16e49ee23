import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installTool } from './tool.mjs'

test('a tool is fetched once, and again when another version of it is pinned', async () => {
  const root = await mkdtemp(join(tmpdir(), 'cuecraft-tool-'))
  const pinned = join(root, 'scripts', 'setup', 'hammer')
  const pin = async (version: string) => {
    const about = { name: 'hammer', version }
    await writeFile(join(pinned, 'package.json'), JSON.stringify(about))
    const lock = { ...about, lockfileVersion: 3, requires: true, packages: { '': about } }
    await writeFile(join(pinned, 'package-lock.json'), JSON.stringify(lock))
  }
  let fetched = 0
  // What is installed here is only what says its version: nothing is asked of the network.
  const tool = { root, name: 'hammer', binary: 'package.json', failure: 'no hammer' }
  const install = () => installTool({ ...tool, announce: () => (fetched += 1) })
  try {
    await mkdir(pinned, { recursive: true })
    await pin('1.0.0')
    expect(await install()).toBe(await install())
    expect(fetched).toBe(1)
    await pin('2.0.0')
    expect(await readFile(await install(), 'utf8')).toContain('2.0.0')
    expect(fetched).toBe(2)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})
