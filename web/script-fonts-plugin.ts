/** Puts the fonts of scripts beside the pages, slice by slice, as the browser reads them. */
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Plugin } from 'vite'
import decompress from 'woff2-encoder/decompress'
import { scriptFamilies } from '../core/text/script-fonts.ts'

const fontsModule = 'virtual:script-fonts'
const packages = join(import.meta.dirname, '../node_modules/@fontsource-variable')
/** Unpacking all slices takes some seconds: what was unpacked once is kept for the builds that follow. */
const unpacked = join(import.meta.dirname, '../node_modules/.cache/cuecraft-fonts')

/** Slices of Latin and its neighbours are never asked for: other fonts of ours write those. */
const asked = (family: string, file: string) =>
  file.endsWith('-wght-normal.woff2') &&
  !/^(?:latin|cyrillic|greek|vietnamese)/.test(file.slice(family.length + 1))

/**
 * Answers `import folders from 'virtual:script-fonts'` with the folder of each family: there are hundreds of slices, of which
 * a text needs a few, so that pages are not told the address of every one. A folder is named by its package's version, and
 * may be kept for ever. The slices are unpacked from WOFF2 and gzipped: HarfBuzz does not read WOFF2, and what unpacks it makes
 * code from text, which the pages' policy forbids.
 */
export function scriptFonts(): Plugin {
  return {
    name: 'cuecraft-script-fonts',
    resolveId: (source) => (source === fontsModule ? `\0${fontsModule}` : undefined),
    async load(id) {
      if (id !== `\0${fontsModule}`) return undefined
      const folders = [...(await familyFolders())].map(([family, folder]) => [family, `/${folder}`])
      return `export default ${JSON.stringify(Object.fromEntries(folders))}`
    },
    async writeBundle({ dir = '' }) {
      for (const [family, folder] of await familyFolders()) {
        const target = join(dir, folder)
        await mkdir(target, { recursive: true })
        await copyFile(join(packages, family, 'unicode.json'), join(target, 'unicode.json'))
        for (const file of await readdir(join(packages, family, 'files'))) {
          if (!asked(family, file)) continue
          const slice = file.replace(/woff2$/, 'bin')
          await copyFile(await unpackedSlice(family, basename(folder), file), join(target, slice))
        }
      }
    },
    async configureServer(server) {
      for (const [family, folder] of await familyFolders()) {
        server.middlewares.use(`/${folder}`, (request, response, next) => {
          const name = basename(request.url ?? '')
          const path = name.endsWith('.bin')
            ? unpackedSlice(family, basename(folder), name.replace(/bin$/, 'woff2'))
            : Promise.resolve(join(packages, family, name))
          path
            .then((found) => readFile(found))
            .then((bytes) => response.end(bytes))
            .catch(next)
        })
      }
    },
  }
}

async function familyFolders(): Promise<ReadonlyMap<string, string>> {
  const named = scriptFamilies.map(async (family) => {
    const { version } = JSON.parse(await readFile(join(packages, family, 'package.json'), 'utf8'))
    return [family, `assets/fonts/${family}-${version}`] as const
  })
  return new Map(await Promise.all(named))
}

/** The path of a slice as it is served. */
async function unpackedSlice(family: string, versioned: string, file: string): Promise<string> {
  const folder = join(unpacked, versioned)
  const path = join(folder, file)
  const isThere = await readFile(path).then(
    () => true,
    () => false,
  )
  if (isThere) return path
  await mkdir(folder, { recursive: true })
  const font = await decompress(await readFile(join(packages, family, 'files', file)))
  // Builds may run side by side: each writes a file of its own, and the last name given holds the same bytes.
  const own = `${path}.${process.pid}`
  await writeFile(own, await promisify(gzip)(font))
  await rename(own, path)
  return path
}
