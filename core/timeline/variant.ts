/** A file that was planned, as the timeline and the curves that are rendered for it. */
import { audiogramOf } from './audiogram.ts'
import type { FilePlan } from './destinations.ts'
import { excerptOf, excerptOfMusic } from './excerpt.ts'
import { loopOf } from './loop.ts'
import type { Music } from './music.ts'
import type { Timeline } from './timeline.ts'

/** What is rendered. */
export type Rendered = { readonly timeline: Timeline; readonly music: Music }

/** What is made, and what the video is called, which an audiogram shows. */
export type VariantPlan = Pick<FilePlan, 'variant' | 'range'> & { readonly title: string }

/** A stretch of a whole timeline, already in its format, as its variant makes it; without a range, all of it. */
export function variantOf(video: Rendered, plan: VariantPlan): Rendered {
  const { music } = video
  const isAudiogram = plan.variant === 'audiogram'
  const timeline = isAudiogram ? audiogramOf(video.timeline, plan.title) : video.timeline
  const range = plan.range ?? { startFrame: 0, lengthFrames: timeline.lengthFrames }
  if (plan.variant === 'loop') return loopOf(timeline, music, range)
  if (plan.range === null) return { timeline, music }
  return {
    timeline: excerptOf(timeline, range.startFrame, range.lengthFrames),
    music: excerptOfMusic(music, range),
  }
}
