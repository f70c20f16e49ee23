/** The fonts of titles and captions, read from their packages when the first word asks for them. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { sliceFiles, titleFontFiles } from '#core/text/font-files.ts'
import { type FontReader, type Fonts, makeFontLibrary, type WrittenText } from '#core/text/font-library.ts'
import type { ScriptFamily } from '#core/text/script-fonts.ts'

const library = makeFontLibrary(openReader)

/** The fonts at work that these texts need. A failure is not remembered. */
export async function fontsFor(texts: readonly WrittenText[]): Promise<Fonts> {
  return await library.fontsFor(texts)
}

/** Videos without words need not wait for its WebAssembly. */
async function openReader(): Promise<FontReader> {
  const [harfBuzz, { default: decompress }] = await Promise.all([
    import('harfbuzzjs'),
    import('woff2-encoder/decompress'),
  ])
  const { resolve } = createRequire(import.meta.url)
  const read = async (family: ScriptFamily, path: string) =>
    await readFile(resolve(`${sliceFiles.packageOf(family)}/${path}`))
  return {
    harfBuzz,
    titleFont: async (font) => await readFile(resolve(titleFontFiles[font])),
    sliceTable: async (family) => JSON.parse((await read(family, sliceFiles.table)).toString('utf8')),
    slice: async (family, name) => await decompress(await read(family, sliceFiles.slice(family, name))),
  }
}
