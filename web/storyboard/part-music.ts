/** What the music does in a part, for pictures that are drawn to it. */
import { musicOf } from '#core/timeline/music.ts'
import type { LookMusic } from '../media/LookPicture.tsx'
import type { Board } from './board.ts'
import type { StoryboardPart } from './shapes.ts'

/** Answers the music of a part, which begins again at its end. */
export type PartMusic = (part: Pick<StoryboardPart, 'startFrame' | 'lengthFrames'>) => LookMusic

/** The music of a video as its storyboard was opened. */
export function createMusic({ documents, video }: Board): PartMusic {
  const { energy, beats } = musicOf(documents.analysis, video.timeline)
  const { frameRate } = video.timeline
  return ({ startFrame, lengthFrames }) =>
    (seconds) => {
      const frame = startFrame + (Math.floor(seconds * frameRate) % Math.max(1, lengthFrames))
      return { level: (energy[frame] ?? 0) / 255, pulse: (beats[frame] ?? 0) / 255 }
    }
}
