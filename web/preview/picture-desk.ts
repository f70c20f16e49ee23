/** Has at hand the pictures that frames show: exactly, for a frame that stands; ahead of time, for frames that play. */
import type { FrameSize } from '#core/timeline/preset.ts'
import type { ShotPart } from '#core/timeline/segments.ts'
import { type AskedFilm, type AskedPhoto, askedAhead, missingAt, photosAround, seenAt } from './asked.ts'
import type { PictureOf } from './compositor.ts'
import { type FilmedPart, makeFilmReadings, ReadingLetGo } from './film-readings.ts'
import { makeFilmShelf } from './film-shelf.ts'
import { makeFilmStills } from './film-stills.ts'
import type { FrameIndex, Moment } from './frame-index.ts'
import { preparePhotos } from './near-photos.ts'
import { makePhotos } from './photos.ts'
import type { Picture } from './pictures.ts'
import type { FindMedia, PreviewProblem } from './preview-media.ts'

/** See `makePictureDesk`. */
export type PictureDesk = {
  /** Decodes what a moment shows. What was found is good until the desk is asked again. */
  stills(moment: Moment): Promise<PictureOf>
  /** Prepares what is seen at a frame and soon after it, and lets go of what is not. */
  lookAhead(index: FrameIndex, frame: number): void
  /** Decodes the photos around a frame that stands, nearest first, for as long as they are wanted. */
  prepareAround(index: FrameIndex, frame: number, isWanted: () => boolean): Promise<void>
  /** Waits until what a moment shows is decoded and can be read on from there. */
  ready(moment: Moment): Promise<PictureOf>
  /** What is decoded of a moment by now: whether there is something of everything, and whether all is as it should be. */
  playing(moment: Moment): {
    readonly pictureOf: PictureOf
    readonly isThere: boolean
    readonly isExact: boolean
  }
  /** Closes what only playing needs. */
  rest(): void
  /** Forgets what is known of a clip, for there is a better way to it now. */
  forget(mediaId: string): void
  close(): void
}

/** A desk for frames of one size. Problems are told once for each photo or clip. */
export function makePictureDesk(
  size: FrameSize,
  find: FindMedia,
  onProblem: (problem: PreviewProblem) => void,
): PictureDesk {
  let isClosed = false
  // What fails because it was closed is no problem of the video.
  const tell = onlyOnce((problem) => {
    if (!isClosed) onProblem(problem)
  })
  const photos = makePhotos(size)
  const films = makeFilmShelf(find, tell.once)
  const stills = makeFilmStills(films)
  const readings = makeFilmReadings(films)
  const gather = makeGathering({ photos, films, find, tell: tell.once, isClosed: () => isClosed })
  return {
    async stills(moment) {
      const pictureOf = await gather(moment, stills.get)
      stills.tidy()
      return pictureOf
    },
    lookAhead(index, frame) {
      const asked = askedAhead(index, frame, find)
      // Whoever shows a photo that fails is told then.
      for (const each of asked)
        if (each.kind === 'photo') photos.get(each.view, each.media).catch(() => undefined)
      readings.keepOnly(asked.filter((each) => each.kind === 'clip'))
    },
    prepareAround: (index, frame, isWanted) =>
      preparePhotos(photosAround(index, frame, find), photos, () => !isClosed && isWanted()),
    ready: (moment) => gather(moment, readings.ready),
    playing(moment) {
      return gathered(seenAt(moment, find), (each) =>
        each.kind === 'clip' ? readings.at(each) : photoAt(photos.atHand(each.view, each.media)),
      )
    },
    rest: readings.close,
    forget(mediaId) {
      readings.close()
      stills.forget(mediaId)
      films.forget(mediaId)
      tell.forget(mediaId)
    },
    close() {
      isClosed = true
      readings.close()
      stills.close()
      photos.close()
      films.close()
    },
  }
}

/** Decodes all that a moment shows, films as they are asked for; what fails is told, and its place stays empty. */
function makeGathering(of: {
  readonly photos: ReturnType<typeof makePhotos>
  readonly films: ReturnType<typeof makeFilmShelf>
  readonly find: FindMedia
  readonly tell: (problem: PreviewProblem) => void
  readonly isClosed: () => boolean
}) {
  const { photos, films, find, tell, isClosed } = of
  /** A film that fails on the way is opened by its next way; the last one, its thumbnail, says why it fails. */
  const overWays = async ({ mediaId, media }: AskedFilm, ask: () => Promise<Picture>) => {
    for (let left = 2 * media.films.length; ; left -= 1) {
      try {
        return await ask()
      } catch (error) {
        if (left <= 0 || isClosed() || error instanceof ReadingLetGo) throw error
        films.distrust(mediaId)
      }
    }
  }
  return async (moment: Moment, ask: (filmed: FilmedPart) => Promise<Picture>): Promise<PictureOf> => {
    const found = new Map<ShotPart, Picture>()
    const bring = async (asked: AskedPhoto | AskedFilm) => {
      try {
        if (asked.kind === 'photo') found.set(asked.part, await photos.get(asked.view, asked.media))
        else found.set(asked.part, await overWays(asked, () => ask(asked)))
      } catch (error) {
        if (!(error instanceof ReadingLetGo)) tell(problemOf(asked.mediaId, error))
      }
    }
    // Both sides of a transition at once, save those of one clip: a way to it that fails is to be left only once.
    const turns = new Map<string, Promise<void>>()
    for (const asked of seenAt(moment, find)) {
      const before = turns.get(asked.mediaId) ?? Promise.resolve()
      turns.set(
        asked.mediaId,
        before.then(() => bring(asked)),
      )
    }
    await Promise.all(turns.values())
    for (const mediaId of missingAt(moment, find)) tell(deleted(mediaId))
    return (part) => found.get(part)
  }
}

type Shown = { readonly picture: Picture; readonly isExact: boolean }

/** What there is by now of what is asked for. */
function gathered(
  asked: readonly (AskedPhoto | AskedFilm)[],
  find: (each: AskedPhoto | AskedFilm) => Shown | undefined,
): ReturnType<PictureDesk['playing']> {
  const found = new Map<ShotPart, Picture>()
  let isExact = true
  for (const each of asked) {
    const shown = find(each)
    if (shown !== undefined) found.set(each.part, shown.picture)
    if (shown?.isExact !== true) isExact = false
  }
  return { pictureOf: (part) => found.get(part), isThere: found.size === asked.length, isExact }
}

function photoAt(picture: Picture | undefined): Shown | undefined {
  return picture === undefined ? undefined : { picture, isExact: true }
}

function deleted(mediaId: string): PreviewProblem {
  const sentence = 'A photo or clip of this video was deleted: its place stays black.'
  return { kind: 'other', mediaId, sentence }
}

function problemOf(mediaId: string, error: unknown): PreviewProblem {
  return { kind: 'other', mediaId, sentence: error instanceof Error ? error.message : String(error) }
}

/** Tells each problem once, until its photo or clip is forgotten. */
function onlyOnce(tell: (problem: PreviewProblem) => void) {
  const told = new Map<string, PreviewProblem>()
  return {
    once(problem: PreviewProblem) {
      const key = `${problem.mediaId} ${problem.sentence}`
      if (told.has(key)) return
      told.set(key, problem)
      tell(problem)
    },
    forget(mediaId: string) {
      for (const [key, problem] of told) if (problem.mediaId === mediaId) told.delete(key)
    },
  }
}
