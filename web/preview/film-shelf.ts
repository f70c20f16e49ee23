/** The films of a preview, opened by the best way that works for each, a few of them at a time. */
import { openCodecFilm } from './codec-film.ts'
import { openElementFilm } from './element-film.ts'
import type { Film } from './films.ts'
import type { HeldPicture } from './pictures.ts'
import type { FindMedia, PreviewMedia, PreviewProblem } from './preview-media.ts'

/** Films kept open: those on screen, those that come next, and some that come again. */
const mostOpen = 24

/** See `makeFilmShelf`. */
export type FilmShelf = {
  /** The film of a clip, opened if it is not. */
  get(mediaId: string): Promise<Film>
  /** The film of a clip if it is open already. */
  atHand(mediaId: string): Film | undefined
  /** Leaves the way a film is opened by, which failed on the way; the next to ask gets another. */
  distrust(mediaId: string): void
  /** Forgets what is known of a clip, also what failed: the next to ask opens it by the best way there is then. */
  forget(mediaId: string): void
  close(): void
}

type Place = { readonly opening: Promise<Film>; film?: Film }

/** An empty shelf. A clip that cannot be played stands still, as its thumbnail, and is told of once. */
export function makeFilmShelf(find: FindMedia, onProblem: (problem: PreviewProblem) => void): FilmShelf {
  const places = new Map<string, Place>()
  const distrusted = new Map<string, number>()
  const open = (mediaId: string): Place => {
    const opening = openBest(find(mediaId), distrusted.get(mediaId) ?? 0, (sentence) =>
      onProblem({ kind: 'unplayable', mediaId, sentence }),
    )
    const place: Place = { opening }
    opening.then(
      (film) => {
        place.film = film
        if (places.get(mediaId) !== place) film.close()
      },
      () => places.delete(mediaId),
    )
    places.set(mediaId, place)
    for (const [id, each] of [...places].slice(0, -mostOpen)) {
      places.delete(id)
      each.film?.close()
    }
    return place
  }
  const shelved = (mediaId: string) => {
    const place = places.get(mediaId)
    if (place === undefined) return undefined
    places.delete(mediaId)
    places.set(mediaId, place)
    return place
  }
  const takeOff = (mediaId: string) => {
    places.get(mediaId)?.film?.close()
    places.delete(mediaId)
  }
  return {
    get: async (mediaId) => await (shelved(mediaId) ?? open(mediaId)).opening,
    atHand: (mediaId) => shelved(mediaId)?.film,
    distrust(mediaId) {
      distrusted.set(mediaId, (distrusted.get(mediaId) ?? 0) + 1)
      takeOff(mediaId)
    },
    forget(mediaId) {
      distrusted.delete(mediaId)
      takeOff(mediaId)
    },
    close() {
      for (const { film } of places.values()) film?.close()
      places.clear()
    },
  }
}

/** The ways that failed while playing are passed over. */
async function openBest(
  media: PreviewMedia | undefined,
  passedOver: number,
  say: (sentence: string) => void,
): Promise<Film> {
  if (media === undefined) throw new Error('There is no such clip.')
  const ways = [openCodecFilm, openElementFilm].flatMap((open) =>
    media.films.map((url) => async () => await open(url)),
  )
  for (const open of ways.slice(passedOver)) {
    const film = await open()
    if (film !== undefined) return film
  }
  say(
    `This browser cannot play ${media.name}: its picture stands still here. The finished video will show it.`,
  )
  return stillFilm(media)
}

/** A clip that cannot be played, as its thumbnail. */
function stillFilm({ thumbnails, name }: PreviewMedia): Film {
  const url = thumbnails.toSorted((a, b) => b.longSidePixels - a.longSidePixels).at(0)?.url
  const poster = url === undefined ? undefined : loadPoster(url)
  poster?.catch(() => undefined)
  const get = async (): Promise<HeldPicture> => {
    const image = await poster
    if (image === undefined) throw new Error(`${name} has no picture yet.`)
    return { image, widthPixels: image.width, heightPixels: image.height, release: () => undefined }
  }
  return {
    still: get,
    read() {
      let picture: HeldPicture | undefined
      const loaded = get().then((found) => {
        picture = found
        return found
      })
      loaded.catch(() => undefined)
      return {
        at: () => (picture === undefined ? undefined : { picture, isExact: true }),
        ready: async () => await loaded,
        close: () => undefined,
      }
    },
    close() {
      poster?.then(
        (image) => image.close(),
        () => undefined,
      )
    },
  }
}

async function loadPoster(url: string): Promise<ImageBitmap> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`A thumbnail could not be loaded (${answer.status}).`)
  return await createImageBitmap(await answer.blob())
}
