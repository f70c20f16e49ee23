/** Which lines of the grid a zoom shows: parts, bars, beats, half beats, frames; never so many that they run together. */
import type { FrameView } from './frame-view.ts'
import { type BeatFrame, firstFrom, type SongGrid } from './song-grid.ts'

/** One line: where it is, how much it weighs (0 a part down to 4 a frame), and what the ruler writes beside it. */
export type GridLine = {
  readonly frame: number
  readonly rank: 0 | 1 | 2 | 3 | 4
  readonly words: string | undefined
}

/** Lines closer than this are a grey wash, which says nothing. */
const leastGapPixels = 9
/** What a bar's number and the air beside it need. */
const wordsPixels = 44

/** The lines of a view that is `widthPixels` wide, in the order of the video for each rank. */
export function gridLinesIn(grid: SongGrid, view: FrameView, widthPixels: number): readonly GridLine[] {
  const perFrame = widthPixels / (view.toFrame - view.fromFrame)
  return [...partLines(grid, view), ...beatLines(grid, view, perFrame), ...frameLines(view, perFrame)]
}

function partLines({ parts }: SongGrid, view: FrameView): readonly GridLine[] {
  return parts
    .filter((part) => part.startFrame >= view.fromFrame && part.startFrame <= view.toFrame)
    .map((part) => ({ frame: part.startFrame, rank: 0, words: undefined }))
}

function beatLines({ beats }: SongGrid, view: FrameView, perFrame: number): readonly GridLine[] {
  const first = Math.max(0, firstFrom(beats, (beat) => beat.frame, view.fromFrame) - 1)
  const last = Math.min(beats.length, firstFrom(beats, (beat) => beat.frame, view.toFrame) + 1)
  const shown = beats.slice(first, last)
  const [begin, end] = [shown[0], shown.at(-1)]
  if (begin === undefined || end === undefined || shown.length < 2) return []
  const beatPixels = ((end.frame - begin.frame) / (shown.length - 1)) * perFrame
  const barPixels = (beatPixels * shown.length) / Math.max(1, end.bar - begin.bar)
  const room: Room = {
    beatPixels,
    barStep: stepOf(barPixels, leastGapPixels),
    wordStep: stepOf(barPixels, wordsPixels),
  }
  return shown.flatMap((beat, i) => {
    const line = beat.position === 1 ? barLine(beat, room) : beatLine(beat, room)
    return [line, halfLine(beat, shown[i + 1], room)].filter((each) => each !== undefined)
  })
}

type Room = { readonly beatPixels: number; readonly barStep: number; readonly wordStep: number }

function barLine({ frame, bar }: BeatFrame, { barStep, wordStep }: Room): GridLine | undefined {
  if ((bar - 1) % barStep !== 0) return undefined
  return { frame, rank: 1, words: (bar - 1) % wordStep === 0 ? String(bar) : undefined }
}

function beatLine({ frame, bar, position }: BeatFrame, { beatPixels }: Room): GridLine | undefined {
  if (beatPixels < leastGapPixels) return undefined
  return { frame, rank: 2, words: beatPixels >= wordsPixels ? `${bar}.${position}` : undefined }
}

function halfLine(beat: BeatFrame, next: BeatFrame | undefined, { beatPixels }: Room): GridLine | undefined {
  if (next === undefined || beatPixels < 4 * leastGapPixels) return undefined
  return { frame: (beat.frame + next.frame) / 2, rank: 3, words: undefined }
}

/** Every how many bars there is room for something: 1, 2, 4, 8, as music is counted. */
function stepOf(barPixels: number, neededPixels: number): number {
  let step = 1
  while (barPixels * step < neededPixels && step < 1024) step *= 2
  return step
}

function frameLines(view: FrameView, perFrame: number): readonly GridLine[] {
  if (perFrame < leastGapPixels) return []
  const first = Math.ceil(view.fromFrame)
  const count = Math.max(0, Math.floor(view.toFrame) - first + 1)
  return Array.from({ length: count }, (_, i) => ({ frame: first + i, rank: 4, words: undefined }))
}

/** Seconds between the times that a ruler writes, so that none touches the next. */
export function rulerStepSeconds(perFramePixels: number, frameRate: number): number {
  const steps = [1 / frameRate, 5 / frameRate, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300]
  return steps.find((step) => step * frameRate * perFramePixels >= 64) ?? 600
}
