/** What changed between two lists of songs: what came, what went, and what moved, told by the least that explains it. */
import { longestIncreasingSubsequence } from './longest-increasing-subsequence.ts'
import { normalTitle, partsOfNames } from './normalise.ts'
import { type Identified, identityKinds, keyOfText, SongKeys } from './song-keys.ts'

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

/** A list of songs that can be gone through, again and again. */
export type SongList = () => AsyncIterable<Identified>

/**
 * Compares two lists, in n log n. Songs are the same that share an identity, or, where they have none in common that could
 * tell them apart, artists and title as they are compared elsewhere. A song that stands twice is two songs. The lists are
 * gone through once, and once more where names have to be compared; nothing of a song is kept but some numbers.
 */
export async function compareLists(before: SongList, after: SongList): Promise<Comparison> {
  const keys = { before: await keysOf(before), after: await keysOf(after) }
  const pairing = new Pairing(keys.before.length, keys.after.length)
  for (const kind of identityKinds.keys())
    pairing.pairUp(positionsByIdentity(keys.before, kind), positionsByIdentity(keys.after, kind))
  if (pairing.hasLeft()) {
    // What is left shares no identity; where both have one of a kind, these differ, and so do the songs.
    const olderNames = await positionsByName(before, keys.before, pairing.left.before)
    const newerNames = await positionsByName(after, keys.after, pairing.left.after)
    for (const [olderKinds, older] of olderNames)
      for (const [newerKinds, newer] of newerNames)
        if ((olderKinds & newerKinds) === 0) pairing.pairUp(older, newer)
  }
  return pairing.comparison()
}

type Positions = ReadonlyMap<number, readonly number[]>

/** Pairs songs of two lists, each of them once. */
class Pairing {
  readonly left: { readonly before: Set<number>; readonly after: Set<number> }
  readonly #pairs: Pair[] = []

  constructor(beforeCount: number, afterCount: number) {
    const places = (count: number) => new Set(Array.from({ length: count }, (_, at) => at))
    this.left = { before: places(beforeCount), after: places(afterCount) }
  }

  hasLeft(): boolean {
    return this.left.before.size > 0 && this.left.after.size > 0
  }

  /** The first of a key with the first of it, and so on: songs in the same order need not move. */
  pairUp(older: Positions, newer: Positions): void {
    for (const [key, froms] of older) {
      const tos = (newer.get(key) ?? []).filter((to) => this.left.after.has(to))
      froms
        .filter((from) => this.left.before.has(from))
        .slice(0, tos.length)
        .forEach((from, i) => {
          const to = tos[i] ?? 0
          this.#pairs.push({ from, to })
          this.left.before.delete(from)
          this.left.after.delete(to)
        })
    }
  }

  comparison(): Comparison {
    const pairs = this.#pairs.sort((a, b) => a.to - b.to)
    const kept = longestIncreasingSubsequence(pairs.map(({ from }) => from))
    return {
      came: [...this.left.after].map((at) => ({ at })),
      went: [...this.left.before].map((at) => ({ at })),
      moved: pairs.filter((_, i) => !kept.has(i)),
      stayedCount: kept.size,
    }
  }
}

async function keysOf(list: SongList): Promise<SongKeys> {
  const keys = new SongKeys()
  for await (const song of list()) keys.add(song)
  return keys
}

function positionsByIdentity(keys: SongKeys, kind: number): Positions {
  const positions = new Map<number, number[]>()
  for (let position = 0; position < keys.length; position++) {
    const key = keys.key(position, kind)
    if (key !== 0) listed(positions, key, position)
  }
  return positions
}

/** Songs that are left by their names, apart by which kinds of identity they have: sixteen groups at most. */
async function positionsByName(
  list: SongList,
  keys: SongKeys,
  left: ReadonlySet<number>,
): Promise<ReadonlyMap<number, Positions>> {
  const groups = new Map<number, Map<number, number[]>>()
  let position = 0
  for await (const song of list()) {
    if (left.has(position)) {
      const kinds = keys.kinds(position)
      const group = groups.get(kinds) ?? new Map<number, number[]>()
      groups.set(kinds, group)
      listed(group, keyOfText(nameOf(song)), position)
    }
    position += 1
  }
  return groups
}

function listed(positions: Map<number, number[]>, key: number, position: number): void {
  const same = positions.get(key)
  if (same === undefined) positions.set(key, [position])
  else same.push(position)
}

/** Title and artists in the form in which they are compared, guests among the artists. */
function nameOf({ title, artists }: Identified): string {
  const { base, guests, versions, versionWords } = normalTitle(title)
  const people = new Set([...artists.flatMap(partsOfNames), ...guests])
  return [base, versions.join(' '), versionWords, ...[...people].sort()].join('\n')
}
