/** A file that was planned, as the timeline and the curves that are rendered for it. */
import type { FilePlan } from './destinations.ts'
import { excerptOf, excerptOfMusic } from './excerpt.ts'
import { loopOf } from './loop.ts'
import type { Music } from './music.ts'
import type { Timeline } from './timeline.ts'

/** What is rendered. */
export type Rendered = { readonly timeline: Timeline; readonly music: Music }

/** A stretch of a whole timeline, already in its format, as its variant makes it; without a range, all of it. */
export function variantOf(whole: Rendered, plan: Pick<FilePlan, 'variant' | 'range'>): Rendered {
  const { timeline, music } = whole
  const range = plan.range ?? { startFrame: 0, lengthFrames: timeline.lengthFrames }
  if (plan.variant === 'loop') return loopOf(timeline, music, range)
  if (plan.range === null) return whole
  return {
    timeline: excerptOf(timeline, range.startFrame, range.lengthFrames),
    music: excerptOfMusic(music, range),
  }
}
