/** Edits of the beats themselves: moved, added, counted anew, tapped along. */
import type { GridBeat } from '../timeline.ts'

/** Beats in seconds of the song, ascending. */
export type Grid = readonly GridBeat[]

/** Two beats nearer than this are one beat that was tapped twice. */
const leastGapSeconds = 0.08

/** Moves a beat, held between its neighbours. */
export function moveBeat(grid: Grid, index: number, seconds: number): Grid {
  const low = (grid[index - 1]?.seconds ?? -leastGapSeconds) + leastGapSeconds
  const high = (grid[index + 1]?.seconds ?? Number.POSITIVE_INFINITY) - leastGapSeconds
  const held = Math.max(0, Math.min(high, Math.max(low, seconds)))
  return grid.map((beat, i) => (i === index ? { ...beat, seconds: held } : beat))
}

/** Adds a beat, unless one is there already; places in the bar are counted on from the one before it. */
export function addBeat(grid: Grid, seconds: number): Grid {
  if (seconds < 0 || grid.some((beat) => Math.abs(beat.seconds - seconds) < leastGapSeconds)) return grid
  const at = grid.findIndex((beat) => beat.seconds > seconds)
  const index = at < 0 ? grid.length : at
  return recounted(grid.toSpliced(index, 0, { seconds, position: 2 }), index, beatsPerBarOf(grid))
}

/** Takes a beat away; the rest of its bar is counted anew. */
export function deleteBeat(grid: Grid, index: number): Grid {
  return recounted(grid.toSpliced(index, 1), index, beatsPerBarOf(grid))
}

/** How many beats a bar mostly has: the commonest distance from one to the next. */
export function beatsPerBarOf(grid: Grid): number {
  const ones = grid.flatMap(({ position }, i) => (position === 1 ? [i] : []))
  const counts = new Map<number, number>()
  for (const [i, at] of ones.slice(1).entries()) {
    const length = at - (ones[i] ?? at)
    counts.set(length, (counts.get(length) ?? 0) + 1)
  }
  const [commonest] = [...counts].toSorted(([, a], [, b]) => b - a)
  return Math.min(32, commonest?.[0] ?? 4)
}

/** Counts on from the beat before `from` until the next one of a bar, which stays where it was heard. */
function recounted(grid: Grid, from: number, perBar: number): Grid {
  const nextOne = grid.findIndex(({ position }, i) => i > from && position === 1)
  const end = nextOne < 0 ? grid.length : nextOne
  let position = from === 0 ? 0 : (grid[from - 1]?.position ?? 0)
  return grid.map((beat, i) => {
    if (i < from || i >= end) return beat
    position = (position % perBar) + 1
    return { ...beat, position }
  })
}

/** Calls a beat the first of its bar, and counts all others from it, forwards and backwards. */
export function setOne(grid: Grid, index: number, beatsPerBar = beatsPerBarOf(grid)): Grid {
  return grid.map((beat, i) => {
    const steps = (((i - index) % beatsPerBar) + beatsPerBar) % beatsPerBar
    return { ...beat, position: steps + 1 }
  })
}

/** A beat between every two: what was heard at half its tempo. Bars have as many beats as before. */
export function doubleTempo(grid: Grid): Grid {
  const doubled = grid.flatMap((beat, i) => {
    const next = grid[i + 1]
    return next === undefined ? [beat] : [beat, { ...beat, seconds: (beat.seconds + next.seconds) / 2 }]
  })
  const one = grid.findIndex(({ position }) => position === 1)
  return setOne(doubled, Math.max(0, one) * 2, beatsPerBarOf(grid))
}

/** Every other beat, those that begin bars among them: what was heard at twice its tempo. */
export function halfTempo(grid: Grid): Grid {
  const one = Math.max(
    0,
    grid.findIndex(({ position }) => position === 1),
  )
  const halved = grid.filter((_, i) => (i - one) % 2 === 0)
  return setOne(halved, Math.floor(one / 2), beatsPerBarOf(grid))
}

/** How far a steady tap may be from the tempo of all taps, as a share of a beat, before it is thought a slip. */
const slipShare = 0.35

/**
 * A grid from taps, in seconds of the song: their tempo is the median of their gaps, their phase the mean of what is
 * left, so that no single tap counts much. It covers the stretch of the taps; beats outside stay as they were.
 */
export function tappedGrid(
  grid: Grid,
  tapSeconds: readonly number[],
  beatsPerBar = beatsPerBarOf(grid),
): Grid {
  const taps = tapSeconds.toSorted((a, b) => a - b)
  const [first, last] = [taps[0], taps.at(-1)]
  const gaps = taps
    .slice(1)
    .map((second, i) => second - (taps[i] ?? second))
    .toSorted((a, b) => a - b)
  const gap = gaps[gaps.length >> 1]
  if (first === undefined || last === undefined || gap === undefined || gap < leastGapSeconds) return grid
  const period = steadyGap(taps, gap)
  const offsets = taps.map((second) => (second - first) / period - Math.round((second - first) / period))
  const steady = offsets.filter((offset) => Math.abs(offset) < slipShare)
  const phase = (steady.reduce((sum, offset) => sum + offset, 0) / Math.max(1, steady.length)) * period
  const count = Math.round((last - first) / period) + 1
  const tapped = Array.from({ length: count }, (_, i) => ({
    seconds: Math.max(0, first + phase + i * period),
    position: (i % beatsPerBar) + 1,
  }))
  const clear = period / 2
  const outside = grid.filter(({ seconds }) => seconds < first - clear || seconds > last + clear)
  return [...outside, ...tapped].toSorted((a, b) => a.seconds - b.seconds)
}

/** The gap that all taps together say: from first to last, divided by how many median gaps lie between them. */
function steadyGap(taps: readonly number[], gap: number): number {
  const whole = (taps.at(-1) ?? 0) - (taps[0] ?? 0)
  return whole / Math.max(1, Math.round(whole / gap))
}
