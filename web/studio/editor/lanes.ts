/** The lanes of the timeline from top to bottom, and what a pointer touches in them. */
import { clipIndexAt } from '#core/timeline/edit/pieces.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { type FrameView, frameAtPixels, pixelsOfFrame } from './frame-view.ts'
import { firstFrom, type SongGrid } from './song-grid.ts'

/** Top and height of every lane, in pixels. */
export type Lanes = Readonly<
  Record<'ruler' | 'parts' | 'wave' | 'clips' | 'titles', { readonly top: number; readonly height: number }>
> & { readonly heightPixels: number }

const gapPixels = 6

/** The lanes in a given height: ruler, names of parts, clips and titles keep theirs, the waveform takes the rest. */
export function lanesIn(heightPixels: number): Lanes {
  const isLow = heightPixels < 230
  // Where there is room the pictures grow with it, up to what their thumbnails hold.
  const roomy = Math.min(96, Math.round(heightPixels * 0.26))
  const ruler = { top: 0, height: 24 }
  const parts = { top: 24, height: 20 }
  // On a tall screen, which is held in the hand, a title is as high as a finger.
  const titles = { height: isLow ? 28 : heightPixels < 340 ? 30 : 44, top: 0 }
  const clips = { height: isLow ? 60 : Math.max(68, roomy), top: 0 }
  titles.top = heightPixels - titles.height
  clips.top = titles.top - gapPixels - clips.height
  const wave = { top: 44, height: Math.max(16, clips.top - gapPixels - 44) }
  return { ruler, parts, wave, clips, titles, heightPixels }
}

/** What lies under a pointer. */
export type Hit =
  | { readonly kind: 'ruler' }
  | { readonly kind: 'song' }
  | { readonly kind: 'beat'; readonly beat: number }
  | { readonly kind: 'clip'; readonly clip: number }
  /** The cut between a clip and the next one: dragging it takes from one and gives to the other. */
  | { readonly kind: 'cut'; readonly afterClip: number }
  | { readonly kind: 'title'; readonly title: number; readonly edge: 'start' | 'end' | undefined }
  | { readonly kind: 'nothing' }

/** What a pointer is in: the drawing it touches, and how far from an edge still counts as the edge. */
export type Touch = {
  readonly timeline: Pick<Timeline, 'clips' | 'titles'>
  readonly grid: SongGrid
  readonly view: FrameView
  readonly lanes: Lanes
  readonly widthPixels: number
  readonly reachPixels: number
  /** While beats are edited, the waveform's beats can be taken. */
  readonly takesBeats: boolean
}

/** What is at a place of the drawing. */
export function hitAt(touch: Touch, x: number, y: number): Hit {
  const { lanes } = touch
  if (y < lanes.parts.top) return { kind: 'ruler' }
  if (y < lanes.clips.top - gapPixels / 2) return songHit(touch, x)
  if (y < lanes.titles.top - gapPixels / 2) return clipHit(touch, x)
  return titleHit(touch, x)
}

function songHit({ grid, view, widthPixels, reachPixels, takesBeats }: Touch, x: number): Hit {
  if (!takesBeats) return { kind: 'song' }
  const frame = frameAtPixels(view, widthPixels, x)
  const after = firstFrom(grid.beats, (beat) => beat.frame, frame)
  const nearest = [after - 1, after]
    .map((beat) => ({ beat, away: awayPixels(grid, beat, { view, widthPixels, x }) }))
    .toSorted((a, b) => a.away - b.away)[0]
  if (nearest === undefined || nearest.away > reachPixels) return { kind: 'song' }
  return { kind: 'beat', beat: nearest.beat }
}

function awayPixels(
  { beats }: SongGrid,
  beat: number,
  { view, widthPixels, x }: Pick<Touch, 'view' | 'widthPixels'> & { readonly x: number },
): number {
  const found = beats[beat]
  if (found === undefined) return Number.POSITIVE_INFINITY
  return Math.abs(pixelsOfFrame(view, widthPixels, found.frame) - x)
}

function clipHit({ timeline, view, widthPixels, reachPixels }: Touch, x: number): Hit {
  const { clips } = timeline
  const frame = frameAtPixels(view, widthPixels, x)
  const index = clipIndexAt({ clips }, frame)
  const clip = clips[index]
  if (clip === undefined) return { kind: 'nothing' }
  const left = pixelsOfFrame(view, widthPixels, clip.startFrame)
  const right = pixelsOfFrame(view, widthPixels, clip.startFrame + clip.lengthFrames)
  // A third of a narrow clip stays its own, or it could not be chosen.
  const reach = Math.min(reachPixels, (right - left) / 3)
  if (right - x <= reach && index < clips.length - 1) return { kind: 'cut', afterClip: index }
  if (x - left <= reach && index > 0) return { kind: 'cut', afterClip: index - 1 }
  return { kind: 'clip', clip: index }
}

function titleHit({ timeline, view, widthPixels, reachPixels }: Touch, x: number): Hit {
  const edges = timeline.titles.map(({ startFrame, lengthFrames }) => ({
    left: pixelsOfFrame(view, widthPixels, startFrame),
    right: pixelsOfFrame(view, widthPixels, startFrame + lengthFrames),
  }))
  // The later title is drawn over the earlier one.
  const title = edges.findLastIndex(({ left, right }) => x >= left && x <= Math.max(right, left + 8))
  const found = edges[title]
  if (found === undefined) return { kind: 'nothing' }
  const reach = Math.min(reachPixels, (found.right - found.left) / 3)
  const edge = found.right - x <= reach ? 'end' : x - found.left <= reach ? 'start' : undefined
  return { kind: 'title', title, edge }
}

/** The clips that a stretch of the video touches. */
export function clipsBetween(
  clips: Timeline['clips'],
  fromFrame: number,
  toFrame: number,
): readonly number[] {
  const [from, to] = fromFrame <= toFrame ? [fromFrame, toFrame] : [toFrame, fromFrame]
  const first = clipIndexAt({ clips }, from)
  const last = clipIndexAt({ clips }, to)
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}
