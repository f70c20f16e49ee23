/** What moves the view by itself while or after a pointer does: a flick that goes on, an edge that scrolls. */
import { type FingerPlace, glidedPixels, isAtRest, speedOfFlick } from './glide.ts'
import type { TimelineView } from './timeline-view.ts'

/** A finger that scrolls: the view goes on when it leaves, until it rests, reaches an end or is touched. */
export function makeGlide(place: TimelineView) {
  let places: readonly FingerPlace[] = []
  let asked: number | undefined
  const step = (speed: number, fromMs: number, donePixels: number) => {
    asked = requestAnimationFrame((nowMs) => {
      const sinceMs = Math.max(0, nowMs - fromMs)
      const pixels = glidedPixels(speed, sinceMs)
      const { fromFrame } = place.view()
      place.panPixels(donePixels - pixels)
      const isStuck = sinceMs > 0 && place.view().fromFrame === fromFrame
      if (isStuck || isAtRest(speed, sinceMs)) asked = undefined
      else step(speed, fromMs, pixels)
    })
  }
  return {
    follow: (event: PointerEvent) => {
      places = [...places.slice(-15), { x: event.clientX, atMs: event.timeStamp }]
    },
    release: (event: PointerEvent) => {
      const speed = speedOfFlick(places, event.timeStamp)
      places = []
      if (speed !== 0) step(speed, performance.now(), 0)
    },
    /** Holds the view where it is; answers whether it was moving. */
    stop: (): boolean => {
      places = []
      if (asked === undefined) return false
      cancelAnimationFrame(asked)
      asked = undefined
      return true
    },
  }
}

/** How near an edge a drag scrolls on, and how fast at most, in pixels a frame of the screen. */
const edgeScroll = { reachPixels: 28, mostPixels: 18 } as const

/** A drag held at an edge scrolls there, and goes on with what has come into view. */
export function makeEdgeScroll(place: TimelineView) {
  let asked = 0
  return {
    follow: (x: number, again: () => void) => {
      cancelAnimationFrame(asked)
      const past =
        Math.max(x - (place.widthPixels() - edgeScroll.reachPixels), 0) -
        Math.max(edgeScroll.reachPixels - x, 0)
      const { fromFrame, toFrame } = place.view()
      if (past === 0) return
      asked = requestAnimationFrame(() => {
        const by = (past / edgeScroll.reachPixels) * edgeScroll.mostPixels
        place.panPixels(Math.max(-edgeScroll.mostPixels, Math.min(edgeScroll.mostPixels, by)))
        // At the end of the video there is nothing more to come.
        if (place.view().fromFrame !== fromFrame || place.view().toFrame !== toFrame) again()
      })
    },
    stop: () => cancelAnimationFrame(asked),
  }
}
