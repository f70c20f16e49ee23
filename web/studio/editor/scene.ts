/** What the timeline's canvas shows at one moment. */
import type { Analysis, Waveform } from '#core/audio/analysis.ts'
import type { Timeline, TimelineClip } from '#core/timeline/timeline.ts'
import type { FrameView } from './frame-view.ts'
import type { Lanes } from './lanes.ts'
import type { SongGrid } from './song-grid.ts'
import type { Thumb } from './thumbs.ts'

/** A stretch between two frames, the second one outside it. */
export type FrameRange = { readonly startFrame: number; readonly endFrame: number }

/** Which part of its film a clip shows while it is slipped, in the film's own seconds. */
export type SlipShown = {
  readonly clip: number
  readonly fromSeconds: number
  readonly lastsSeconds: number
  readonly filmSeconds: number
}

/** Everything there is to draw. */
export type Scene = {
  readonly timeline: Timeline
  readonly grid: SongGrid
  readonly peaks: Waveform
  readonly energy: Analysis['energy']
  readonly view: FrameView
  readonly lanes: Lanes
  readonly widthPixels: number
  readonly chosenClips: ReadonlySet<number>
  readonly chosenTitle: number | undefined
  readonly chosenCaption: number | undefined
  readonly chosenBeat: number | undefined
  readonly range: FrameRange | undefined
  /** Where a drag has snapped to. */
  readonly snappedFrame: number | undefined
  /** Where clips that are dragged would go in. */
  readonly dropFrame: number | undefined
  /** A stretch that is being drawn to choose clips in it. */
  readonly marquee: FrameRange | undefined
  /** What a film that is being slipped shows of itself. */
  readonly slip: SlipShown | undefined
  readonly showsBeats: boolean
  readonly thumbOf: (shot: TimelineClip['shot']) => Thumb | undefined
}
