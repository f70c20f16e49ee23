/** How right an analysis is, as the field measures it. All times are in seconds; all measures go from 0 to 1. */

/** Beats before this are not counted: listeners need a moment, too (Davies, Degara and Plumbley 2009). */
const skippedSeconds = 5
const beatToleranceSeconds = 0.07
/** How far a beat may be from its place, and a gap from its length, to count as continuing (same source). */
const continuityTolerance = 0.175
const tempoTolerance = 0.04

/** The harmonic mean of how much was found and how much of the found is right. */
export function fMeasure(truth: readonly number[], found: readonly number[], tolerance: number): number {
  if (truth.length === 0 || found.length === 0) return 0
  let met = 0
  for (let i = 0, j = 0; i < truth.length && j < found.length; ) {
    const distance = (found[j] ?? 0) - (truth[i] ?? 0)
    if (Math.abs(distance) <= tolerance) {
      met += 1
      i += 1
      j += 1
    } else if (distance < 0) j += 1
    else i += 1
  }
  return (2 * met) / (truth.length + found.length)
}

/** The F-measure of beats or downbeats within 70 ms. */
export function beatMeasure(truth: readonly number[], found: readonly number[]): number {
  return fMeasure(counted(truth), counted(found), beatToleranceSeconds)
}

function counted(times: readonly number[]): readonly number[] {
  return times.filter((time) => time >= skippedSeconds)
}

/** AMLt: the share of beats that continue the true beat, at its own, double or half speed or between the beats. */
export function continuityMeasure(truth: readonly number[], found: readonly number[]): number {
  const [reference, estimate] = [counted(truth), counted(found)]
  if (reference.length < 2 || estimate.length < 2) return 0
  const between = reference.slice(1).map((time, i) => (time + (reference[i] ?? time)) / 2)
  const doubled = [...reference, ...between].toSorted((a, b) => a - b)
  const every = (first: number) => reference.filter((_, i) => i % 2 === first)
  const levels = [reference, doubled, between, every(0), every(1)]
  return Math.max(...levels.map((level) => continuedShare(level, estimate)))
}

function continuedShare(reference: readonly number[], estimate: readonly number[]): number {
  const used = new Set<number>()
  let continued = 0
  estimate.forEach((time, i) => {
    const nearest = nearestIndex(reference, time)
    if (used.has(nearest)) return
    const isFirst = i === 0 || nearest === 0
    const gap = isFirst ? gapAfter(estimate, i) : time - (estimate[i - 1] ?? 0)
    const trueGap = isFirst
      ? gapAfter(reference, nearest)
      : (reference[nearest] ?? 0) - (reference[nearest - 1] ?? 0)
    const isPlaced = Math.abs(time - (reference[nearest] ?? 0)) < continuityTolerance * trueGap
    if (!isPlaced || Math.abs(1 - gap / trueGap) >= continuityTolerance) return
    used.add(nearest)
    continued += 1
  })
  return continued / Math.max(reference.length, estimate.length)
}

function gapAfter(times: readonly number[], i: number): number {
  const next = times[i + 1]
  return next === undefined ? (times[i] ?? 0) - (times[i - 1] ?? 0) : next - (times[i] ?? 0)
}

function nearestIndex(times: readonly number[], time: number): number {
  let nearest = 0
  times.forEach((other, i) => {
    if (Math.abs(other - time) < Math.abs((times[nearest] ?? 0) - time)) nearest = i
  })
  return nearest
}

/** Whether a tempo is right within 4 %: `1` for itself, and its double, half, triple and third where `levels` allow. */
export function tempoMeasure(truth: number, found: number | null, levels: readonly number[]): number {
  const isRight = levels.some(
    (level) => Math.abs((found ?? 0) - truth * level) <= tempoTolerance * truth * level,
  )
  return isRight ? 1 : 0
}

/** The levels of the second tempo measure. */
export const anyLevel = [1, 2, 0.5, 3, 1 / 3] as const

/** The hit rate of boundaries inside a song, as an F-measure. */
export function boundaryMeasure(
  truth: readonly number[],
  found: readonly number[],
  song: { readonly seconds: number; readonly tolerance: number },
): number {
  const inside = (times: readonly number[]) =>
    times.filter((time) => time > 0.25 && time < song.seconds - 0.25)
  return fMeasure(inside(truth), inside(found), song.tolerance)
}

/** A key as pitch class and mode. */
export type Key = { readonly tonic: number; readonly mode: 'major' | 'minor' }

/** MIREX: 1 for the key, 0.5 a fifth away, 0.3 for the relative key, 0.2 for the parallel one. */
export function keyMeasure(truth: Key, found: Key | undefined): number {
  if (found === undefined) return 0
  const up = (found.tonic - truth.tonic + 12) % 12
  if (truth.mode === found.mode) return up === 0 ? 1 : up === 7 ? 0.5 : 0
  if (up === (truth.mode === 'major' ? 9 : 3)) return 0.3
  return up === 0 ? 0.2 : 0
}
