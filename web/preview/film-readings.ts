/** The stretches of films that are being read while a timeline plays: one for each clip seen now or soon. */
import type { ShotPart } from '#core/timeline/segments.ts'
import { sourceSecondsAt } from '#core/timeline/speed.ts'
import type { ClipShot } from '#core/timeline/timeline.ts'
import type { FilmShelf } from './film-shelf.ts'
import type { FilmReader } from './films.ts'
import type { Moment } from './frame-index.ts'
import type { Picture } from './pictures.ts'

/** No more are begun ahead of time, however short the clips are: each holds a decoder. */
const mostReadings = 4

/** A jump farther than this is quicker made by beginning anew. */
const mostStepSeconds = 1.5

const hairSeconds = 1e-6

/** A part that shows a film, at a moment. */
export type FilmedPart = { readonly part: ShotPart; readonly shot: ClipShot; readonly moment: Moment }

/** See `makeFilmReadings`. */
export type FilmReadings = {
  /** What is decoded for a part by now. */
  at(filmed: FilmedPart): ReturnType<FilmReader['at']>
  /** Waits until a part's picture is decoded. Throws `ReadingLetGo` when the part is not wanted any more before that. */
  ready(filmed: FilmedPart): Promise<Picture>
  /** Begins those of the parts that are not read yet, and closes what is not among them. */
  keepOnly(wanted: readonly FilmedPart[]): void
  close(): void
}

type Reading = {
  readonly opening: Promise<FilmReader>
  reader?: FilmReader
  lastSeconds: number
  /** Nobody wanted it any more, whatever it then comes to. */
  isLetGo: boolean
}

/** A reading ended before its picture was there because something else is shown now: no fault of the film. */
export class ReadingLetGo extends Error {
  constructor() {
    super('This stretch of the film is not read any more.')
    this.name = 'ReadingLetGo'
  }
}

/** No readings yet. */
export function makeFilmReadings(films: FilmShelf): FilmReadings {
  const readings = new Map<string, Reading>()
  const drop = (key: string, each: Reading | undefined) => {
    if (readings.get(key) === each) readings.delete(key)
    each?.reader?.close()
  }
  const letGo = (key: string, each: Reading | undefined) => {
    if (each !== undefined) each.isLetGo = true
    drop(key, each)
  }
  const begin = (key: string, mediaId: string, seconds: number): Reading => {
    const opening = films.get(mediaId).then((film) => film.read(seconds))
    const made: Reading = { opening, lastSeconds: seconds, isLetGo: false }
    readings.set(key, made)
    opening.then(
      (reader) => {
        made.reader = reader
        if (readings.get(key) !== made) reader.close()
      },
      () => drop(key, made),
    )
    return made
  }
  const readingOf = (filmed: FilmedPart): Reading => {
    const [key, seconds] = [keyOf(filmed), secondsOf(filmed)]
    const known = readings.get(key)
    const step = known === undefined ? Number.NaN : seconds - known.lastSeconds
    if (known !== undefined && step > -hairSeconds && step < mostStepSeconds) {
      known.lastSeconds = seconds
      return known
    }
    letGo(key, known)
    return begin(key, filmed.shot.mediaId, seconds)
  }
  return {
    at: (filmed) => readingOf(filmed).reader?.at(secondsOf(filmed)),
    async ready(filmed) {
      const reading = readingOf(filmed)
      try {
        return await (await reading.opening).ready(secondsOf(filmed))
      } catch (error) {
        drop(keyOf(filmed), reading)
        throw reading.isLetGo ? new ReadingLetGo() : error
      }
    },
    keepOnly(wanted) {
      const byKey = new Map(wanted.slice(0, mostReadings).map((filmed) => [keyOf(filmed), filmed]))
      for (const [key, each] of readings) if (!byKey.has(key)) letGo(key, each)
      for (const [key, filmed] of byKey) {
        if (!readings.has(key)) begin(key, filmed.shot.mediaId, secondsOf(filmed))
      }
    },
    close() {
      for (const [key, each] of readings) letGo(key, each)
    },
  }
}

/** The time in its film that a part shows at a moment. */
export function secondsOf({ part, shot, moment: { frame, frameRate } }: FilmedPart): number {
  return sourceSecondsAt(shot, part.offsetFrames + frame, frameRate)
}

/** The same while the same stretch of a film is shown at the same place, whatever else is edited. */
function keyOf({ part: { clipIndex }, shot: { mediaId, sourceStartSeconds, speed } }: FilmedPart): string {
  return `${clipIndex} ${mediaId} ${sourceStartSeconds} ${Object.values(speed).join(' ')}`
}
