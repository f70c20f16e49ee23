/** How fast a style cuts: the one table of tempo and calm. */
import type { Style } from './timeline.ts'

/** The pace of a style. Beats are counted in bars, so that three in a bar cut as musically as four. */
export type Pace = {
  /** Bars between cuts where the music is quiet, moves along, and is full. */
  readonly quietBars: number
  readonly middleBars: number
  readonly fullBars: number
  /** Bars between cuts right after a drop; half a beat is the fastest there is. */
  readonly dropBars: number
  /** No cut is shorter, whatever the tempo. */
  readonly shortestSeconds: number
  /** Seconds between cuts where there is no grid to cut on: full music, quiet music. */
  readonly freeSeconds: readonly [full: number, quiet: number]
  /** How far the camera travels on a photo in a second, as a share of the picture. */
  readonly travelPerSecond: number
}

/** Every style's pace. A style without one does not compile. */
export const paces = {
  balanced: {
    quietBars: 2,
    middleBars: 1,
    fullBars: 0.5,
    dropBars: 0.25,
    shortestSeconds: 0.4,
    freeSeconds: [2.4, 5],
    travelPerSecond: 0.035,
  },
  calm: {
    quietBars: 4,
    middleBars: 2,
    fullBars: 1,
    dropBars: 0.5,
    shortestSeconds: 1,
    freeSeconds: [4, 7],
    travelPerSecond: 0.02,
  },
  energetic: {
    quietBars: 1,
    middleBars: 0.5,
    fullBars: 0.25,
    dropBars: 0.125,
    shortestSeconds: 0.2,
    freeSeconds: [1.4, 3],
    travelPerSecond: 0.06,
  },
  cinematic: {
    quietBars: 4,
    middleBars: 2,
    fullBars: 1,
    dropBars: 0.25,
    shortestSeconds: 0.4,
    freeSeconds: [3, 6],
    travelPerSecond: 0.025,
  },
} as const satisfies Record<Style, Pace>

/** Bars between cuts at an energy from 0 to 1. */
export function barsBetweenCuts(pace: Pace, energy: number): number {
  if (energy < 0.35) return pace.quietBars
  return energy < 0.65 ? pace.middleBars : pace.fullBars
}
