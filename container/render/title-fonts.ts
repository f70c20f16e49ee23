/** The fonts of titles, read from their packages when the first title asks for them. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { titleFontFiles } from '#core/text/font-files.ts'
import { makeHarfBuzzShaper } from '#core/text/harfbuzz-shaper.ts'
import type { TitleFonts } from '#core/text/title-layout.ts'

let reading: Promise<TitleFonts> | undefined

/** Both fonts at work. A failure is not remembered. */
export async function titleFonts(): Promise<TitleFonts> {
  reading ??= readFonts().catch((error: unknown) => {
    reading = undefined
    throw error
  })
  return await reading
}

async function readFonts(): Promise<TitleFonts> {
  const { resolve } = createRequire(import.meta.url)
  // Videos without titles need not wait for its WebAssembly.
  const harfBuzz = await import('harfbuzzjs')
  const read = async (path: string) => makeHarfBuzzShaper(harfBuzz, await readFile(resolve(path)))
  return { bricolage: await read(titleFontFiles.bricolage), inter: await read(titleFontFiles.inter) }
}
