/** How each side of a segment looks at each of its frames. */
import { nearestZoomOf } from '#core/timeline/effects.ts'
import { mixAt, nearestTransitionZoom } from '#core/timeline/geometry.ts'
import { type Look, lookAt } from '#core/timeline/look.ts'
import type { ShotPart } from '#core/timeline/segments.ts'
import type { TransitionKind } from '#core/timeline/timeline.ts'

/** What is shown: one part, or two that meet in a transition. */
export type Shown = {
  readonly parts: readonly [ShotPart] | readonly [from: ShotPart, to: ShotPart]
  /** Only of two parts. */
  readonly transition?: TransitionKind | undefined
  readonly lengthFrames: number
  readonly frameRate: number
}

/** The looks of every part, frame by frame. */
export function looksOf({ parts, transition, lengthFrames, frameRate }: Shown): readonly (readonly Look[])[] {
  return parts.map((part, side) =>
    Array.from({ length: lengthFrames }, (_, frame) => {
      const zoom = transition === undefined ? 1 : zoomIn(transition, side, frame, lengthFrames)
      return lookAt(part, frame, frameRate, zoom)
    }),
  )
}

function zoomIn(transition: TransitionKind, side: number, frame: number, lengthFrames: number): number {
  const mix = mixAt(transition, frame, lengthFrames)
  if (mix.kind === 'beside') return 1
  return side === 0 ? mix.fromZoom : mix.toZoom
}

/** How much nearer than its own camera a part may be seen, whatever the music does: it decides how much detail is kept. */
export function nearestZoom({ effects }: ShotPart, transition: TransitionKind | undefined): number {
  return nearestZoomOf(effects) * (transition === 'zoom' ? nearestTransitionZoom : 1)
}
