/** `npm run bench:analysis`: how right and how fast the analysis is. */
import process from 'node:process'
import { runAnalysisBench } from '../bench/analysis.ts'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { runScript } from './stack/script.ts'

await runScript(async () => runAnalysisBench(process.argv.slice(2), { ffmpegPath: locateFfmpeg() }))
