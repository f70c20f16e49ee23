/** Where the bars of a song begin on the frames of a video. */
import type { Analysis } from '../audio/analysis.ts'
import { framesOfSeconds } from '../units.ts'
import { isGridTrusted } from './song-range.ts'
import type { Timeline } from './timeline.ts'

/** What is needed of a timeline to find its bars. */
export type BarsOfVideo = Pick<Timeline, 'songStartSeconds' | 'lengthFrames' | 'frameRate' | 'grid'>

/**
 * The frames on which bars begin, ascending, the video's end included where it is one. Corrected beats count before those
 * that were heard; without a grid to trust there are none.
 */
export function barFramesOf(analysis: Analysis, video: BarsOfVideo): readonly number[] {
  const { songStartSeconds, lengthFrames, frameRate } = video
  const frames = downbeatSecondsOf(analysis, video.grid).map((seconds) =>
    framesOfSeconds(seconds - songStartSeconds, frameRate),
  )
  return [...new Set(frames)].filter((frame) => frame >= 0 && frame <= lengthFrames)
}

/** The times in the song at which bars begin: as a person corrected them, else as they were heard with some certainty. */
export function downbeatSecondsOf(analysis: Analysis, grid: Timeline['grid']): readonly number[] {
  if (grid !== undefined) return grid.filter(({ position }) => position === 1).map(({ seconds }) => seconds)
  return isGridTrusted(analysis) ? analysis.downbeats : []
}
