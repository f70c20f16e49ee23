import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { scriptFonts } from './script-fonts-plugin.ts'
import { serviceWorker, serviceWorkerFile } from './service-worker-plugin.ts'

const root = import.meta.dirname
/** Where the Worker listens while the pages are served by Vite itself. */
const workerOrigin = process.env.WORKER_URL ?? 'http://localhost:8787'

/** Puts the reader of the API document beside the pages, so that it comes from our own origin and no other. */
function apiReader(): Plugin {
  return {
    name: 'cuecraft-api-reader',
    apply: 'build',
    async writeBundle(output) {
      // Fetched by every npm command: `scripts/setup/api-reader.mjs`.
      const reader = join(
        root,
        '../.tools/api-reader/node_modules/@scalar/api-reference/dist/browser/standalone.js',
      )
      const target = join(output.dir ?? join(root, 'dist'), 'scalar')
      await mkdir(target, { recursive: true })
      await copyFile(reader, join(target, 'standalone.js'))
    },
  }
}

const gzippedQuery = '?gzipped'

/**
 * Answers `import address from 'some/file?gzipped'` with the address of the file, gzipped and named by its hash: hosts of
 * static pages take no file over 25 MiB, and FFmpeg's core is 32. While pages are served by Vite itself it stays as it is.
 */
export function gzippedFiles(): Plugin {
  let isBuild = false
  return {
    name: 'cuecraft-gzipped-files',
    enforce: 'pre',
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    async resolveId(source, importer) {
      if (!source.endsWith(gzippedQuery)) return undefined
      const found = await this.resolve(source.slice(0, -gzippedQuery.length), importer, { skipSelf: true })
      return found === null ? undefined : `\0${found.id}${gzippedQuery}`
    },
    async load(id) {
      if (!id.endsWith(gzippedQuery)) return undefined
      const path = id.slice(1, -gzippedQuery.length)
      if (!isBuild) return `export default ${JSON.stringify(`/@fs${path}`)}`
      const source = await promisify(gzip)(await readFile(path), { level: 9 })
      const hash = createHash('sha256').update(source).digest('hex').slice(0, 12)
      const fileName = `assets/${basename(path)}-${hash}.bin`
      this.emitFile({ type: 'asset', fileName, source })
      return `export default ${JSON.stringify(`/${fileName}`)}`
    },
  }
}

/** What the Worker answers of `/api/…`; the rest is where our own modules in `web/api` lie. */
const apiPaths = '^/api/(v1|docs)([/?]|$)'

// The Worker takes writes from its own origin only, so the proxy speaks in that origin's name.
const proxied = { target: workerOrigin, changeOrigin: true, headers: { origin: workerOrigin } }

export default defineConfig({
  root,
  plugins: [solid(), apiReader(), gzippedFiles(), scriptFonts(), serviceWorker()],
  // Workers load parts of themselves when they need them, which only modules can.
  worker: { format: 'es', plugins: () => [scriptFonts()] },
  build: {
    outDir: resolve(root, 'dist'),
    emptyOutDir: true,
    // These browsers know light-dark(), so the two themes stay one table in tokens.css.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Inlined fonts and pictures would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Whoever was sent a link gets a page of its own, without the app.
    rolldownOptions: {
      input: {
        index: resolve(root, 'index.html'),
        share: resolve(root, 'share.html'),
        'service-worker': resolve(root, 'shell/service-worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? serviceWorkerFile : 'assets/[name]-[hash].js',
      },
    },
  },
  server: {
    proxy: { [apiPaths]: { ...proxied, ws: true }, '/healthz': proxied, '/readyz': proxied, '/v/': proxied },
  },
})
