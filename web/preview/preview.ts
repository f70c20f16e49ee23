/** Plays a timeline in real time on a canvas, with nothing encoded: the picture follows the sound that is heard. */
import type { WrittenText } from '#core/text/font-library.ts'
import type { Music } from '#core/timeline/music.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { prepareCodecFilms } from './codec-film.ts'
import { type FrameIndex, indexFrames } from './frame-index.ts'
import { textsOf, textsOfVideo } from './lettering.ts'
import { newestOnly } from './newest-only.ts'
import { type FindMedia, type PreviewProblem, problemTeller } from './preview-media.ts'
import { makeSongClock, type SongClock } from './song-clock.ts'
import { makeStage, type Stage } from './stage.ts'
import { bySound, byWallClock, type TimeSource } from './time-source.ts'

/** What a preview is made of. */
export type PreviewParts = {
  /** Drawn on at its own size: `width` and `height` are set before, at the timeline's aspect. */
  readonly canvas: HTMLCanvasElement
  readonly timeline: Timeline
  /** Of this timeline, from `musicOf`. */
  readonly music: Music
  readonly songUrl: string
  /** Asked whenever a picture is needed, so it may answer more from one time to the next. */
  readonly media: FindMedia
  /** A frame was drawn. `isExact` is false while a picture it shows is still being decoded. */
  readonly onFrame?: (frame: number, isExact: boolean) => void
  /** Playing began or ended, also by itself at the end of the video. */
  readonly onPlaying?: (isPlaying: boolean) => void
  readonly onProblem?: (problem: PreviewProblem) => void
}

/** See `makePreview`. */
export type Preview = {
  /**
   * Shows another timeline, from the same frame on. What both have in common stays prepared. The canvas may have been
   * given another size before. Settles when a frame of it is drawn.
   */
  setTimeline(timeline: Timeline, music: Music): Promise<void>
  /** Plays from where it stands, from the beginning if that is the end. A browser wants a person's touch for sound. */
  play(): Promise<void>
  pause(): void
  /** Goes to a frame, and plays on from there if it plays. Settles when a frame is drawn: this, or one asked for since. */
  seek(frame: number): Promise<void>
  /** Shows a clip anew, by the best way that there is to it now. */
  reload(mediaId: string): Promise<void>
  /** The frame that was drawn last. */
  frame(): number
  isPlaying(): boolean
  /** The speed at which it plays, now and later: 1 with sound; any other, also below 0, without. */
  setRate(rate: number): void
  /** Gives everything back. The canvas keeps its last picture. */
  close(): void
}

/** Faster, or backwards, every frame is fetched for itself: readers only run forwards, and not much faster than films. */
const fastestReading = 2

/** What is drawn in an animation frame is seen at the next one, on most screens. The sound has gone on by then. */
const seenAfterMs = 1000 / 60

/** Who has stood so long may go anywhere next; who goes from frame to frame needs the processor for that. */
const standsAfterMs = 300

/** Longer than this the sound does not wait for the first picture. */
const mostWaitMs = 500

/** A preview that shows its first frame and stands. */
export function makePreview(parts: PreviewParts): Preview {
  const player = new Player(parts)
  return {
    setTimeline: (timeline, music) => player.setTimeline(timeline, music),
    play: () => player.play(),
    pause: () => player.pause(),
    seek: (frame) => player.goTo(player.inside(Math.round(frame))),
    reload: (mediaId) => player.reload(mediaId),
    frame: () => player.shown,
    isPlaying: () => player.isPlaying(),
    setRate: (rate) => player.setRate(rate),
    close: () => player.close(),
  }
}

/** One stretch of playing, told apart by identity: whatever was begun for an older one ends without a trace. */
type Run = { time?: TimeSource }

class Player {
  shown = 0
  /** Where somebody went whose frame is not drawn yet: whatever happens meanwhile happens from there. */
  #asked: number | undefined
  readonly #parts: PreviewParts
  readonly #clock: SongClock
  #index: FrameIndex
  #stage: Stage
  #rate = 1
  #run: Run | undefined
  #isClosed = false
  #standing: ReturnType<typeof setTimeout> | undefined
  readonly #showStill = newestOnly((frame: number) => this.#drawStill(frame))

