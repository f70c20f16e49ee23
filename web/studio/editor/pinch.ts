/** Two fingers on the timeline: what is between them stays between them. */
import { pointOf } from './pointer-place.ts'
import type { TimelineView } from './timeline-view.ts'

/** Follows fingers. Each handler answers whether two are down. */
export function makePinch(place: TimelineView) {
  const fingers = new Map<number, number>()
  let spanPixels = 0
  const span = () => {
    const [one = 0, other = 0] = fingers.values()
    return Math.max(20, Math.abs(one - other))
  }
  const middle = () => {
    const [one = 0, other = 0] = fingers.values()
    return (one + other) / 2
  }
  return {
    down: (event: PointerEvent) => {
      if (event.pointerType === 'touch') fingers.set(event.pointerId, pointOf(event).x)
      spanPixels = span()
      return fingers.size === 2
    },
    move: (event: PointerEvent) => {
      if (fingers.size !== 2 || !fingers.has(event.pointerId)) return false
      const before = middle()
      fingers.set(event.pointerId, pointOf(event).x)
      place.panPixels(before - middle())
      place.zoom(span() / spanPixels, place.frameAt(middle()))
      spanPixels = span()
      return true
    },
    up: (event: PointerEvent) => {
      fingers.delete(event.pointerId)
    },
  }
}
