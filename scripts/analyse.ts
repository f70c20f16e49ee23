/** `npm run --silent analyse -- FILE...`: the analysis of any audio file as JSON on standard output, without the stack. */
import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import process from 'node:process'
import { analyseFile } from '../container/ingest/analyse-file.ts'
import { sniffFormat } from '../container/ingest/sniff.ts'
import type { Analysis } from '../core/audio/analysis.ts'
import { formatFacts, type MediaFormat } from '../core/media/format.ts'
import { makeProgressBar } from './demo/progress-bar.ts'
import { runScript } from './stack/script.ts'
import { untilAsked } from './stack/signals.ts'

await runScript(async () => {
  const files = process.argv.slice(2)
  if (files.length === 0 || files.includes('--help'))
    throw new Error('Name the files to analyse: npm run --silent analyse -- FILE...')
  // Before anything is analysed: a mistyped last name should not cost the minutes of those before it.
  const formats = await Promise.all(files.map(formatOf))
  const leaving = new AbortController()
  untilAsked().then(
    () => leaving.abort(new Error('Stopped.')),
    () => undefined,
  )
  const bar = process.stderr.isTTY ? makeProgressBar(process.stderr) : undefined
  const analyses: Analysis[] = []
  for (const [i, path] of files.entries()) {
    const format = formats[i]
    if (format === undefined) continue
    const onProgress = (fraction: number, stage: string) =>
      bar?.show('analysing', (i + fraction) / files.length, `${basename(path)}: ${stage}`)
    analyses.push(await analyse({ path, format, signal: leaving.signal, onProgress }))
  }
  bar?.end()
  process.stdout.write(`${JSON.stringify(analyses.length === 1 ? analyses[0] : analyses, null, 2)}\n`)
})

/** The format of a file; throws one sentence for what is no song. */
async function formatOf(path: string): Promise<MediaFormat> {
  if (!existsSync(path)) throw new Error(`There is no file at ${path}. Check the path.`)
  if (statSync(path).isDirectory()) throw new Error(`${path} is a folder. Name the files in it.`)
  const format = await sniffFormat(path).catch(() => undefined)
  if (format === undefined || formatFacts[format].kind === 'photo')
    throw new Error(
      `${path} is not a song we can read: it is none of MP3, WAV, FLAC, OGG or Opus, M4A and AAC. Choose another file.`,
    )
  return format
}

async function analyse(input: Parameters<typeof analyseFile>[0]): Promise<Analysis> {
  try {
    return (await analyseFile(input)).analysis
  } catch (error) {
    input.signal.throwIfAborted()
    throw new Error(
      `${input.path} cannot be decoded: the file is damaged or holds no sound. Try another copy of it.`,
      { cause: error },
    )
  }
}
