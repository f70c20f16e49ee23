/** Bars over beats: the likeliest places in bars of three or four, given how much each beat looks like a downbeat. */

/** A song's bars. */
export type Bars = {
  /** The place of each beat in its bar, from 1, a downbeat. */
  readonly positions: readonly number[]
  readonly beatsPerBar: 3 | 4
}

/** What leaving the count costs, in units of the downbeat's log-odds. Another metre costs more. */
const jumpCost = 15
const metreChangeCost = 22
/** Songs in three are rarer than songs in four. */
const threeCost = 6

type Place = { readonly beatsPerBar: 3 | 4; readonly position: number }

const places: readonly Place[] = [3, 4].flatMap((beats) =>
  Array.from({ length: beats }, (_, i) => ({ beatsPerBar: beats === 3 ? 3 : 4, position: i + 1 }) as const),
)

/** Counts the beats, given the log-odds that each is a downbeat (Viterbi 1967). */
export function countBars(downbeatLogOdds: readonly number[]): Bars {
  let best = places.map(({ beatsPerBar }) => (beatsPerBar === 3 ? -threeCost : 0))
  const back: number[][] = []
  downbeatLogOdds.forEach((logOdds, beat) => {
    const pointers: number[] = []
    best = places.map((place, to) => {
      const { from, score } = beat === 0 ? { from: to, score: best[to] ?? 0 } : bestBefore(best, place)
      pointers.push(from)
      return score + (place.position === 1 ? logOdds : 0)
    })
    back.push(pointers)
  })
  return traceBack(best, back)
}

function bestBefore(
  best: readonly number[],
  place: Place,
): { readonly from: number; readonly score: number } {
  let from = 0
  let score = Number.NEGATIVE_INFINITY
  places.forEach((before, i) => {
    const value = (best[i] ?? 0) - stepCost(before, place)
    if (value > score) {
      score = value
      from = i
    }
  })
  return { from, score }
}

function stepCost(before: Place, place: Place): number {
  if (before.beatsPerBar === place.beatsPerBar) {
    return (before.position % before.beatsPerBar) + 1 === place.position ? 0 : jumpCost
  }
  const isAtBarLine = place.position === 1 && before.position === before.beatsPerBar
  return isAtBarLine ? metreChangeCost : Number.POSITIVE_INFINITY
}

function traceBack(best: readonly number[], back: readonly (readonly number[])[]): Bars {
  let state = best.indexOf(Math.max(...best))
  const counted: Place[] = []
  for (const pointers of back.toReversed()) {
    counted.push(places[state] ?? { beatsPerBar: 4, position: 1 })
    state = pointers[state] ?? state
  }
  counted.reverse()
  const inThree = counted.filter(({ beatsPerBar }) => beatsPerBar === 3).length
  return {
    positions: counted.map(({ position }) => position),
    beatsPerBar: inThree > counted.length / 2 ? 3 : 4,
  }
}