  constructor(parts: PreviewParts) {
    this.#parts = parts
    this.#clock = makeSongClock(parts.songUrl)
    this.#index = indexFrames(parts.timeline, parts.music)
    this.#stage = makeStage(parts, parts.timeline.aspect, this.#tell)
    this.#clock.load().catch(this.#tellError)
    void this.#showStill(0).then(() => this.#prepareFilms())
  }

  readonly #tell = (problem: PreviewProblem) => {
    if (!this.#isClosed) this.#parts.onProblem?.(problem)
  }
  readonly #tellError = problemTeller(this.#tell)

  inside(frame: number): number {
    return Math.min(this.#index.timeline.lengthFrames - 1, Math.max(0, frame))
  }

  isPlaying(): boolean {
    return this.#run !== undefined
  }

  async setTimeline(timeline: Timeline, music: Music): Promise<void> {
    const before = this.#index.timeline
    this.#index = indexFrames(timeline, music)
    // Readers only run forwards: they are as far as the frame that was painted ahead.
    const reached = this.#stage.ahead.frame() ?? 0
    this.#stage.ahead.drop()
    const { canvas } = this.#parts
    const { size, aspect } = this.#stage.compositor
    const isResized =
      canvas.width !== size.widthPixels || canvas.height !== size.heightPixels || timeline.aspect !== aspect
    if (isResized) {
      this.#stage.desk.close()
      this.#stage = makeStage(this.#parts, timeline.aspect, this.#tell)
    }
    const isElsewhere =
      before.songStartSeconds !== timeline.songStartSeconds ||
      before.frameRate !== timeline.frameRate ||
      before.lengthFrames !== timeline.lengthFrames
    const frame = this.inside(Math.max(this.#place(), reached))
    // What playing begins with was prepared for the timeline before, and is let go with it.
    const isBeginning = this.#run !== undefined && this.#run.time === undefined
    if (this.#run === undefined || isBeginning || isResized || isElsewhere) await this.goTo(frame)
    else this.#drawPlaying(frame)
  }

  async play(): Promise<void> {
    if (this.#run !== undefined || this.#isClosed) return
    this.#parts.onPlaying?.(true)
    const [first, last] = [0, this.#index.timeline.lengthFrames - 1]
    const [start, end] = this.#rate > 0 ? [first, last] : [last, first]
    const place = this.#place()
    await this.#begin(place === end ? start : place)
  }

  pause(): void {
    if (this.#run === undefined) return
    this.#halt()
    this.#parts.onPlaying?.(false)
  }

  async goTo(frame: number): Promise<void> {
    this.#asked = frame
    if (this.#run === undefined) await this.#showStill(frame)
    else await this.#begin(frame)
  }

  async reload(mediaId: string): Promise<void> {
    if (this.#isClosed) return
    this.#stage.desk.forget(mediaId)
    this.#stage.ahead.drop()
    // What plays reads it anew with its next frame.
    if (this.#run === undefined) await this.#showStill(this.#place())
  }

  setRate(rate: number): void {
    if (rate === this.#rate) return
    this.#rate = rate
    if (this.#run !== undefined) void this.#begin(this.#place())
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#halt()
    this.#stage.desk.close()
    void this.#clock.close()
  }

  #isReading(): boolean {
    return this.#rate > 0 && this.#rate <= fastestReading
  }

  #halt(): void {
    this.#standNoMore()
    this.#run?.time?.stop()
    this.#run = undefined
    this.#stage.ahead.drop()
    this.#stage.desk.rest()
  }

  async #begin(frame: number): Promise<void> {
    this.#halt()
    const mine: Run = {}
    this.#run = mine
    void this.#prepareWords(textsOfVideo(this.#index.timeline))
    if (this.#isReading()) await this.#drawReady(frame, mine)
    else await this.#showStill(frame)
    if (this.#run !== mine) return
    const time = await this.#timeFrom(frame)
    if (this.#run !== mine) return time.stop()
    mine.time = time
    this.#tick(mine)
  }

  async #timeFrom(frame: number): Promise<TimeSource> {
    const { timeline } = this.#index
    if (this.#rate === 1) {
      try {
        return await bySound(this.#clock, timeline, frame)
      } catch (error) {
        this.#tellError(error)
      }
    }
    return byWallClock(this.#rate, timeline.frameRate, frame)
  }

  #tick(mine: Run): void {
    const { time } = mine
    if (this.#run !== mine || time === undefined) return
    if (this.#isReading()) this.#showDue(time)
    else {
      const frame = this.inside(time.frameIn(seenAfterMs))
      if (frame !== this.shown) void this.#showStill(frame)
    }
    const heard = time.frameIn(0)
    if (heard >= this.#index.timeline.lengthFrames || heard < 0) this.pause()
    else requestAnimationFrame(() => this.#tick(mine))
  }

  /** Shows the frame that is heard when it is seen: as it was painted ahead, or else paints it now. */
  #showDue(time: TimeSource): void {
    const { ahead, context } = this.#stage
    const due = this.inside(time.frameIn(seenAfterMs))
    const painted = ahead.frame()
    if (due <= this.shown || (painted !== undefined && due < painted)) return
    // One frame late at once is nearer to the sound than none late after the time that painting takes.
    if (painted !== undefined && due - painted <= 1 && ahead.show(context)) this.#drew(painted, true)
    else this.#drawPlaying(Math.max(due, this.inside(time.frameIn(seenAfterMs + ahead.paintMs()))))
    // Later, so that what was just drawn is on its way to the screen before the next is painted.
    setTimeout(() => this.#paintAhead(time))
  }

  #paintAhead(time: TimeSource): void {
    const { ahead, desk, compositor } = this.#stage
    if (this.#run?.time !== time || !this.#isReading()) return
    const next = Math.max(this.shown + 1, time.frameIn(seenAfterMs + ahead.paintMs()))
    if (next >= this.#index.timeline.lengthFrames) return
    ahead.paint(next, (context) => {
      desk.lookAhead(this.#index, next)
      const moment = this.#index.momentAt(next)
      const { pictureOf, isExact } = desk.playing(moment)
      if (isExact) compositor.compose(context, moment, pictureOf)
      return isExact
    })
  }

  async #drawStill(frame: number): Promise<void> {
    this.#standNoMore()
    const { desk, compositor, context } = this.#stage
    const moment = this.#index.momentAt(frame)
    const [pictureOf] = await Promise.all([desk.stills(moment), this.#prepareWords(textsOf(moment.segment))])
    if (this.#isClosed || desk !== this.#stage.desk || (this.#run !== undefined && this.#isReading())) return
    compositor.compose(context, moment, pictureOf)
    this.#drew(frame, true)
    if (this.#run === undefined) this.#standing = setTimeout(() => this.#prepareAround(frame), standsAfterMs)
  }

  #prepareAround(frame: number): void {
    const standing = this.#standing
    void this.#stage.desk.prepareAround(this.#index, frame, () => this.#standing === standing)
  }

  #standNoMore(): void {
    clearTimeout(this.#standing)
    this.#standing = undefined
  }

  async #drawReady(frame: number, mine: Run): Promise<void> {
    const { desk, compositor, context } = this.#stage
    const moment = this.#index.momentAt(frame)
    desk.lookAhead(this.#index, frame)
    const ready = Promise.all([desk.ready(moment), this.#prepareWords(textsOf(moment.segment))])
    const [pictureOf] = (await soonOr(mostWaitMs, ready)) ?? []
    if (this.#run !== mine) return
    if (pictureOf !== undefined) compositor.compose(context, moment, pictureOf)
    this.#drew(frame, pictureOf !== undefined)
  }

  #drawPlaying(frame: number): void {
    const { desk, compositor, context } = this.#stage
    desk.lookAhead(this.#index, frame)
    const moment = this.#index.momentAt(frame)
    const { pictureOf, isThere, isExact } = desk.playing(moment)
    // What was drawn before stands until a late picture comes, so that nothing blinks black.
    if (isThere) compositor.compose(context, moment, pictureOf)
    this.#drew(frame, isExact)
  }

  /** After the first frame, so that the first seek to a film does not wait for what opens it. */
  #prepareFilms(): void {
    if (this.#index.timeline.clips.some(({ shot }) => shot.kind === 'clip')) prepareCodecFilms()
  }

  async #prepareWords(texts: readonly WrittenText[]): Promise<void> {
    await this.#stage.compositor.prepare(texts).catch(this.#tellError)
  }

  #place(): number {
    return this.#asked ?? this.shown
  }

  #drew(frame: number, isExact: boolean): void {
    this.shown = frame
    if (frame === this.#asked || this.#run?.time !== undefined) this.#asked = undefined
    this.#parts.onFrame?.(frame, isExact)
  }
}

/** What a promise answers, or `undefined` when it takes longer. */
async function soonOr<Answer>(mostMs: number, answer: Promise<Answer>): Promise<Answer | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), mostMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
