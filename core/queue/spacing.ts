/**
 * Keys grow where songs are moved to the same place again and again, by a character for every six moves or so. Before they become
 * long, the songs around get short ones in their stead. As each of those was moved there itself, that costs no more than the moves did.
 */
import { generateNKeysBetween } from 'fractional-indexing'
import type { Queue } from './order.ts'
import { comparePlaces, type Place } from './places.ts'
import type { Placing } from './placing.ts'
import { countBefore } from './sorted.ts'

/** A longer key is not given out, and up to the shorter length a key can stay as it is. */
const longestKey = 40
const shortKey = 20

/** The same placing, and where its key would be long, others with it. */
export function withShortKeys(queue: Queue, placing: Placing): Placing[] {
  const { entry, to } = placing
  if (to.pin !== null && to.pin.length > longestKey) {
    const keys = shortKeys(queue.waiting.pinned, { key: to.pin, id: entry.id })
    return placings(queue, placing, keys, 'pin')
  }
  if (to.position.length <= longestKey) return [placing]
  return placings(
    queue,
    placing,
    shortKeys(queue.waiting.byPosition, { key: to.position, id: entry.id }),
    'position',
  )
}

/** New keys by id: of a place, and of those around it that have long ones. */
function shortKeys(places: readonly Place[], place: Place): Map<string, string> {
  const others = places.filter(({ id }) => id !== place.id)
  const at = countBefore(others, place, comparePlaces)
  const isLong = (index: number) => (others[index]?.key.length ?? 0) > shortKey
  let from = at
  while (isLong(from - 1)) from -= 1
  let to = at
  while (isLong(to)) to += 1
  const run = [...others.slice(from, at), place, ...others.slice(at, to)]
  const keys = generateNKeysBetween(others[from - 1]?.key ?? null, others[to]?.key ?? null, run.length)
  return new Map(run.map(({ id }, index) => [id, keys[index] ?? place.key]))
}

function placings(
  queue: Queue,
  placing: Placing,
  keys: ReadonlyMap<string, string>,
  kind: 'position' | 'pin',
): Placing[] {
  return [...keys].flatMap(([id, key]) => {
    if (id === placing.entry.id) return [{ ...placing, to: { ...placing.to, [kind]: key } }]
    const entry = queue.entries.get(id)
    return entry === undefined
      ? []
      : [{ entry, to: { position: entry.position, pin: entry.pin, [kind]: key } }]
  })
}
