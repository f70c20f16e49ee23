/** Builds one trial page as the app is built: `trial-build-process.ts ENTRY FOLDER`. A process of its own: see `trial-build.ts`. */
import { join } from 'node:path'
import process from 'node:process'
import { build } from 'vite'
import { gzippedFiles } from '../../web/vite.config.ts'

const web = join(import.meta.dirname, '..', '..', 'web')
const [entry = '', outDir = ''] = process.argv.slice(2)

await build({
  configFile: false,
  root: web,
  logLevel: 'error',
  publicDir: false,
  plugins: [gzippedFiles()],
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: join(web, entry), output: { entryFileNames: 'trial.js' } },
  },
})
