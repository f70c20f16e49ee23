/** The files a render reads, fetched when first asked for, and once. */
import { join } from 'node:path'
import type { MediaFormat } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import type { SourceFile } from '#core/work/order.ts'
import { Refused } from '../server/complaint.ts'
import { download } from '../server/transfer.ts'

/** A fetched file. */
export type FetchedSource = { readonly path: string; readonly format: MediaFormat }

/** The sources of one order. */
export type Sources = {
  /** A photo or clip. Refuses a media id that the order does not bring. */
  get(mediaId: string): Promise<FetchedSource>
  song(): Promise<FetchedSource>
}

/** Fetches into a folder. */
export function makeSources(
  files: { readonly song: SourceFile; readonly media: Readonly<Record<string, SourceFile>> },
  folder: string,
  signal: AbortSignal,
): Sources {
  const fetched = new Map<SourceFile, Promise<FetchedSource>>()
  const fetchOnce = (file: SourceFile) => {
    const known = fetched.get(file)
    if (known !== undefined) return known
    const path = join(folder, `source-${fetched.size}`)
    const arriving = download(file.url, path, { signal, mostBytes: mediaLimits.uploadBytes }).then(() => ({
      path,
      format: file.format,
    }))
    fetched.set(file, arriving)
    return arriving
  }
  return {
    async get(mediaId) {
      const file = files.media[mediaId]
      if (file === undefined) {
        throw new Refused('internal', `The timeline shows ${mediaId}, but the order does not bring it.`)
      }
      return await fetchOnce(file)
    },
    song: async () => await fetchOnce(files.song),
  }
}
