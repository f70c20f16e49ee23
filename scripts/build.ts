/** `npm run build`: the web app into `web/dist`. */
import { root } from './checks/run-tool.ts'
import { runScript } from './stack/script.ts'
import { buildWeb } from './stack/web-build.ts'

await runScript(async () => {
  console.log((await buildWeb(root)) ? 'Built web/dist.' : 'web/dist is current.')
})
