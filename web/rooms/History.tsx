import Undo2 from 'lucide-solid/icons/undo-2'
import { createMemo, createSignal, For, Show } from 'solid-js'
import type { RoomEvent } from '#core/rooms/event.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { ErrorState, Skeleton } from '../ui/States.tsx'
import { eventWords, namesOf, timeOf } from './event-words.ts'
import type { Live } from './live.ts'
import { createRoomLog, type RoomLog } from './log.ts'
import { Replay } from './Replay.tsx'
import './people.css'

/** So many lines are drawn at first, and so many more each time they are asked for. */
const linesAtOnce = 60

/** What happened tonight, newest first. Hosts take back anything that still can be, guests what they did themselves. */
export function History(props: { readonly live: Live }) {
  const log = createRoomLog(props.live.room)
  const [shown, setShown] = createSignal(linesAtOnce)
  const names = createMemo(() => namesOf(log.events()))
  const undone = createMemo(() => new Set(log.events().map(({ undoes }) => undoes)))
  const newestFirst = createMemo(() => log.events().slice(-shown()).reverse())
  const mayUndo = (event: RoomEvent) =>
    event.undoes === null &&
    !undone().has(event.seq) &&
    undoable.has(event.fact.kind) &&
    (props.live.isHost() || event.by === props.live.room.entry.memberId)
  return (
    <section aria-labelledby="room-history-title">
      <h2 id="room-history-title" class="label">
        Tonight
      </h2>
      <Show when={props.live.isHost() && log.isWhole() && log.events().length > 1}>
        <Replay live={props.live} events={log.events()} names={names()} />
      </Show>
      <Show when={log.trouble() === undefined} fallback={<Trouble log={log} />}>
        <Show when={log.events().length > 0} fallback={<Skeleton height="160px" round />}>
          <ol class="room-history">
            <For each={newestFirst()}>
              {(event) => (
                <li class="room-history-line" classList={{ undone: undone().has(event.seq) }}>
                  <time class="small muted num" dateTime={new Date(event.atMs).toISOString()}>
                    {timeOf(event.atMs)}
                  </time>
                  <span class="grow">{eventWords(event, names())}</span>
                  <Show when={mayUndo(event)}>
                    <IconButton
                      kind="ghost"
                      label={`Take back: ${eventWords(event, names())}`}
                      icon={<Undo2 aria-hidden="true" />}
                      onClick={() => props.live.room.wish({ kind: 'undo', seq: event.seq })}
                    />
                  </Show>
                </li>
              )}
            </For>
          </ol>
          <Show when={log.events().length > shown()}>
            <Button onClick={() => setShown((count) => count + linesAtOnce)}>Show earlier</Button>
          </Show>
        </Show>
      </Show>
    </section>
  )
}

function Trouble(props: { readonly log: RoomLog }) {
  return <ErrorState error={props.log.trouble()} onRetry={props.log.retry} />
}

/** What can be taken back at all; whether it still can is for the room to say. */
const undoable: ReadonlySet<RoomEvent['fact']['kind']> = new Set([
  'added',
  'removed',
  'moved',
  'voted',
  'advanced',
  'role-given',
  'muted',
  'standing-given',
  'settings-changed',
  'status-changed',
  'room-named',
])
