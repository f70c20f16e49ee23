/** `npm run bench:drift`: how far apart eight pages are that play one room, beside the bars. */
import process from 'node:process'
import { runDriftBench } from '../bench/drift.ts'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { runScript } from './stack/script.ts'

await runScript(async () => {
  const areBarsMet = await runDriftBench({ ffmpegPath: locateFfmpeg() })
  if (!areBarsMet) process.exitCode = 1
})
