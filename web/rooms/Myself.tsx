import { createSignal, Show } from 'solid-js'
import { DisplayName } from '#core/rooms/operation.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { Live } from './live.ts'
import { keepName } from './own-name.ts'

/** What one is called in the room, and, for its host, what the room is called. */
export function Myself(props: { readonly live: Live }) {
  const { room } = props.live
  return (
    <div class="stack">
      <NameField
        label="Your name"
        value={room.me()?.name ?? ''}
        onName={(name) => {
          keepName(name)
          room.wish({ kind: 'name-self', name })
        }}
      />
      <Show when={room.me()?.role === 'host'}>
        <NameField
          label="Name of the room"
          value={room.state()?.name ?? ''}
          onName={(name) => room.wish({ kind: 'name-room', name })}
        />
      </Show>
    </div>
  )
}

function NameField(props: {
  readonly label: string
  readonly value: string
  readonly onName: (name: string) => void
}) {
  const [written, setWritten] = createSignal<string>()
  const [trouble, setTrouble] = createSignal<string>()
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    const name = DisplayName.safeParse(written())
    if (!name.success) {
      setTrouble('A name has 1 to 40 characters on one line.')
      return
    }
    setTrouble(undefined)
    setWritten(undefined)
    props.onName(name.data)
  }
  return (
    <form class="room-one-field" onSubmit={save} noValidate>
      <TextField
        label={props.label}
        value={written() ?? props.value}
        onInput={setWritten}
        error={trouble()}
        maxLength={40}
      />
      <Show when={written() !== undefined && written() !== props.value}>
        <Button type="submit">Save</Button>
      </Show>
    </form>
  )
}
