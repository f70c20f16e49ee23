/** What a browser fetches before the first page shows, read from the built page itself. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** One file of the first load, with its size as it travels. */
export type LoadedFile = { readonly name: string; readonly gzippedBytes: number }

/** The most that may travel before the first page shows, fonts and pictures apart. */
export const firstLoadLimitBytes = 100_000

/** The most that may travel before somebody with a link sees the video, fonts and the video itself apart. */
export const shareLoadLimitBytes = 40_000

/** A page, its scripts, what they preload, and its styles, from `web/dist`. */
export function readFirstLoad(dist: string, pageName = 'index.html'): readonly LoadedFile[] {
  const page = readFileSync(join(dist, pageName), 'utf8')
  const linked = [...page.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(([, name = '']) => name)
  return [pageName, ...new Set(linked)].map((name) => ({
    name,
    gzippedBytes: gzipSync(readFileSync(join(dist, name)), { level: 9 }).length,
  }))
}

/** The size of all of it together. */
export function totalBytes(files: readonly LoadedFile[]): number {
  return files.reduce((sum, file) => sum + file.gzippedBytes, 0)
}
