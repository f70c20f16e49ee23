/** Keys between any two others (fractional indexing): what is moved gets a new key, and nothing else changes. */
import { generateKeyBetween } from 'fractional-indexing'
import { firstBehind, isTaken, lastAhead, type Place } from './places.ts'

/** A key behind everything. */
export function keyAtEnd(places: readonly Place[]): string {
  return generateKeyBetween(places.at(-1)?.key ?? null, null)
}

/** A key ahead of everything. */
export function keyAtFront(places: readonly Place[]): string {
  return generateKeyBetween(null, places[0]?.key ?? null)
}

/** A key right behind another, which need not be in the list any more. No two places ever get the same. */
export function keyBehind(places: readonly Place[], key: string): string {
  return generateKeyBetween(key, firstBehind(places, key)?.key ?? null)
}

/** A key right ahead of another. */
export function keyAhead(places: readonly Place[], key: string): string {
  return generateKeyBetween(lastAhead(places, key)?.key ?? null, key)
}

/** The same key where it is free, else one right behind it. */
export function freeKey(places: readonly Place[], key: string): string {
  return isTaken(places, key) ? keyBehind(places, key) : key
}
