/** `npm run new:domain <name>`: the files a domain starts with, so that every domain is laid out alike. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { root, runTool } from './checks/run-tool.ts'
import { domainFiles } from './domain/files.ts'
import { runScript } from './stack/script.ts'

await runScript(async () => {
  const [name = ''] = process.argv.slice(2)
  if (!/^[a-z]+$/.test(name))
    throw new Error('Name the domain in one lower-case word: npm run new:domain billing')
  const folder = join(root, 'worker', name)
  if (existsSync(folder)) throw new Error(`worker/${name} is already there.`)
  mkdirSync(folder)
  for (const [file, text] of Object.entries(domainFiles(name))) writeFileSync(join(folder, file), text)
  // Where a line breaks depends on how long the name is.
  const tidied = await runTool('@biomejs/biome/bin/biome', ['check', '--write', folder])
  if (!tidied.passed) throw new Error(`worker/${name} is made, but could not be formatted:\n${tidied.output}`)
  console.log(
    `Made worker/${name}. Mount it in worker/app.ts among the owned domains: .route('/${name}', ${name}Routes)`,
  )
})
