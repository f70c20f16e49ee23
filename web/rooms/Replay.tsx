import { createMemo, createSignal, For, Show } from 'solid-js'
import { orderOf } from '#core/queue/order.ts'
import type { RoomEvent } from '#core/rooms/event.ts'
import { Button } from '../ui/Button.tsx'
import { Slider } from '../ui/Slider.tsx'
import { sayError } from '../ui/toast.ts'
import { counted } from '../ui/words.ts'
import { roomPath } from './address.ts'
import { forkRoom } from './calls.ts'
import { eventWords, type Names, timeOf } from './event-words.ts'
import type { Live } from './live.ts'
import { makeReplay } from './replay.ts'
import './people.css'

/** The night once more, line by line: what played and what waited at any moment, and a new room from there. */
export function Replay(props: {
  readonly live: Live
  readonly events: readonly RoomEvent[]
  readonly names: Names
}) {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <Show when={isOpen()} fallback={<Button onClick={() => setOpen(true)}>Replay the night</Button>}>
      <Moments {...props} />
    </Show>
  )
}

function Moments(props: {
  readonly live: Live
  readonly events: readonly RoomEvent[]
  readonly names: Names
}) {
  const [count, setCount] = createSignal(props.events.length)
  const replay = createMemo(() => makeReplay(props.events))
  const then = createMemo(() => replay()(count()))
  const last = () => props.events[count() - 1]
  const next = createMemo(() => orderOf(then()))
  return (
    <div class="room-replay card">
      <Slider
        label="Moment of the night"
        value={count()}
        min={1}
        max={props.events.length}
        step={1}
        words={timeOf(last()?.atMs ?? 0)}
        onInput={setCount}
      />
      <Show when={last()}>{(event) => <p class="small">{eventWords(event(), props.names)}</p>}</Show>
      <p class="room-row-title">{then().playing?.entry.song.title ?? 'Nothing played'}</p>
      <ol class="room-replay-next small muted">
        <For each={next().slice(0, 4)}>
          {(id) => <li class="clip">{then().entries.get(id)?.song.title}</li>}
        </For>
      </ol>
      <p class="small muted num">{counted(next().length, 'song')} waited</p>
      <Show when={props.live.room.me()?.role === 'host' && next().length > 0}>
        <Button onClick={() => void fork(props.live, last()?.seq)}>New room from here</Button>
      </Show>
    </div>
  )
}

async function fork(live: Live, afterSeq: number | undefined): Promise<void> {
  try {
    const name = live.room.state()?.name ?? 'Another night'
    const room = await forkRoom(live.room.entry.roomId, {
      name,
      ...(afterSeq === undefined ? {} : { afterSeq }),
    })
    window.location.assign(roomPath(room.code))
  } catch (error) {
    await sayError(error, 'No new room was made')
  }
}
