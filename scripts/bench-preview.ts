/** `npm run bench:preview`: the preview in a real browser beside its bars. */
import process from 'node:process'
import { runPreviewBench } from '../bench/preview.ts'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { runScript } from './stack/script.ts'

await runScript(async () => {
  const areBarsMet = await runPreviewBench({ ffmpegPath: locateFfmpeg() })
  if (!areBarsMet) process.exitCode = 1
})
