import { copyFile, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'

const root = import.meta.dirname
/** Where the Worker listens while the pages are served by Vite itself. */
const workerOrigin = process.env.WORKER_URL ?? 'http://localhost:8787'

/** Puts the reader of the API document beside the pages, so that it comes from our own origin and no other. */
function apiReader(): Plugin {
  return {
    name: 'cuecraft-api-reader',
    apply: 'build',
    async writeBundle(output) {
      const reader = join(root, '../node_modules/@scalar/api-reference/dist/browser/standalone.js')
      const target = join(output.dir ?? join(root, 'dist'), 'scalar')
      await mkdir(target, { recursive: true })
      await copyFile(reader, join(target, 'standalone.js'))
    },
  }
}

// The Worker takes writes from its own origin only, so the proxy speaks in that origin's name.
const proxied = { target: workerOrigin, changeOrigin: true, headers: { origin: workerOrigin } }

export default defineConfig({
  root,
  plugins: [solid(), apiReader()],
  build: {
    outDir: resolve(root, 'dist'),
    emptyOutDir: true,
    // These browsers know light-dark(), so the two themes stay one table in tokens.css.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Inlined fonts and pictures would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': proxied, '/healthz': proxied, '/readyz': proxied } },
})
