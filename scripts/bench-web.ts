/** `npm run bench:web`: what a browser downloads before the first page shows, and what it measures there. */
import { runWebBench } from '../bench/web.ts'
import { runScript } from './stack/script.ts'

await runScript(runWebBench)
