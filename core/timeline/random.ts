/** Chance that can be repeated: everything random in a plan comes from its seed. */

/** Answers the next number from 0 up to 1, without it. */
export type Random = () => number

/** A generator of 32 bits of state (Tommy Ettinger's mulberry32): the same seed gives the same numbers everywhere. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
