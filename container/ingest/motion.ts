/** Finds where something moves in a clip, so that a shot can begin there. */

/** The tiny grey frames that movement is read from. */
export const motionSize = { widthPixels: 64, heightPixels: 36, framesPerSecond: 4 } as const

/** Movements closer than this are one movement. */
const apartSeconds = 1.5
const mostMoments = 40

/**
 * Times in seconds, ascending, just before movement rises clearly above the clip's own usual: a handheld clip is
 * measured against its shaking, a still one against its stillness.
 */
export function motionSecondsOf(frames: readonly Uint8Array[]): number[] {
  const changes = frames.slice(1).map((frame, i) => difference(frame, frames[i] ?? frame))
  const usual = changes.toSorted((a, b) => a - b)[Math.floor(changes.length / 2)] ?? 0
  const moments: number[] = []
  for (const [i, change] of changes.entries()) {
    const seconds = i / motionSize.framesPerSecond
    const rises = change > Math.max(usual * 1.6, 1.5) && change > (changes[i - 1] ?? 0)
    if (rises && seconds - (moments.at(-1) ?? -apartSeconds) >= apartSeconds) moments.push(seconds)
  }
  return moments.slice(0, mostMoments)
}

function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
  return sum / Math.max(1, a.length)
}
