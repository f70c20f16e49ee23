/** Where one part of a song ends and the next begins: places where what follows is unlike what came before (Foote 2000). */
import { type SongUnits, unitLayout } from './song-units.ts'

/** Units compared on either side: four bars of four. */
const reachUnits = 16
/** Nearer to an end of the song than this, there is not enough to compare. */
const shortestReachUnits = 4
const weights = { harmony: 0.8, colour: 1, level: 0.5 } as const
/** What a downbeat adds, and what a boundary needs over the mean, both in spreads of the novelty. */
const downbeatBonus = 0.6
const threshold = 0.2
const peakReachUnits = 8
const shortestPartSeconds = 6.5
const edgeSeconds = 3

/** A boundary: the unit at which a part begins, and how much it stands out, in spreads over the mean. */
export type Boundary = { readonly unit: number; readonly strength: number }

/** The boundaries inside a song, ascending. `isDownbeat` says whether a bar begins with a unit. */
export function boundariesOf(
  units: SongUnits,
  songSeconds: number,
  isDownbeat: (unit: number) => boolean,
): readonly Boundary[] {
  const { times } = units
  if (times.length < reachUnits) return []
  const novelty = noveltyOf(units)
  const { mean, spread } = spreadOf(novelty)
  if (spread === 0) return []
  const strengths = Array.from(
    novelty,
    (value, unit) => (value - mean) / spread + (isDownbeat(unit) ? downbeatBonus : 0),
  )
  const chosen: Boundary[] = []
  const byStrength = strengths
    .map((strength, unit) => ({ unit, strength }))
    .toSorted((a, b) => b.strength - a.strength)
  for (const { unit, strength } of byStrength) {
    if (strength < threshold) break
    const time = times[unit] ?? 0
    const isInside = time > edgeSeconds && time < songSeconds - edgeSeconds
    const isFree = chosen.every((other) => Math.abs((times[other.unit] ?? 0) - time) >= shortestPartSeconds)
    if (isInside && isFree && isPeak(strengths, unit)) chosen.push({ unit, strength })
  }
  return chosen.toSorted((a, b) => a.unit - b.unit)
}

function isPeak(values: readonly number[], at: number): boolean {
  const around = values.slice(Math.max(0, at - peakReachUnits), at + peakReachUnits + 1)
  return Math.max(...around) === values[at]
}

function spreadOf(values: Float64Array): { readonly mean: number; readonly spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, spread: Math.sqrt(variance) }
}

/** How unlike the units after each unit are to those before it. */
function noveltyOf({ rows }: SongUnits): Float64Array {
  const sums = runningSums(rows)
  const count = rows.length
  return Float64Array.from(rows, (_, unit) => {
    if (unit < shortestReachUnits || unit > count - shortestReachUnits) return 0
    const before = meanBetween(sums, Math.max(0, unit - reachUnits), unit)
    const after = meanBetween(sums, unit, Math.min(count, unit + reachUnits))
    // Less context is less certain.
    const context = Math.sqrt(Math.min(1, unit / reachUnits, (count - unit) / reachUnits))
    return context * unlikeness(before, after)
  })
}

/** How unlike two stretches of a song sound, given the means of their units. */
export function unlikeness(a: Float64Array, b: Float64Array): number {
  let [product, energyA, energyB] = [0, 1e-9, 1e-9]
  for (let i = 0; i < unitLayout.harmony; i++) {
    const x = a[i] ?? 0
    const y = b[i] ?? 0
    product += x * y
    energyA += x * x
    energyB += y * y
  }
  let colour = 0
  const level = unitLayout.all - 1
  for (let i = unitLayout.harmony; i < level; i++) colour += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2
  return (
    weights.harmony * (1 - product / Math.sqrt(energyA * energyB)) +
    weights.colour * Math.sqrt(colour / unitLayout.colour) +
    weights.level * Math.abs((a[level] ?? 0) - (b[level] ?? 0))
  )
}

function runningSums(rows: readonly Float64Array[]): readonly Float64Array[] {
  const sums = [new Float64Array(unitLayout.all)]
  for (const row of rows) {
    const last = sums.at(-1)
    sums.push(Float64Array.from(row, (value, i) => value + (last?.[i] ?? 0)))
  }
  return sums
}

function meanBetween(sums: readonly Float64Array[], from: number, to: number): Float64Array {
  const before = sums[from]
  return Float64Array.from(
    sums[to] ?? [],
    (value, i) => (value - (before?.[i] ?? 0)) / Math.max(1, to - from),
  )
}

/** The mean of the units from one to before another. */
export function meanOfUnits({ rows }: SongUnits, from: number, to: number): Float64Array {
  const mean = new Float64Array(unitLayout.all)
  for (const row of rows.slice(from, to)) {
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (row[i] ?? 0) / Math.max(1, to - from)
  }
  return mean
}
