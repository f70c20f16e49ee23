/** The rows of a long list, fetched as they come near: a page never holds more than somebody has looked at. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { createStore } from 'solid-js/store'

/** So many are asked for at once. */
export const rowsAtOnce = 100

/** A list by its length, and how to get what stands in it. */
type Order<T> = {
  readonly count: number
  /** At most `rowsAtOnce` rows, from this one on. `before` is the row before it, where that is here. */
  readonly load: (from: number, before: T | undefined) => Promise<readonly T[]>
  /** Read only from its beginning on, since nobody knows where its middle is. */
  readonly isSequential?: boolean
}

/** See `createPagedRows`. */
export type PagedRows<T> = {
  /** Undefined while it is on its way. */
  readonly row: (at: number) => T | undefined
  /** Smaller than it was said to be, when the list turned out shorter. */
  readonly count: Accessor<number>
  readonly trouble: Accessor<unknown>
  /** These rows are near: those that are not here are fetched. */
  readonly need: (places: readonly number[]) => void
  readonly retry: () => void
  /** Puts a newer row in the place of one. */
  readonly put: (at: number, row: T) => void
}

/** Rows that are asked for page by page, one question at a time, the nearest first. */
export function createPagedRows<T extends object>(order: Order<T>): PagedRows<T> {
  const [rows, setRows] = createStore<Record<number, T | undefined>>({})
  const [count, setCount] = createSignal(order.count)
  const [trouble, setTrouble] = createSignal<unknown>()
  let wanted: readonly number[] = []
  let isLoading = false
  let isOver = false
  let readTo = 0
  onCleanup(() => {
    isOver = true
  })

  const missing = (): number | undefined => {
    const place = wanted.find((at) => at < count() && rows[at] === undefined)
    if (place === undefined) return undefined
    return order.isSequential === true ? readTo : pageOf(place)
  }
  const loadFrom = async (from: number) => {
    const found = await order.load(from, rows[from - 1])
    if (isOver) return
    setRows(Object.fromEntries(found.map((row, index) => [from + index, row])))
    readTo = Math.max(readTo, from + found.length)
    if (found.length < rowsAtOnce && from + found.length < count()) setCount(from + found.length)
  }
  const load = async () => {
    if (isLoading) return
    isLoading = true
    try {
      for (let from = missing(); from !== undefined && !isOver; from = missing()) await loadFrom(from)
      setTrouble(undefined)
    } catch (error) {
      setTrouble(() => error)
    } finally {
      isLoading = false
    }
  }
  return {
    row: (at) => rows[at],
    count,
    trouble,
    need: (places) => {
      wanted = places
      void load()
    },
    retry: () => void load(),
    put: (at, row) => setRows({ [at]: row }),
  }
}

function pageOf(at: number): number {
  return Math.floor(at / rowsAtOnce) * rowsAtOnce
}
