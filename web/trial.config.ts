/** Builds the pages that tests drive in a real browser, as the app itself is built, into `e2e/dist`. */
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { scriptFonts } from './script-fonts-plugin.ts'
import app, { gzippedFiles } from './vite.config.ts'

const root = import.meta.dirname

export default defineConfig({
  root,
  publicDir: false,
  plugins: [gzippedFiles(), scriptFonts()],
  worker: { format: 'es', plugins: () => [scriptFonts()] },
  build: {
    ...app.build,
    outDir: join(root, '..', 'e2e', 'dist'),
    rolldownOptions: {
      input: {
        device: join(root, 'device', 'trial-page.fake.ts'),
        preview: join(root, 'preview', 'trial-page.fake.ts'),
        rooms: join(root, 'rooms', 'player', 'trial-page.fake.ts'),
        tap: join(root, 'rooms', 'player', 'tap-worklet.fake.ts'),
      },
      output: { entryFileNames: '[name].js' },
    },
  },
})
