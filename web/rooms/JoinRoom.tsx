import { createSignal, Show } from 'solid-js'
import { shownRoomCode } from '#core/rooms/code.ts'
import { DisplayName } from '#core/rooms/operation.ts'
import { Button } from '../ui/Button.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { createSending } from '../ui/sending.ts'
import { TextField } from '../ui/TextField.tsx'
import { type Door, type Entry, joinRoom } from './calls.ts'
import { keepName, keptName } from './own-name.ts'

/** A name, asked for once: it stands beside the songs one adds. No account, no password. */
export function JoinRoom(props: {
  readonly door: Door
  readonly code: string
  readonly onJoined: (door: Door, entry: Entry) => void
}) {
  const [name, setName] = createSignal(keptName())
  const joining = createSending(async () => {
    const parsed = DisplayName.safeParse(name())
    if (!parsed.success)
      return `Please write a name: ${parsed.error.issues[0]?.message ?? 'this one cannot be read'}.`
    const entry = await joinRoom(props.code, parsed.data)
    keepName(parsed.data)
    props.onJoined(props.door, entry)
    return undefined
  })
  return (
    <div class="room-join">
      <PageHeader
        title={props.door.name}
        over={`Room ${shownRoomCode(props.code)}`}
        note="See what plays next, add songs, and vote. All you need is a name."
      />
      <Show
        when={props.door.status === 'open'}
        fallback={
          <p class="muted">
            {props.door.status === 'locked'
              ? 'The room is locked: nobody new comes in. Ask whoever hosts it to unlock it.'
              : 'The room is closed. The night is over.'}
          </p>
        }
      >
        <form class="stack" onSubmit={joining.onSubmit} noValidate>
          <TextField
            label="Your name"
            name="name"
            autocomplete="nickname"
            placeholder="What friends call you"
            value={name()}
            onInput={setName}
            error={joining.trouble()}
            maxLength={40}
            required
            focused
          />
          <Button
            kind="primary"
            size="large"
            type="submit"
            class="room-join-go"
            busyWords={joining.isSending() ? 'Coming in' : undefined}
          >
            Come in
          </Button>
        </form>
      </Show>
    </div>
  )
}
