/** A flick of the finger goes on by itself and comes to rest, as it does on every phone. Pure: time is an argument. */

/** Where a finger was, and when. */
export type FingerPlace = { readonly x: number; readonly atMs: number }

/** Only the last moments say how fast a finger left: before them it may have rested. */
const lastMs = 80
/** Slower than this a hand lets go of something it has put where it wants it. In pixels a millisecond. */
const leastSpeed = 0.15
/** No view flies by faster than can be followed. */
const mostSpeed = 6
/** What is left of the speed after a millisecond: `UIScrollView.DecelerationRate.normal`. */
const keptEachMs = 0.998
const fadeMs = -1 / Math.log(keptEachMs)
/** Slower than this nothing is seen to move. In pixels a millisecond. */
const restSpeed = 0.01

/** How fast a finger moved when it left, in pixels a millisecond; 0 for one that rested first. */
export function speedOfFlick(places: readonly FingerPlace[], leftAtMs: number): number {
  const recent = places.filter(({ atMs }) => leftAtMs - atMs <= lastMs)
  const [first, last] = [recent[0], recent.at(-1)]
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0
  const speed = (last.x - first.x) / (last.atMs - first.atMs)
  if (Math.abs(speed) < leastSpeed) return 0
  return Math.max(-mostSpeed, Math.min(mostSpeed, speed))
}

/** How far a flick has come after a time, in pixels: its speed fades evenly, so it nears `speed * fadeMs`. */
export function glidedPixels(speed: number, sinceMs: number): number {
  return speed * fadeMs * (1 - keptEachMs ** sinceMs)
}

/** Whether a flick has come to rest. */
export function isAtRest(speed: number, sinceMs: number): boolean {
  return Math.abs(speed) * keptEachMs ** sinceMs < restSpeed
}
