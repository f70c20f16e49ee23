import { createSignal, Show } from 'solid-js'
import { shownRoomCode } from '#core/rooms/code.ts'
import { createLoaded } from '../api/loaded.ts'
import { wordsOfError } from '../api/problem.ts'
import { listRooms, type Room } from '../rooms/calls.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { Skeleton } from '../ui/States.tsx'

/** One of the rooms that are open, the newest at first. */
export function createRoomChoice() {
  const rooms = createLoaded(
    () => true,
    async () => (await listRooms()).filter(({ status }) => status !== 'closed'),
  )
  const [wanted, setWanted] = createSignal<string>()
  const chosen = (): Room | undefined =>
    rooms.value()?.find(({ id }) => id === wanted()) ?? rooms.value()?.[0]
  return { rooms, chosen, choose: setWanted }
}

/** Asks which room. */
export function RoomChoice(props: { readonly choice: ReturnType<typeof createRoomChoice> }) {
  const rooms = () => props.choice.rooms.value()
  const failed = () => {
    const state = props.choice.rooms.state()
    return state.kind === 'failed' ? wordsOfError(state.error).detail : undefined
  }
  return (
    <Show when={failed() === undefined} fallback={<p class="field-error">{failed()}</p>}>
      <Show when={rooms()} fallback={<Skeleton height="64px" />}>
        {(all) => (
          <Show
            when={all().length > 0}
            fallback={
              <div class="row wrap">
                <p class="muted grow">No room of yours is open.</p>
                <ButtonLink href="/rooms">Make a room</ButtonLink>
              </div>
            }
          >
            <Select
              label="Room"
              choices={all().map(({ id, name, code }) => ({
                value: id,
                name: `${name} · ${shownRoomCode(code)}`,
              }))}
              value={props.choice.chosen()?.id ?? ''}
              onChange={props.choice.choose}
            />
          </Show>
        )}
      </Show>
    </Show>
  )
}
