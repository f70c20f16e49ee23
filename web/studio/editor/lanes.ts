/** The lanes of the timeline from top to bottom, and what a pointer touches in them. */
import { clipIndexAt } from '#core/timeline/edit/pieces.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { type FrameView, frameAtPixels, pixelsOfFrame } from './frame-view.ts'
import { firstFrom, type SongGrid } from './song-grid.ts'

/** Top and height of every lane, in pixels. */
export type Lanes = Readonly<
  Record<
    'ruler' | 'parts' | 'wave' | 'clips' | 'captions' | 'titles',
    { readonly top: number; readonly height: number }
  >
> & { readonly heightPixels: number }

const gapPixels = 6

/**
 * The lanes in a given height: ruler, names of parts, clips, captions and titles keep theirs, the waveform takes the rest.
 * A video without captions has no lane of them, which is then of no height.
 */
export function lanesIn(heightPixels: number, hasCaptions: boolean): Lanes {
  const isLow = heightPixels < 230
  // Where there is room the pictures grow with it, up to what their thumbnails hold.
  const roomy = Math.min(96, Math.round(heightPixels * 0.26))
  const ruler = { top: 0, height: 24 }
  const parts = { top: 24, height: 20 }
  // On a tall screen, which is held in the hand, a title is as high as a finger.
  const titles = { height: isLow ? 28 : heightPixels < 340 ? 30 : 44, top: 0 }
  const captions = { height: hasCaptions ? (isLow ? 22 : heightPixels < 340 ? 26 : 44) : 0, top: 0 }
  const clips = { height: isLow ? (hasCaptions ? 50 : 60) : Math.max(68, roomy), top: 0 }
  titles.top = heightPixels - titles.height
  captions.top = hasCaptions ? titles.top - gapPixels - captions.height : titles.top
  clips.top = captions.top - gapPixels - clips.height
  const wave = { top: 44, height: Math.max(16, clips.top - gapPixels - 44) }
  return { ruler, parts, wave, clips, captions, titles, heightPixels }
}

/** An end of something that lies on the timeline. */
export type Edge = 'start' | 'end'

/** What lies under a pointer. */
export type Hit =
  | { readonly kind: 'ruler' }
  | { readonly kind: 'song' }
  | { readonly kind: 'beat'; readonly beat: number }
  | { readonly kind: 'clip'; readonly clip: number }
  /** The cut between a clip and the next one: dragging it takes from one and gives to the other. */
  | { readonly kind: 'cut'; readonly afterClip: number }
  /** The end of the last clip, and so of the video. */
  | { readonly kind: 'end' }
  | { readonly kind: 'title'; readonly title: number; readonly edge: Edge | undefined }
  | { readonly kind: 'caption'; readonly caption: number; readonly edge: Edge | undefined }
  | { readonly kind: 'nothing' }

/** What a pointer is in: the drawing it touches, and how far from an edge still counts as the edge. */
export type Touch = {
  readonly timeline: Pick<Timeline, 'clips' | 'titles' | 'captions'>
  readonly grid: SongGrid
  readonly view: FrameView
  readonly lanes: Lanes
  readonly widthPixels: number
  readonly reachPixels: number
  /** While beats are edited, the waveform's beats can be taken. */
  readonly takesBeats: boolean
  /** A beat that is taken before any nearer one: beats lie closer than a finger is wide. */
  readonly firstBeat?: number | undefined
}

/** What is at a place of the drawing. */
export function hitAt(touch: Touch, x: number, y: number): Hit {
  const { lanes } = touch
  if (y < lanes.parts.top) return { kind: 'ruler' }
  if (y < lanes.clips.top - gapPixels / 2) return songHit(touch, x)
  if (y < lanes.captions.top - gapPixels / 2) return clipHit(touch, x)
  if (y < lanes.titles.top - gapPixels / 2) return captionHit(touch, x)
  return titleHit(touch, x)
}

function songHit({ grid, view, widthPixels, reachPixels, takesBeats, firstBeat }: Touch, x: number): Hit {
  if (!takesBeats) return { kind: 'song' }
  if (firstBeat !== undefined && awayPixels(grid, firstBeat, { view, widthPixels, x }) <= reachPixels)
    return { kind: 'beat', beat: firstBeat }
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
  if (right - x <= reach)
    return index < clips.length - 1 ? { kind: 'cut', afterClip: index } : { kind: 'end' }
  if (x - left <= reach && index > 0) return { kind: 'cut', afterClip: index - 1 }
  return { kind: 'clip', clip: index }
}

function titleHit(touch: Touch, x: number): Hit {
  const found = spanHit(touch, touch.timeline.titles, x)
  return found === undefined ? { kind: 'nothing' } : { kind: 'title', title: found.index, edge: found.edge }
}

function captionHit(touch: Touch, x: number): Hit {
  const found = spanHit(touch, touch.timeline.captions?.lines ?? [], x)
  return found === undefined
    ? { kind: 'nothing' }
    : { kind: 'caption', caption: found.index, edge: found.edge }
}

/** Which of the words in a lane are at a place, and which of their ends. */
function spanHit(
  { view, widthPixels, reachPixels }: Touch,
  spans: readonly { readonly startFrame: number; readonly lengthFrames: number }[],
  x: number,
): { readonly index: number; readonly edge: Edge | undefined } | undefined {
  const edges = spans.map(({ startFrame, lengthFrames }) => ({
    left: pixelsOfFrame(view, widthPixels, startFrame),
    right: pixelsOfFrame(view, widthPixels, startFrame + lengthFrames),
  }))
  // The later one is drawn over the earlier one.
  const index = edges.findLastIndex(({ left, right }) => x >= left && x <= Math.max(right, left + 8))
  const found = edges[index]
  if (found === undefined) return undefined
  const reach = Math.min(reachPixels, (found.right - found.left) / 3)
  return { index, edge: found.right - x <= reach ? 'end' : x - found.left <= reach ? 'start' : undefined }
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
