/** Where an edit snaps to: parts of the song, bars, beats, cuts. */
import type { z } from 'zod'
import type { AnalysisSegment } from '../../audio/analysis.ts'
import { framesOfSeconds } from '../../units.ts'
import type { Timeline } from '../timeline.ts'
import type { Grid } from './grid.ts'

/** A place that draws: the stronger, the farther. */
export type SnapPoint = {
  readonly frame: number
  readonly kind: 'part' | 'bar' | 'beat' | 'cut'
}

const strength = { part: 1.5, bar: 1.2, beat: 1, cut: 1.1 } as const satisfies Record<
  SnapPoint['kind'],
  number
>

/** The points of a video, ascending; of several on one frame, the strongest. */
export function snapPointsOf(
  timeline: Timeline,
  grid: Grid,
  parts: readonly Pick<z.output<typeof AnalysisSegment>, 'time'>[],
): readonly SnapPoint[] {
  const frameOf = (seconds: number) =>
    framesOfSeconds(seconds - timeline.songStartSeconds, timeline.frameRate)
  const points: SnapPoint[] = [
    ...grid.map(({ seconds, position }) => ({
      frame: frameOf(seconds),
      kind: position === 1 ? ('bar' as const) : ('beat' as const),
    })),
    ...parts.map(({ time }) => ({ frame: frameOf(time), kind: 'part' as const })),
    ...timeline.clips.map(({ startFrame }) => ({ frame: startFrame, kind: 'cut' as const })),
  ]
  const strongest = new Map<number, SnapPoint>()
  for (const point of points) {
    if (point.frame < 0 || point.frame > timeline.lengthFrames) continue
    const other = strongest.get(point.frame)
    if (other === undefined || strength[other.kind] < strength[point.kind]) strongest.set(point.frame, point)
  }
  return [...strongest.values()].toSorted((a, b) => a.frame - b.frame)
}

/** The point that a frame snaps to, if one is within reach; `reachFrames` is that of a beat. */
export function snapTo(
  points: readonly SnapPoint[],
  frame: number,
  reachFrames: number,
): SnapPoint | undefined {
  let best: { readonly point: SnapPoint; readonly pull: number } | undefined
  for (let i = firstFrom(points, frame - reachFrames * strength.part); i < points.length; i += 1) {
    const point = points[i]
    if (point === undefined || point.frame > frame + reachFrames * strength.part) break
    const pull = Math.abs(point.frame - frame) / strength[point.kind]
    if (pull <= reachFrames && (best === undefined || pull < best.pull)) best = { point, pull }
  }
  return best?.point
}

function firstFrom(points: readonly SnapPoint[], frame: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.frame ?? 0) < frame) low = middle + 1
    else high = middle
  }
  return low
}
