/** What changed between two lists of songs: what came, what went, and what moved, told by the least that explains it. */
import { longestIncreasingSubsequence } from './longest-increasing-subsequence.ts'
import { normalTitle, partsOfNames } from './normalise.ts'
import type { PlaylistItem } from './playlist.ts'

/** What is different. Places count from zero, each in its own list. */
export type Comparison = {
  /** Where songs stand that came, in the newer list. */
  readonly came: readonly { readonly at: number }[]
  /** Where songs stood that went, in the older list. */
  readonly went: readonly { readonly at: number }[]
  /** The fewest songs that must be taken up and put down elsewhere, in the order of the newer list. */
  readonly moved: readonly Pair[]
  readonly stayedCount: number
}

/** One song in both lists, by its place in each. */
type Pair = { readonly from: number; readonly to: number }

/** Identities from the surest on. A song that stands twice is two songs. */
const identities = ['songId', 'isrc', 'recordingId', 'spotifyUri'] as const

/**
 * Compares two lists, in n log n. Songs are the same that share an identity, or, where they have none in common that could
 * tell them apart, artists and title as they are compared elsewhere.
 */
export function compareLists(before: readonly PlaylistItem[], after: readonly PlaylistItem[]): Comparison {
  const pairs = pairsOf(before, after).sort((a, b) => a.to - b.to)
  const kept = longestIncreasingSubsequence(pairs.map(({ from }) => from))
  const froms = new Set(pairs.map(({ from }) => from))
  const tos = new Set(pairs.map(({ to }) => to))
  return {
    came: [...after.keys()].filter((at) => !tos.has(at)).map((at) => ({ at })),
    went: [...before.keys()].filter((at) => !froms.has(at)).map((at) => ({ at })),
    moved: pairs.filter((_, i) => !kept.has(i)),
    stayedCount: kept.size,
  }
}

/** Songs that are in both lists, each of them once. */
function pairsOf(before: readonly PlaylistItem[], after: readonly PlaylistItem[]): Pair[] {
  const pairs: Pair[] = []
  const left = { before: new Set(before.keys()), after: new Set(after.keys()) }
  for (const identity of identities) pairBy((item) => item[identity] ?? undefined)
  if (left.before.size === 0 || left.after.size === 0) return pairs
  // What is left shares no identity; where both have one of a kind, these differ, and so do the songs.
  const names = { before: namesOf(before, left.before), after: namesOf(after, left.after) }
  for (const older of names.before)
    for (const newer of names.after) if ((older.kinds & newer.kinds) === 0) pairUp(older.byKey, newer.byKey)
  return pairs

  function pairBy(keyOf: (item: PlaylistItem) => string | undefined): void {
    pairUp(positionsBy(before, left.before, keyOf), positionsBy(after, left.after, keyOf))
  }

  /** The first of a key with the first of it, and so on: songs in the same order need not move. */
  function pairUp(older: Positions, newer: Positions): void {
    for (const [key, froms] of older) {
      const tos = (newer.get(key) ?? []).filter((to) => left.after.has(to))
      froms
        .filter((from) => left.before.has(from))
        .slice(0, tos.length)
        .forEach((from, i) => {
          const to = tos[i] ?? 0
          pairs.push({ from, to })
          left.before.delete(from)
          left.after.delete(to)
        })
    }
  }
}

type Positions = ReadonlyMap<string, readonly number[]>

function positionsBy(
  items: readonly PlaylistItem[],
  positions: Iterable<number>,
  keyOf: (item: PlaylistItem) => string | undefined,
): Positions {
  const all = new Map<string, number[]>()
  for (const position of positions) {
    const item = items[position]
    const key = item === undefined ? undefined : keyOf(item)
    const same = key === undefined ? undefined : all.get(key)
    if (same !== undefined) same.push(position)
    else if (key !== undefined) all.set(key, [position])
  }
  return all
}

/** Songs by their names, apart by which kinds of identity they have: sixteen groups at most. */
function namesOf(
  items: readonly PlaylistItem[],
  left: ReadonlySet<number>,
): readonly { readonly kinds: number; readonly byKey: Positions }[] {
  const groups = new Map<number, number[]>()
  for (const position of left) {
    const item = items[position]
    const kinds =
      item === undefined
        ? 0
        : identities.reduce((bits, kind, i) => bits | (item[kind] === null ? 0 : 1 << i), 0)
    const group = groups.get(kinds)
    if (group === undefined) groups.set(kinds, [position])
    else group.push(position)
  }
  return [...groups].map(([kinds, positions]) => ({ kinds, byKey: positionsBy(items, positions, nameOf) }))
}

/** Title and artists in the form in which they are compared, guests among the artists. */
function nameOf({ title, artists }: PlaylistItem): string {
  const { base, guests, versions, versionWords } = normalTitle(title)
  const people = new Set([...artists.flatMap(partsOfNames), ...guests])
  return [base, versions.join(' '), versionWords, ...[...people].sort()].join('\n')
}
