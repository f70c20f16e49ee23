/** `npm run bench:render`: the render beside one bare FFmpeg, and a re-render after one edit. */
import process from 'node:process'
import { runRenderBench } from '../bench/render.ts'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { runScript } from './stack/script.ts'

await runScript(async () => {
  const areBarsMet = await runRenderBench(process.argv.slice(2), { ffmpegPath: locateFfmpeg() })
  if (!areBarsMet) process.exitCode = 1
})
