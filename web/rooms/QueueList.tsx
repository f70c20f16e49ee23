import ListMusic from 'lucide-solid/icons/list-music'
import { createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { whyTeller } from '#core/queue/why.ts'
import { EmptyState } from '../ui/States.tsx'
import { isSameRange, type RowRange, visibleRows } from '../ui/visible-rows.ts'
import { counted } from '../ui/words.ts'
import { Carry } from './carry.ts'
import type { Live } from './live.ts'
import { orderName } from './modes.ts'
import { QueueRow } from './QueueRow.tsx'
import { makesWay, rowBefore } from './rows.ts'
import { ownWait, waitsOf, waitWords } from './waits.ts'
import './queue.css'

/** The height of a row in pixels; queue.css draws it so. */
const rowHeight = 68

/** What waits, in the order it will play, with why. Draws only the rows that can be seen: a queue may be ten thousand long. */
export function QueueList(props: { readonly live: Live }) {
  const [said, setSaid] = createSignal('')
  const [range, setRange] = createSignal<RowRange>({ from: 0, to: 24 }, { equals: isSameRange })
  let list: HTMLOListElement | undefined
  const { room } = props.live
  const entries = () => room.state()?.entries ?? new Map<string, never>()
  const waits = createMemo(() =>
    waitsOf(room.order(), entries(), Math.round(leftSeconds(props.live) / 15) * 15),
  )
  const whyOf = createMemo(() => {
    const state = room.state()
    return state === undefined ? () => '' : whyTeller(state)
  })
  const carry = new Carry({
    rowHeight,
    ids: room.order,
    list: () => list,
    say: setSaid,
    titleOf: (id) => entries().get(id)?.song.title ?? 'The song',
    onDrop: (entryId, from, to) =>
      room.wish({ kind: 'move', entryId, afterId: rowBefore(room.order(), from, to) ?? null }),
  })
  const look = () => {
    if (list === undefined) return
    const listTop = list.getBoundingClientRect().top
    setRange(visibleRows({ listTop, viewHeight: window.innerHeight, rowHeight, count: room.order().length }))
  }
  onMount(() => {
    const off = new AbortController()
    const { signal } = off
    window.addEventListener('scroll', look, { signal, passive: true, capture: true })
    window.addEventListener('resize', look, { signal, passive: true })
    look()
    onCleanup(() => off.abort())
  })
  // What is carried stays drawn also when it is carried far from where it was.
  const drawn = createMemo(() => {
    const order = room.order()
    const { from, to } = range()
    const ids = order.slice(from, Math.max(to, from + 24))
    const carried = carry.carried()?.id
    return carried === undefined || ids.includes(carried) || !order.includes(carried)
      ? ids
      : [...ids, carried]
  })
  const places = createMemo(() => new Map(room.order().map((id, at) => [id, at])))
  const topOf = (id: string) => {
    const place = places().get(id) ?? 0
    const carried = carry.carried()
    if (carried === undefined) return place * rowHeight
    if (carried.id === id) return carried.top
    return (place + makesWay(place, places().get(carried.id) ?? 0, carried.to)) * rowHeight
  }
  const mine = () => ownWait(room.order(), entries(), waits(), room.entry.memberId)
  return (
    <section class="room-queue" aria-labelledby="room-queue-title">
      <div class="room-queue-head">
        <h2 id="room-queue-title" class="label">
          Next · {orderName(room.state()?.settings.mode ?? 'fair')}
        </h2>
        <Show when={mine()} fallback={<p class="small muted num">{counted(room.order().length, 'song')}</p>}>
          {(wait) => <p class="small room-own num">Your turn {waitWords(wait())}</p>}
        </Show>
      </div>
      <div class="unseen" role="status">
        {said()}
      </div>
      <Show when={room.order().length > 0} fallback={<NothingWaits live={props.live} />}>
        <ol
          ref={list}
          class="room-rows"
          classList={{ carrying: carry.carried() !== undefined }}
          style={{ height: `${room.order().length * rowHeight}px` }}
        >
          <For each={drawn()}>
            {(id) => (
              <QueueRow
                live={props.live}
                entryId={id}
                place={places().get(id) ?? 0}
                top={topOf(id)}
                waitSeconds={waits()[places().get(id) ?? 0] ?? 0}
                isCarried={carry.carried()?.id === id}
                carry={carry}
                whyOf={whyOf()}
              />
            )}
          </For>
        </ol>
      </Show>
    </section>
  )
}

function NothingWaits(props: { readonly live: Live }) {
  const fallback = () => props.live.room.state()?.settings.fallback.length ?? 0
  return (
    <EmptyState
      icon={<ListMusic />}
      title="Nothing waits"
      text={
        fallback() > 0
          ? `The fallback plays until somebody adds a song: ${counted(fallback(), 'song')} in a circle.`
          : 'Add a song, and it plays next.'
      }
    />
  )
}

function leftSeconds(live: Live): number {
  const now = live.playing()
  return now === undefined ? 0 : Math.max(0, now.entry.song.durationSeconds - live.positionSeconds())
}
