/** `npm run bench:web`: what a browser downloads and measures on the first page, and how smoothly the editor moves. */
import { runEditorBench } from '../bench/editor.ts'
import { runWebBench } from '../bench/web.ts'
import { runScript } from './stack/script.ts'

await runScript(async () => {
  await runWebBench()
  await runEditorBench()
})
