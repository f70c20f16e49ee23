/** `npm run --silent analyse -- FILE...`: the analysis of any audio file as JSON on standard output, without the stack. */
import { existsSync } from 'node:fs'
import process from 'node:process'
import { analyseFile } from '../container/ingest/analyse-file.ts'
import { sniffFormat } from '../container/ingest/sniff.ts'
import type { Analysis } from '../core/audio/analysis.ts'
import { runScript } from './stack/script.ts'
import { untilAsked } from './stack/signals.ts'

await runScript(async () => {
  const files = process.argv.slice(2)
  if (files.length === 0) throw new Error('Name the files to analyse: npm run --silent analyse -- FILE...')
  const leaving = new AbortController()
  untilAsked().then(
    () => leaving.abort(new Error('Stopped.')),
    () => undefined,
  )
  const analyses: Analysis[] = []
  for (const file of files) analyses.push(await analyse(file, leaving.signal))
  process.stdout.write(`${JSON.stringify(analyses.length === 1 ? analyses[0] : analyses, null, 2)}\n`)
})

async function analyse(path: string, signal: AbortSignal): Promise<Analysis> {
  if (!existsSync(path)) throw new Error(`There is no file at ${path}. Check the path.`)
  const format = await sniffFormat(path).catch(() => undefined)
  if (format === undefined)
    throw new Error(`${path} is not a song we can read: it is none of MP3, WAV, FLAC, OGG, M4A, AAC.`)
  try {
    return (await analyseFile({ path, format, signal })).analysis
  } catch (error) {
    signal.throwIfAborted()
    throw new Error(`${path} cannot be decoded: the file is damaged or holds no sound.`, { cause: error })
  }
}
