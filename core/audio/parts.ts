/** The parts of a song: from one boundary to the next, those that sound alike under one name. */
import type { Analysis } from './analysis.ts'
import { type Boundary, meanOfUnits, unlikeness } from './boundaries.ts'
import { type SongUnits, unitLayout } from './song-units.ts'

/** Parts less unlike than this are the same part again. */
const sameBelow = 0.75
/** A part at an end of the song is an intro or an outro when it is quieter than the middle by this many spreads. */
const quieterBy = 0.3
/** A boundary this many spreads over the mean is beyond doubt. */
const clearStrength = 3

type Part = {
  readonly from: number
  readonly to: number
  readonly mean: Float64Array
  readonly level: number
  readonly seconds: number
  readonly confidence: number
}

/** The parts from the boundaries, covering the song from its first sample to its last. */
export function partsOf(
  units: SongUnits,
  boundaries: readonly Boundary[],
  songSeconds: number,
): Analysis['segments'] {
  const starts = [{ unit: 0, strength: clearStrength }, ...boundaries]
  const timeOf = (unit: number) => (unit === 0 ? 0 : (units.times[unit] ?? songSeconds))
  const parts = starts.map(({ unit, strength }, i): Part => {
    const to = starts[i + 1]?.unit ?? units.rows.length
    const mean = meanOfUnits(units, unit, to)
    const end = starts[i + 1] === undefined ? songSeconds : timeOf(to)
    return {
      from: unit,
      to,
      mean,
      level: mean[unitLayout.all - 1] ?? 0,
      seconds: end - timeOf(unit),
      confidence: Math.min(1, Math.max(0, strength / clearStrength)),
    }
  })
  const names = namesOf(parts, groupsOf(parts))
  return parts.map(({ from, seconds, confidence }, i) => ({
    time: timeOf(from),
    duration: seconds,
    label: names[i] ?? 'A',
    confidence,
  }))
}

/** Which parts sound alike: joined by their means, the most alike first (average linkage). */
function groupsOf(parts: readonly Part[]): readonly number[] {
  const groups = parts.map((_, i) => [i])
  const between = (a: readonly number[], b: readonly number[]) => {
    const distances = a.flatMap((i) => b.map((j) => distanceOf(parts[i], parts[j])))
    return distances.reduce((sum, value) => sum + value, 0) / distances.length
  }
  for (;;) {
    const pairs = groups.flatMap((a, i) =>
      groups.slice(i + 1).map((b, j) => ({ i, j: i + 1 + j, distance: between(a, b) })),
    )
    const nearest = pairs.toSorted((a, b) => a.distance - b.distance)[0]
    if (nearest === undefined || nearest.distance >= sameBelow) break
    groups[nearest.i]?.push(...(groups[nearest.j] ?? []))
    groups.splice(nearest.j, 1)
  }
  return parts.map((_, part) => groups.findIndex((group) => group.includes(part)))
}

function distanceOf(a: Part | undefined, b: Part | undefined): number {
  return a === undefined || b === undefined ? Number.POSITIVE_INFINITY : unlikeness(a.mean, b.mean)
}

/**
 * Names that people use: the loudest part that returns is the chorus, others that return are verses, a quiet first or
 * last part is the intro or outro, a part that comes once is a bridge, or a break when it is quiet.
 */
function namesOf(parts: readonly Part[], groups: readonly number[]): readonly string[] {
  if (parts.length === 1) return ['A']
  const middle = parts.reduce((sum, { level, seconds }) => sum + level * seconds, 0)
  const mean = middle / parts.reduce((sum, { seconds }) => sum + seconds, 0)
  const isQuiet = (part: Part) => part.level < mean - quieterBy
  const levelOf = (group: number) => {
    const some = parts.filter((_, i) => groups[i] === group)
    return some.reduce((sum, { level }) => sum + level, 0) / some.length
  }
  const countOf = (group: number) => groups.filter((other) => other === group).length
  const returning = [...new Set(groups)].filter((group) => countOf(group) > 1)
  const byLevel = returning.toSorted((a, b) => levelOf(b) - levelOf(a))
  const chorus = byLevel.length > 1 || levelOf(byLevel[0] ?? 0) > mean ? byLevel[0] : undefined
  return parts.map((part, i) => {
    const group = groups[i] ?? 0
    const atEnd = endName(i, parts.length)
    if (atEnd !== undefined && isQuiet(part)) return atEnd
    if (group === chorus) return 'chorus'
    if (countOf(group) > 1) return 'verse'
    return atEnd ?? (isQuiet(part) ? 'break' : 'bridge')
  })
}

function endName(part: number, parts: number): 'intro' | 'outro' | undefined {
  if (part === 0) return 'intro'
  return part === parts - 1 ? 'outro' : undefined
}
