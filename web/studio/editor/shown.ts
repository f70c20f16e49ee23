/** What the picture shows of the timeline: in the format that is looked at, with the curves of its music. */
import { type Accessor, createMemo } from 'solid-js'
import { aspectRatios } from '#core/timeline/geometry.ts'
import { type Music, musicOf } from '#core/timeline/music.ts'
import type { FrameSize } from '#core/timeline/preset.ts'
import { timelineIn } from '#core/timeline/reframe.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import type { Editor } from './editor.ts'

/** The short side of what is drawn. Twice this would be four times the work for a picture that is being worked on. */
const shortSidePixels = 360

/** Timeline, music and size for the picture; each stays the same while nothing that it depends on changes. */
export function createShown(editor: Editor): {
  readonly timeline: Accessor<Timeline>
  readonly music: Accessor<Music>
  readonly size: Accessor<FrameSize>
} {
  const timeline = createMemo(() =>
    timelineIn(editor.timeline(), editor.format(), editor.material().pictures),
  )
  const stretch = createMemo(() => editor.timeline(), undefined, {
    equals: (a, b) =>
      a.songStartSeconds === b.songStartSeconds &&
      a.lengthFrames === b.lengthFrames &&
      a.frameRate === b.frameRate &&
      a.grid === b.grid,
  })
  const music = createMemo(() => musicOf(editor.analysis, stretch()))
  const size = createMemo((): FrameSize => {
    const ratio = aspectRatios[editor.format()]
    return {
      widthPixels: even(Math.max(1, ratio) * shortSidePixels),
      heightPixels: even(Math.max(1, 1 / ratio) * shortSidePixels),
    }
  })
  return { timeline, music, size }
}

function even(pixels: number): number {
  return 2 * Math.round(pixels / 2)
}
