/** Single pictures of films for frames that stand. A few are kept: an edit that does not touch a film must not decode it again. */
import { type FilmedPart, secondsOf } from './film-readings.ts'
import type { FilmShelf } from './film-shelf.ts'
import type { HeldPicture, Picture } from './pictures.ts'

const mostKept = 4

type Kept = { readonly mediaId: string; readonly still: HeldPicture }

/** See `makeFilmStills`. */
export type FilmStills = {
  /** The picture of a part. It is good until `tidy`, and the latest few are also good after it. */
  get(filmed: FilmedPart): Promise<Picture>
  tidy(): void
  /** Lets go of what is kept of a clip. */
  forget(mediaId: string): void
  close(): void
}

/** No stills yet. */
export function makeFilmStills(films: FilmShelf): FilmStills {
  const kept = new Map<string, Kept>()
  const letGo = (gone: readonly (readonly [string, Kept])[]) => {
    for (const [key, { still }] of gone) {
      kept.delete(key)
      still.release()
    }
  }
  return {
    async get(filmed) {
      const { mediaId } = filmed.shot
      const seconds = secondsOf(filmed)
      const key = `${mediaId} ${seconds.toFixed(4)}`
      const still = kept.get(key)?.still ?? (await (await films.get(mediaId)).still(seconds))
      kept.delete(key)
      kept.set(key, { mediaId, still })
      return still
    },
    tidy: () => letGo([...kept].slice(0, Math.max(0, kept.size - mostKept))),
    forget: (mediaId) => letGo([...kept].filter(([, each]) => each.mediaId === mediaId)),
    close: () => letGo([...kept]),
  }
}
