/** Tells the service worker which files of this build to keep: the shell, and the pages that are of use without a network. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

/** The file of the service worker: at the root, since it may answer only for what lies below it. */
export const serviceWorkerFile = 'service-worker.js'

const placeholder = '{"kept":"here"}'
/** The shell, and what opens without a network. */
const keptModules = [
  'index.html',
  'songs/Songs.tsx',
  'rooms/Rooms.tsx',
  'rooms/RoomPage.tsx',
  'rooms/TvPage.tsx',
  'ui/Toasts.tsx',
  'ui/MenuContent.tsx',
]
const keptFiles = ['/', '/theme.js', '/icon.svg', '/manifest.webmanifest']

/** Writes the list into the service worker once the build stands. */
export function serviceWorker(): Plugin {
  return {
    name: 'cuecraft-service-worker',
    apply: 'build',
    async writeBundle(output, bundle) {
      const folder = output.dir ?? ''
      const path = join(folder, serviceWorkerFile)
      const script = await readFile(path, 'utf8')
      if (!script.includes(placeholder)) throw new Error(`${serviceWorkerFile} has no place for its list.`)
      const paths = [...keptFiles, ...filesOf(bundle)]
      const hash = createHash('sha256').update(JSON.stringify(paths))
      for (const name of ['index.html', 'theme.js']) hash.update(await readFile(join(folder, name)))
      const kept = JSON.stringify({ version: hash.digest('hex').slice(0, 12), paths })
      await writeFile(path, script.replace(placeholder, kept))
    },
  }
}

/** The kept pages with everything they import at once: scripts, styles, and the fonts that those name. */
function filesOf(bundle: Rolldown.OutputBundle): readonly string[] {
  const found = new Set<string>()
  const visit = (chunk: Rolldown.OutputChunk) => {
    if (found.has(chunk.fileName)) return
    found.add(chunk.fileName)
    for (const name of chunk.viteMetadata?.importedCss ?? []) found.add(name)
    for (const name of chunk.viteMetadata?.importedAssets ?? []) found.add(name)
    for (const name of chunk.imports) {
      const imported = bundle[name]
      if (imported?.type === 'chunk') visit(imported)
    }
  }
  for (const file of Object.values(bundle)) {
    if (file.type !== 'chunk') continue
    if (keptModules.some((module) => file.facadeModuleId?.endsWith(`/web/${module}`) === true)) visit(file)
  }
  const fonts = Object.keys(bundle).filter((name) =>
    /(inter|bricolage-grotesque)-latin-wght-normal/.test(name),
  )
  // Each once: a cache takes no list that names a file twice.
  return [...new Set([...found, ...fonts])].map((name) => `/${name}`).toSorted()
}
