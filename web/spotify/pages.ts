/** Lists at Spotify come a page at a time, each from where the last one ended. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** One page; `nextOffset` is null at the end. */
type OffsetPage<Item> = { readonly items: readonly Item[]; readonly nextOffset: number | null }

/** What is here of a list. */
export type OffsetPages<Item> = {
  readonly items: Accessor<readonly Item[]>
  readonly isLooking: Accessor<boolean>
  /** Why the newest page is not here; `undefined` where it is. */
  readonly trouble: Accessor<unknown>
  readonly hasMore: Accessor<boolean>
  /** Asks for the next page, or again for the one that did not come. */
  readonly more: () => Promise<void>
  /** Begins anew; an answer that is still under way is thrown away. */
  readonly begin: () => Promise<void>
  /** Forgets all of it. */
  readonly clear: () => void
}

/** Makes the pages of one list, for as long as the owner lives. Nothing is asked before `begin`. */
export function createOffsetPages<Item>(
  ask: (offset: number, signal: AbortSignal) => Promise<OffsetPage<Item>>,
): OffsetPages<Item> {
  const [items, setItems] = createSignal<readonly Item[]>([])
  const [nextOffset, setNextOffset] = createSignal<number | null>(null)
  const [isLooking, setLooking] = createSignal(false)
  const [trouble, setTrouble] = createSignal<unknown>()
  let asking = new AbortController()
  const look = async (offset: number) => {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    setLooking(true)
    setNextOffset(offset)
    try {
      const page = await ask(offset, signal)
      if (signal.aborted) return
      setItems((before) => (offset === 0 ? page.items : [...before, ...page.items]))
      setNextOffset(page.nextOffset)
      setTrouble(undefined)
    } catch (error) {
      if (signal.aborted) return
      setTrouble(error)
    }
    setLooking(false)
  }
  const clear = () => {
    asking.abort()
    setItems([])
    setNextOffset(null)
    setTrouble(undefined)
    setLooking(false)
  }
  onCleanup(() => asking.abort())
  return {
    items,
    isLooking,
    trouble,
    hasMore: () => nextOffset() !== null && items().length > 0,
    more: async () => {
      const offset = nextOffset()
      if (offset !== null) await look(offset)
    },
    begin: () => look(0),
    clear,
  }
}
