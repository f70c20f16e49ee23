/**
 * The fonts of titles, fetched with what shapes them when the first title is drawn. They are the files that
 * `core/text/font-files.ts` names; a bundler only finds what an import spells out.
 */

import bricolageUrl from '@expo-google-fonts/bricolage-grotesque/700Bold/BricolageGrotesque_700Bold.ttf?url'
import interUrl from '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf?url'
import type { TitleFonts } from '#core/text/title-layout.ts'

let loading: Promise<TitleFonts> | undefined

/** Loads them once for the whole page; after a failure the next to ask tries again. */
export function loadTitleFonts(): Promise<TitleFonts> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw new Error('The fonts of titles could not be loaded, so titles are not shown.', { cause: error })
  })
  return loading
}

async function load(): Promise<TitleFonts> {
  const [harfBuzz, { makeHarfBuzzShaper }, bricolage, inter] = await Promise.all([
    import('harfbuzzjs'),
    import('#core/text/harfbuzz-shaper.ts'),
    bytesAt(bricolageUrl),
    bytesAt(interUrl),
  ])
  return { bricolage: makeHarfBuzzShaper(harfBuzz, bricolage), inter: makeHarfBuzzShaper(harfBuzz, inter) }
}

async function bytesAt(url: string): Promise<Uint8Array> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`A font could not be loaded (${answer.status}).`)
  return new Uint8Array(await answer.arrayBuffer())
}
