/** What differs between two versions of a video, for somebody who has to choose one. */
import type { Timeline } from '#core/timeline/timeline.ts'
import { secondsOfFrames } from '#core/units.ts'
import { clockOf, counted } from '../../ui/words.ts'

/** What one version has that the other has not. */
export type Difference = {
  readonly clips: number
  readonly titles: number
  /** Captions that are worded, timed or shown otherwise. */
  readonly captions: boolean
  readonly transitions: number
  readonly beats: boolean
  /** The stretch in which its clips differ, in frames; `undefined` when none do. */
  readonly stretch: { readonly startFrame: number; readonly endFrame: number } | undefined
}

/** What `ours` has that `theirs` has not. Clips that only moved in the list, but not in time, are the same. */
export function differenceOf(ours: Timeline, theirs: Timeline): Difference {
  const known = new Set(theirs.clips.map(keyOf))
  const own = ours.clips.filter((clip) => !known.has(keyOf(clip)))
  const first = own[0]
  const last = own.at(-1)
  return {
    clips: own.length,
    titles: notIn(ours.titles, theirs.titles),
    captions: keyOf(ours.captions ?? null) !== keyOf(theirs.captions ?? null),
    transitions: notIn(ours.transitions, theirs.transitions),
    beats: keyOf(ours.grid) !== keyOf(theirs.grid),
    stretch:
      first === undefined || last === undefined
        ? undefined
        : { startFrame: first.startFrame, endFrame: last.startFrame + last.lengthFrames },
  }
}

/** Whether two versions are the same video. */
export function isSameTimeline(one: Timeline, other: Timeline): boolean {
  return one === other || keyOf(one) === keyOf(other)
}

/** A difference in a sentence: `3 clips of its own, from 0:12 to 0:40; 1 title`. */
export function differenceWords(difference: Difference, frameRate: number): string {
  const { clips, titles, captions, transitions, beats, stretch } = difference
  const clock = (frame: number) => clockOf(secondsOfFrames(frame, frameRate))
  const where =
    stretch === undefined ? '' : `, from ${clock(stretch.startFrame)} to ${clock(stretch.endFrame)}`
  const parts = [
    clips === 0 ? undefined : `${counted(clips, 'clip')} of its own${where}`,
    titles === 0 ? undefined : counted(titles, 'title'),
    captions ? 'other captions' : undefined,
    transitions === 0 ? undefined : counted(transitions, 'transition'),
    beats ? 'other beats' : undefined,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'Nothing that the other has not' : parts.join('; ')
}

function notIn(ours: readonly unknown[], theirs: readonly unknown[]): number {
  const known = new Set(theirs.map(keyOf))
  return ours.filter((each) => !known.has(keyOf(each))).length
}

/** The same value has the same key, whatever order its fields were written in. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
