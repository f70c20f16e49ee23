import { createMemo, createSignal, For, type JSX, onCleanup, onMount } from 'solid-js'
import { isSameRange, type RowRange, rowsIn, visibleRows } from './visible-rows.ts'
import './long-list.css'

/**
 * A list of any length, of which only the rows that can be seen are drawn. Its rows are one stop for the tab key, and are
 * walked by arrows, Page Up and Down, Home and End: each row puts `data-row` and the given tab index on what takes the focus.
 */
export function LongList(props: {
  readonly label: string
  readonly count: number
  /** Pixels. */
  readonly rowHeight: number
  /** The row that the tab key stops at; left out where rows do not take the focus. */
  readonly active?: number
  readonly onActive?: (at: number) => void
  /** A key on a row that is no way to walk. */
  readonly onRowKey?: (event: KeyboardEvent) => void
  /** Which rows are near: what is not here yet can be fetched. */
  readonly onRange?: (range: RowRange) => void
  readonly class?: string
  readonly children: (at: number, tabIndex: () => 0 | -1) => JSX.Element
}) {
  const [range, setRange] = createSignal<RowRange>({ from: 0, to: 24 }, { equals: isSameRange })
  let list: HTMLOListElement | undefined
  const look = () => {
    if (list === undefined) return
    const listTop = list.getBoundingClientRect().top
    const { rowHeight, count } = props
    setRange(visibleRows({ listTop, viewHeight: window.innerHeight, rowHeight, count }))
    props.onRange?.(range())
  }
  onMount(() => {
    const off = new AbortController()
    const { signal } = off
    // What scrolls may be the page, or a place round the list.
    window.addEventListener('scroll', look, { signal, passive: true, capture: true })
    window.addEventListener('resize', look, { signal, passive: true })
    look()
    onCleanup(() => off.abort())
  })
  const rows = createMemo(() => {
    const to = Math.min(props.count, Math.max(range().to, range().from + 24))
    const drawn = rowsIn({ from: range().from, to })
    // What has the focus stays drawn: gone, it would leave the focus nowhere.
    const { active = range().from } = props
    return (active < range().from || active >= to) && active < props.count ? [...drawn, active] : drawn
  })
  const go = (at: number) => {
    const next = Math.max(0, Math.min(props.count - 1, at))
    props.onActive?.(next)
    const row = list?.querySelector<HTMLElement>(`[data-row="${next}"]`)
    row?.focus({ preventScroll: true })
    row?.closest('li')?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !isRow(event.target)) return
    const step = stepOf(event.key, Math.max(1, Math.floor((window.innerHeight * 0.7) / props.rowHeight)))
    if (step === undefined) return props.onRowKey?.(event)
    event.preventDefault()
    go((props.active ?? 0) + step)
  }
  return (
    <ol
      ref={list}
      class={`long-list ${props.class ?? ''}`}
      aria-label={props.label}
      style={{ height: `${props.count * props.rowHeight}px` }}
      onKeyDown={onKeyDown}
    >
      <For each={rows()}>
        {(at) => (
          <li
            class="long-list-row"
            style={{ transform: `translateY(${at * props.rowHeight}px)`, height: `${props.rowHeight}px` }}
            aria-setsize={props.count}
            aria-posinset={at + 1}
          >
            {props.children(at, () => (at === props.active ? 0 : -1))}
          </li>
        )}
      </For>
    </ol>
  )
}

function isRow(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset.row !== undefined
}

/** How many rows a key goes; undefined for a key that does not walk. */
function stepOf(key: string, screenful: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'PageDown':
      return screenful
    case 'PageUp':
      return -screenful
    case 'Home':
      return Number.NEGATIVE_INFINITY
    case 'End':
      return Number.POSITIVE_INFINITY
    default:
      return undefined
  }
}
