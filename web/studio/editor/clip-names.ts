/** Clips in words: for the list that a screen reader walks, and for the head of the inspector. */
import type { Timeline, TimelineClip } from '#core/timeline/timeline.ts'
import { secondsOfFrames } from '#core/units.ts'
import type { Media } from '../../api/shapes.ts'
import { lookName } from '../../media/looks.ts'
import { placeOf, type SongGrid } from './song-grid.ts'

/** Everything that names a clip. */
export type ClipSurroundings = {
  readonly timeline: Timeline
  readonly grid: SongGrid
  readonly library: ReadonlyMap<string, Media>
}

/** What a clip shows: its file's name, or what is drawn in place of one. */
export function pictureNameOf({ shot }: TimelineClip, library: ReadonlyMap<string, Media>): string {
  if (shot.kind === 'visual') return `${lookName(shot.look)}, drawn to the music`
  return library.get(shot.mediaId)?.fileName ?? 'deleted picture'
}

/** `Clip 12, beach.jpg, bar 9 beat 1 to bar 11 beat 1, 2.1 s`. */
export function clipName(index: number, { timeline, grid, library }: ClipSurroundings): string {
  const clip = timeline.clips[index]
  if (clip === undefined) return ''
  const name = pictureNameOf(clip, library)
  const seconds = lengthWords(clip.lengthFrames, timeline.frameRate)
  const place = stretchWords(grid, clip.startFrame, clip.startFrame + clip.lengthFrames)
  return [`Clip ${index + 1}`, name, place, seconds].filter((part) => part !== undefined).join(', ')
}

/** Where a stretch begins and ends in the music; `undefined` where there is no grid. */
export function stretchWords(grid: SongGrid, startFrame: number, endFrame: number): string | undefined {
  const [from, to] = [placeOf(grid, startFrame), placeOf(grid, endFrame)]
  if (to === undefined) return undefined
  return from === undefined ? `to ${to}` : `${from} to ${to}`
}

/** A length in seconds with one decimal: `2.1 s`; under a tenth in frames. */
export function lengthWords(frames: number, frameRate: number): string {
  const seconds = secondsOfFrames(frames, frameRate)
  return seconds < 0.1 ? `${frames} f` : `${seconds.toFixed(1)} s`
}
