/** What somebody ticked, as the files that come of it: planned by the very code that the server plans with. */
import { type Destination, type FilePlan, planFile } from '#core/timeline/destinations.ts'
import type { Analysis, Timeline, WishedFile } from '../../api/shapes.ts'

/** The video that files are made of. */
export type FileSource = { readonly timeline: Timeline; readonly analysis: Analysis }

/** A ticked destination; `startFrame` is where its stretch was moved to. */
export type Ticks = ReadonlyMap<Destination, number | undefined>

/** The plan for a destination, or why there is none. */
export function planOf(source: FileSource, destination: Destination, startFrame?: number) {
  return planFile({ ...source, destination, startFrame })
}

/** The ticked destinations by the file that they come to. */
export function filesOf(source: FileSource, ticks: Ticks): readonly (readonly Destination[])[] {
  const files = new Map<string, Destination[]>()
  for (const [destination, startFrame] of ticks) {
    const plan = planOf(source, destination, startFrame)
    if (!plan.ok) continue
    const key = keyOf(plan.value)
    files.set(key, [...(files.get(key) ?? []), destination])
  }
  return [...files.values()]
}

/** The order for what was ticked. */
export function wishesOf(ticks: Ticks): readonly WishedFile[] {
  return [...ticks].map(([destination, startFrame]) =>
    startFrame === undefined ? { destination } : { destination, startFrame },
  )
}

function keyOf({ preset, aspect, loudness, variant, range }: FilePlan): string {
  return JSON.stringify([preset, aspect, loudness, variant, range?.startFrame, range?.lengthFrames])
}
