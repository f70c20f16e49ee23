/** The fonts of titles and captions, fetched with what shapes them when the first word is drawn. */
import folders from 'virtual:script-fonts'
import bricolageUrl from '@expo-google-fonts/bricolage-grotesque/700Bold/BricolageGrotesque_700Bold.ttf?url'
import interUrl from '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf?url'
import type { FontLibrary, FontReader, Fonts, WrittenText } from '#core/text/font-library.ts'

let opening: Promise<FontLibrary> | undefined

/** The fonts that texts need, each loaded once for the whole page; after a failure the next to ask tries again. */
export async function fontsFor(texts: readonly WrittenText[]): Promise<Fonts> {
  opening ??= import('#core/text/font-library.ts').then(({ makeFontLibrary }) => makeFontLibrary(openReader))
  try {
    return await (await opening).fontsFor(texts)
  } catch (error) {
    opening = undefined
    throw new Error('The fonts of titles and captions could not be loaded, so they are not shown.', {
      cause: error,
    })
  }
}

const titleFontUrls = { bricolage: bricolageUrl, inter: interUrl }

async function openReader(): Promise<FontReader> {
  const harfBuzz = await import('harfbuzzjs')
  return {
    harfBuzz,
    titleFont: async (font) => new Uint8Array(await bytesAt(titleFontUrls[font])),
    sliceTable: async (family) => await (await answerOf(`${folders[family]}/unicode.json`)).json(),
    slice: async (family, name) =>
      new Uint8Array(await unzippedAt(`${folders[family]}/${family}-${name}-wght-normal.bin`)),
  }
}

async function bytesAt(url: string): Promise<ArrayBuffer> {
  return await (await answerOf(url)).arrayBuffer()
}

async function unzippedAt(url: string): Promise<ArrayBuffer> {
  const { body } = await answerOf(url)
  if (body === null) throw new Error('A font came without a body.')
  return await new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
}

async function answerOf(url: string): Promise<Response> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`A font could not be loaded (${answer.status}).`)
  return answer
}
